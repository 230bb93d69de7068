import { createNodeCrypto } from '../io/node-crypto.ts';
import { createNullCrypto, SimWorld } from '../sim/index.ts';
import { DhtPopulation } from './dht-population.ts';
import { quantile } from './table.ts';

// A DHT of the real core under a virtual clock, with half of the nodes gone and replaced each hour.
//   node --expose-gc --max-old-space-size=10000 --import tsx switch/bench/dht.ts [NODES] [MINUTES] [SEEKS_PER_MINUTE] [SEED]
const nodeCount = Number(process.argv[2] ?? 1_000);
const minutes = Number(process.argv[3] ?? 20);
const seeksPerMinute = Number(process.argv[4] ?? 300);
const seed = Number(process.argv[5] ?? 1);

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
/** What the network has doubled in while it grew, and settled in afterwards. */
const DOUBLING_MS = 20 * SECOND_MS;
const SETTLE_MS = 2 * MINUTE_MS;
const GROWTH_SAID = 1_000;
/** Half of the nodes an hour. */
const CHURN_RATIO_PER_MS = 0.5 / (60 * MINUTE_MS);

const world = new SimWorld({
  seed,
  crypto: createNullCrypto(seed, createNodeCrypto()),
  delayMs: [10, 60],
  isTraced: false,
  isWholeMs: true,
});
const population = new DhtPopulation(world);
const startedAtMs = performance.now();

say(`growing to ${nodeCount} nodes`);
await grow();
say(`settled: ${population.links().mean.toFixed(1)} links a node, ${memory()}`);
const results = await churn();
report(results);

async function grow(): Promise<void> {
  let dueMs = 0;
  while (population.size < nodeCount) {
    population.join();
    dueMs += DOUBLING_MS / Math.max(8, population.size);
    const wholeMs = Math.floor(dueMs);
    world.runFor(wholeMs);
    dueMs -= wholeMs;
    if (population.size % GROWTH_SAID === 0) say(`${population.size} nodes`);
  }
  world.runFor(SETTLE_MS);
}

interface Results {
  readonly seeks: DhtPopulation['seeks'];
  readonly bytesPerSecond: number;
  readonly packetsPerSecond: number;
}

async function churn(): Promise<Results> {
  const stepMs = 100;
  const before = population.traffic();
  const sinceMs = world.nowMs;
  let leaving = 0;
  let seeking = 0;
  let saidAtMs = sinceMs;
  while (world.nowMs < sinceMs + minutes * MINUTE_MS) {
    leaving += stepMs * nodeCount * CHURN_RATIO_PER_MS;
    for (; leaving >= 1; leaving--) population.replaceOne();
    seeking += (stepMs * seeksPerMinute) / MINUTE_MS;
    for (; seeking >= 1; seeking--) population.seek();
    world.runFor(stepMs);
    await population.settle();
    if (world.nowMs - saidAtMs < MINUTE_MS) continue;
    saidAtMs = world.nowMs;
    say(`minute ${Math.round((world.nowMs - sinceMs) / MINUTE_MS)}: ${summary(population.seeks)}`);
  }
  const traffic = population.traffic();
  const seconds = (world.nowMs - sinceMs) / SECOND_MS;
  const perNode = (count: number): number => count / seconds / nodeCount;
  return {
    seeks: population.seeks,
    bytesPerSecond: perNode(traffic.bytes - before.bytes),
    packetsPerSecond: perNode(traffic.packets - before.packets),
  };
}

function summary(seeks: DhtPopulation['seeks']): string {
  const ended = seeks.filter(({ isCounted }) => isCounted);
  const found = ended.filter(({ isFound }) => isFound);
  return `${found.length} of ${ended.length} found, ${ended.filter(({ isReached }) => isReached).length} reached`;
}

function report({ seeks, bytesPerSecond, packetsPerSecond }: Results): void {
  const ended = seeks.filter(({ isCounted }) => isCounted);
  const found = ended.filter(({ isFound }) => isFound);
  const hops = found.map((seek) => seek.hops);
  const asked = ended.map((seek) => seek.askedCount);
  const links = population.links();
  say(`seeks: ${summary(seeks)}, ${((100 * found.length) / ended.length).toFixed(2)} %`);
  say(
    `hops: median ${quantile(hops, 0.5)}, 99 % ${quantile(hops, 0.99)}; bound ${(Math.log2(nodeCount) / 3 + 2).toFixed(1)}`,
  );
  say(`asked a seek: median ${quantile(asked, 0.5)}, 99 % ${quantile(asked, 0.99)} (two messages each)`);
  say(`links a node: mean ${links.mean.toFixed(1)}, median ${links.median}, most ${links.most}`);
  say(`traffic a node: ${bytesPerSecond.toFixed(0)} bytes/s and ${packetsPerSecond.toFixed(1)} packets/s sent`);
  say(memory());
}

function memory(): string {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const ends = population.lineEnds();
  const used = heapUsed + external;
  return `${(used / 1e6).toFixed(0)} MB, ${ends} line ends, ${(used / ends / 1e3).toFixed(1)} kB each`;
}

function say(text: string): void {
  const seconds = (ms: number): string => (ms / SECOND_MS).toFixed(0).padStart(5);
  const cpuMs = process.cpuUsage().user / 1_000;
  console.log(`${seconds(performance.now() - startedAtMs)} s, of one core ${seconds(cpuMs)} s  ${text}`);
}
