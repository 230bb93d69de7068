import { IS_FULL_RUN } from '../../testing/full-run.ts';

/** How many times as much `npm run test:full` tries: hundreds of thousands of inputs in all. */
const FULL_FACTOR = 40;

export function runs(count: number): number {
  return IS_FULL_RUN ? count * FULL_FACTOR : count;
}

/** Ends only what hangs, on a machine that does other things besides. */
export const FUZZ_MS_MAX = IS_FULL_RUN ? 1_800_000 : 120_000;
