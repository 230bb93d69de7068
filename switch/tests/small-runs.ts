import { createNodeCrypto } from '../io/node-crypto.ts';
import { createNullCrypto } from '../sim/index.ts';
import { SmallNetwork } from '../sim/small-network.ts';
import { IS_FULL_RUN } from '../testing/full-run.ts';

/** Of `npm test`, and of `npm run test:full`. */
const SEED_COUNT = IS_FULL_RUN ? 1_000 : 200;

/** Ends a run that hangs. The largest networks take ten seconds of a core, which a busy machine gives in minutes. */
export const RUN_MS_MAX = 600_000;

const port = createNodeCrypto();

/** Every fourth one, so that no worker is long alone with the last. With RUN_SEED in the environment that one alone. */
export function seedsOf(quarter: 0 | 1 | 2 | 3): readonly number[] {
  const { RUN_SEED } = process.env;
  const all = RUN_SEED === undefined ? Array.from({ length: SEED_COUNT }, (_, index) => index + 1) : [Number(RUN_SEED)];
  return all.filter((seed) => seed % 4 === quarter);
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
