import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENTS_BURST_MAX, EVENTS_PER_SECOND } from '../limits.ts';
import { EventBudget } from './event-budget.ts';

test('a burst passes at once, and after it so many events a second', () => {
  const budget = new EventBudget();
  expect(budget.take(EVENTS_BURST_MAX, 0)).toBe(0);
  expect(budget.take(EVENTS_PER_SECOND, 0)).toBe(1_000);
  expect(budget.take(EVENTS_PER_SECOND, 1_000)).toBe(1_000);
  expect(budget.take(1, 10_000_000)).toBe(0);
});

test('whoever waits as long as told has never had more than the burst and the rate', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.nat(5_000)), { maxLength: 100 }), (steps) => {
      const budget = new EventBudget();
      let nowMs = 0;
      let taken = 0;
      for (const [count, gapMs] of steps) {
        nowMs += gapMs;
        nowMs += budget.take(count, nowMs);
        taken += count;
        expect(taken).toBeLessThanOrEqual(EVENTS_BURST_MAX + (nowMs / 1000) * EVENTS_PER_SECOND + 1);
      }
    }),
  );
});
