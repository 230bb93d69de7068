import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type SharedWorld, shareWorld } from './dht-exchange.ts';
import { type DhtPlan, type PartReport, runPart } from './dht-part.ts';
import type { Seek } from './dht-population.ts';
import { quantile } from './table.ts';

// A DHT of the real core under a virtual clock, with half of the nodes gone and replaced each hour; in so many threads.
//   node --expose-gc --import tsx switch/bench/dht.ts [NODES] [MINUTES] [THREADS] [SEEKS_PER_MINUTE] [SEED]
const [nodeCount = 1_000, minutes = 20, threads = 2, seeksPerMinute = 300, seed = 1] = process.argv
  .slice(2)
  .map(Number);

/** For a heap of 130 ends of lines a node, 8 kB each, and the packets underway, and half as much again for what is garbage. */
const HEAP_MB_PER_NODE = 1.5;
const HEAP_MB_MIN = 1_000;
/** The packets of a virtual second have room in it. */
const YOUNG_MB = 200;

interface PartData {
  readonly shared: SharedWorld;
  readonly part: number;
  readonly plan: DhtPlan;
}

const startedAtMs = performance.now();
if (isMainThread) lead();
else await follow(workerData as PartData);

async function follow({ shared, part, plan }: PartData): Promise<void> {
  await runPart(shared, part, plan, (report) => parentPort?.postMessage(report));
}

/** Starts the parts, and says what all of them have said of a stage. */
function lead(): void {
  const plan: DhtPlan = { nodeCount, minutes, seeksPerMinute, seed };
  const shared = shareWorld(threads);
  const said = new Map<string, PartReport[]>();
  let settled: readonly PartReport[] = [];
  say(`growing to ${nodeCount} nodes`);
  for (let part = 0; part < threads; part++) {
    const worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: { shared, part, plan } satisfies PartData,
      resourceLimits: {
        maxOldGenerationSizeMb: Math.max(HEAP_MB_MIN, (HEAP_MB_PER_NODE * nodeCount) / threads),
        maxYoungGenerationSizeMb: YOUNG_MB,
      },
    });
    worker.on('error', (error) => {
      throw error; // the others would wait for it for ever
    });
    worker.on('message', (report: PartReport) => {
      const reports = [...(said.get(report.stage) ?? []), report];
      said.set(report.stage, reports);
      if (reports.length < threads) return;
      said.delete(report.stage);
      if (report.stage === 'settled') settled = reports;
      if (report.stage === 'end') sayEnd(settled, reports);
      else say(`${report.stage}: ${report.stage === 'settled' ? censusOf(reports) : seeksOf(reports)}`);
    });
  }
}

interface Outcome extends Seek {
  readonly isReached: boolean;
}

/** The searches that count, with what came of them. */
function outcomes(reports: readonly PartReport[]): readonly Outcome[] {
  const reached = new Set(reports.flatMap((report) => report.reached));
  return reports
    .flatMap(({ seeks }) => seeks.filter(({ isCounted }) => isCounted))
    .map((seek) => ({ ...seek, isReached: reached.has(seek.id) }));
}

function seeksOf(reports: readonly PartReport[]): string {
  const ended = outcomes(reports);
  const found = ended.filter(({ isFound }) => isFound);
  const { packets } = trafficOf(reports);
  const reached = ended.filter(({ isReached }) => isReached).length;
  return `${found.length} of ${ended.length} found, ${reached} reached, ${(packets / 1e6).toFixed(1)} million packets`;
}

function censusOf(reports: readonly PartReport[]): string {
  const all = reports.flatMap(({ census }) => census ?? []);
  const links = all.flatMap((census) => census.links);
  const lineEnds = sum(all.map((census) => census.lineEnds));
  const usedBytes = sum(all.map((census) => census.usedBytes));
  const mean = sum(links) / links.length;
  const memory = `${(usedBytes / 1e6).toFixed(0)} MB, ${lineEnds} line ends, ${(usedBytes / lineEnds / 1e3).toFixed(1)} kB each`;
  return `links a node: mean ${mean.toFixed(1)}, median ${quantile(links, 0.5)}, most ${Math.max(...links)}; ${memory}`;
}

function sayEnd(settled: readonly PartReport[], ended: readonly PartReport[]): void {
  const counted = outcomes(ended);
  const found = counted.filter(({ isFound }) => isFound);
  const hops = found.map((seek) => seek.hops);
  const asked = counted.map((seek) => seek.askedCount);
  const [before, after] = [trafficOf(settled), trafficOf(ended)];
  const perNode = (count: number): number => count / (minutes * 60) / nodeCount;
  say(`seeks: ${seeksOf(ended)}, ${((100 * found.length) / counted.length).toFixed(2)} %`);
  say(
    `hops: median ${quantile(hops, 0.5)}, 99 % ${quantile(hops, 0.99)}; bound ${(Math.log2(nodeCount) / 3 + 2).toFixed(1)}`,
  );
  say(`asked a seek: median ${quantile(asked, 0.5)}, 99 % ${quantile(asked, 0.99)} (two messages each)`);
  const bytes = perNode(after.bytes - before.bytes).toFixed(0);
  const packets = perNode(after.packets - before.packets).toFixed(1);
  say(`traffic a node: ${bytes} bytes/s and ${packets} packets/s sent`);
  say(censusOf(ended));
}

function trafficOf(reports: readonly PartReport[]): PartReport['traffic'] {
  return {
    bytes: sum(reports.map(({ traffic }) => traffic.bytes)),
    packets: sum(reports.map(({ traffic }) => traffic.packets)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function say(text: string): void {
  const seconds = (ms: number): string => (ms / 1_000).toFixed(0).padStart(5);
  const cpuMs = process.cpuUsage().user / 1_000;
  console.log(`${seconds(performance.now() - startedAtMs)} s, of all cores ${seconds(cpuMs)} s  ${text}`);
}
