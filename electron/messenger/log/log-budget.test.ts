import { expect, test } from 'vitest';
import { LOG_BEGIN_MS, LOGS_BURST_MAX } from '../limits.ts';
import { LogBudget } from './log-budget.ts';

test('a burst of new logs of one author is taken, then one after a while, and nobody else waits for it', () => {
  let nowMs = 0;
  const budget = new LogBudget(() => nowMs);
  const takeAll = (conv: string, by: string) => {
    let taken = 0;
    while (taken < 10 * LOGS_BURST_MAX && budget.take(conv, by)) taken += 1;
    return taken;
  };
  expect(takeAll('c', 'anna')).toBe(LOGS_BURST_MAX);
  expect([takeAll('c', 'bela'), takeAll('d', 'anna')]).toEqual([LOGS_BURST_MAX, LOGS_BURST_MAX]);
  nowMs += LOG_BEGIN_MS - 1;
  expect(takeAll('c', 'anna')).toBe(0);
  nowMs += 1;
  expect(takeAll('c', 'anna')).toBe(1);
  nowMs -= 366 * 24 * 3_600_000; // a clock that was put back gives and takes nothing
  expect(takeAll('c', 'anna')).toBe(0);
});
