/**
 * True under `npm run test:full`. What takes long is skipped without it: `test.runIf(IS_FULL_RUN)`, or a loop of
 * `IS_FULL_RUN ? 1_000 : 200` rounds.
 */
export const IS_FULL_RUN = process.env.FULL === '1';
