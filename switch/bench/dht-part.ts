import { createNodeCrypto } from '../io/node-crypto.ts';
import { createNullCrypto, SimWorld } from '../sim/index.ts';
import { Exchange, type SharedWorld } from './dht-exchange.ts';
import { DhtPopulation, type Seek } from './dht-population.ts';

/** What one part of a simulated DHT does: it grows, settles, and then loses half of its nodes in an hour while some are sought. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** A datagram takes this long; the least is how far one part may run ahead of another. */
const DELAY_MS: readonly [number, number] = [10, 60];
const WINDOW_MS = DELAY_MS[0];
/** How often somebody may leave, come or be sought. */
const STEP_MS = 100;
/** What the network has doubled in while it grew, and settled in afterwards. */
const DOUBLING_MS = 20 * SECOND_MS;
const SETTLE_MS = 2 * MINUTE_MS;
/** At once at first, as there are too few for a rate. */
const FIRST_NODES = 8;
const GROWTH_SAID = 1_000;
/** Half of the nodes an hour. */
const CHURN_RATIO_PER_MS = 0.5 / (60 * MINUTE_MS);

export interface DhtPlan {
  readonly nodeCount: number;
  readonly minutes: number;
  readonly seeksPerMinute: number;
  readonly seed: number;
}

/** What a part says when it has come so far. */
export interface PartReport {
  readonly stage: string;
  readonly seeks: readonly Seek[];
  readonly reached: readonly number[];
  readonly traffic: { readonly bytes: number; readonly packets: number };
  /** When the network has settled, and in the end. */
  readonly census?: {
    /** Of each node. */
    readonly links: readonly number[];
    readonly lineEnds: number;
    /** Of this part's thread, after its garbage was collected. */
    readonly usedBytes: number;
  };
}

export async function runPart(
  shared: SharedWorld,
  part: number,
  { nodeCount, minutes, seeksPerMinute, seed }: DhtPlan,
  say: (report: PartReport) => void,
): Promise<void> {
  const exchange = new Exchange(shared, part);
  const world = new SimWorld({
    seed: seed * shared.parts + part,
    crypto: createNullCrypto(seed, createNodeCrypto()),
    delayMs: DELAY_MS,
    isTraced: false,
    isWholeMs: true,
    elsewhere: exchange,
  });
  const population = new DhtPopulation(world, exchange, seed);
  const tell = (stage: string, isCensus = false): void => {
    const { seeks, reached } = population;
    say({ stage, seeks, reached, traffic: population.traffic(), ...(isCensus && { census: census(population) }) });
  };

  const grow = (): void => {
    let due = FIRST_NODES;
    while (population.size < nodeCount) {
      for (; due >= 1 && population.size < nodeCount; due--) {
        population.join();
        if (population.size % GROWTH_SAID === 0) tell(`${population.size} nodes`);
      }
      runFor(WINDOW_MS);
      due += (population.size * WINDOW_MS) / DOUBLING_MS;
    }
  };

  const churn = async (): Promise<void> => {
    let leaving = 0;
    let seeking = 0;
    for (let atMs = STEP_MS; atMs <= minutes * MINUTE_MS; atMs += STEP_MS) {
      leaving += STEP_MS * nodeCount * CHURN_RATIO_PER_MS;
      for (; leaving >= 1; leaving--) population.replaceOne();
      seeking += (STEP_MS * seeksPerMinute) / MINUTE_MS;
      for (; seeking >= 1; seeking--) population.seek();
      runFor(STEP_MS);
      await population.settle();
      if (atMs % MINUTE_MS === 0) tell(`minute ${atMs / MINUTE_MS}`);
    }
  };

  function runFor(ms: number): void {
    for (let leftMs = ms; leftMs > 0; leftMs -= WINDOW_MS) {
      world.runFor(WINDOW_MS);
      exchange.meet((datagram, atMs) => world.at(atMs, () => world.network.deliver(datagram)));
    }
  }

  grow();
  runFor(SETTLE_MS);
  tell('settled', true);
  await churn();
  tell('end', true);
}

function census(population: DhtPopulation): NonNullable<PartReport['census']> {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return { links: population.links(), lineEnds: population.lineEnds(), usedBytes: heapUsed + external };
}
