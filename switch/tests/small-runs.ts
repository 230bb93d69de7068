import { createNodeCrypto } from '../io/node-crypto.ts';
import { createNullCrypto } from '../sim/index.ts';
import { SmallNetwork } from '../sim/small-network.ts';
import { IS_FULL_RUN } from '../testing/full-run.ts';

/** Of `npm test`, and of `npm run test:full`. */
const SEED_COUNT = IS_FULL_RUN ? 1_000 : 200;

/**
 * A network of 50 costs as much as twenty of 8. So `npm test`, which has minutes, takes all the small ones and each seventh of the large.
 */
const SMALL_NODES_MAX = 15;
const LARGE_EVERY = IS_FULL_RUN ? 1 : 7;

/** Ends a run that hangs. The largest networks take ten seconds of a core, which a busy machine gives in minutes. */
export const RUN_MS_MAX = 600_000;

const port = createNodeCrypto();

/** Every second one, so that two workers share them. With RUN_SEED in the environment that one alone. */
export function seedsOf(half: 0 | 1): readonly number[] {
  const { RUN_SEED } = process.env;
  const all = RUN_SEED === undefined ? chosenSeeds() : [Number(RUN_SEED)];
  return all.filter((seed) => seed % 2 === half);
}

function chosenSeeds(): readonly number[] {
  const seeds: number[] = [];
  let largeCount = 0;
  for (let seed = 1; seeds.length < SEED_COUNT; seed += 1) {
    const isSmall = smallNetwork(seed).firstCount <= SMALL_NODES_MAX;
    if (!isSmall) largeCount += 1;
    if (isSmall || largeCount % LARGE_EVERY === 0) seeds.push(seed);
  }
  return seeds;
}

export function smallNetwork(seed: number, isTraced = false): SmallNetwork {
  return new SmallNetwork(seed, createNullCrypto(seed, port), isTraced);
}

/** Throws what went wrong, with the command that makes it go wrong again. */
export async function runSmallNetwork(seed: number): Promise<void> {
  const network = smallNetwork(seed);
  const faults = await network.run().catch((error: unknown) => [String(error instanceof Error ? error.stack : error)]);
  if (faults.length === 0) return;
  const replay = `replay it: RUN_SEED=${seed} npx vitest run switch/sim/scenarios/runs`;
  throw new Error([`seed ${seed}, ${network.nodeCount} nodes:`, ...faults, replay].join('\n'));
}
