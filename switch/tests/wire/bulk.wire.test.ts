import { describe, expect, test } from 'vitest';
import { isJsonObject } from '../../index.ts';
import { IS_FULL_RUN } from '../../testing/full-run.ts';
import { beginTransfer, expectEcho, ORDERS, startPair } from './pair.ts';

const MEGABYTE = 1_000_000;
/** The reference makes some 2.5 MB/s of 3a alone on a machine, and a fifth of that on a busy one. */
const CLEAN_TIMEOUT_MS = 100_000;
/** It resends a packet no more often than once a second: 50 kB/s with a loss of 5 %. */
const LOSSY_MS_PER_MEGABYTE = 90_000;
const LOSS = 0.05;

/** That many bytes each way at the same time; each direction is checked by its sum. */
async function exchange(programs: (typeof ORDERS)[number], bytes: number, timeoutMs: number, loss = 0): Promise<void> {
  const { initiator, answerer } = await startPair(programs, '--test', '--csids', '3a');
  await expectEcho(initiator, answerer, { line: 'open' });
  const ours = initiator.program === 'ours' ? initiator : answerer;
  await ours.ask({ do: 'faults', loss });
  const there = await beginTransfer(initiator, answerer, bytes);
  const back = await beginTransfer(answerer, initiator, bytes);
  await Promise.all([there.expectArrival(timeoutMs), back.expectArrival(timeoutMs)]);
  const { stats } = await ours.ask({ do: 'stats' });
  const lost = isJsonObject(stats) ? Number(stats.lost) : 0;
  if (loss > 0) expect(lost).toBeGreaterThan((bytes / 1_050) * loss);
  else expect(lost).toBe(0);
}

describe.concurrent.each(ORDERS)('%s and %s, both ways at once', (...programs) => {
  test('ten megabytes arrive whole', { timeout: CLEAN_TIMEOUT_MS + 60_000 }, () =>
    exchange(programs, 10 * MEGABYTE, CLEAN_TIMEOUT_MS),
  );

  test(`a megabyte arrives whole though ${LOSS * 100} % is lost`, { timeout: LOSSY_MS_PER_MEGABYTE + 60_000 }, () =>
    exchange(programs, MEGABYTE, LOSSY_MS_PER_MEGABYTE, LOSS),
  );

  test.runIf(IS_FULL_RUN)(
    `and ten, though ${LOSS * 100} % is lost`,
    { timeout: 10 * LOSSY_MS_PER_MEGABYTE + 60_000 },
    () => exchange(programs, 10 * MEGABYTE, 10 * LOSSY_MS_PER_MEGABYTE, LOSS),
  );
});
