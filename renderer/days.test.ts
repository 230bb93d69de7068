import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayKeyOf, daysBetween, nextMidnight, startOfDayKey } from './days.ts';

const anyInstant = fc.date({ min: new Date(2000, 0, 1), max: new Date(2060, 0, 1), noInvalidDate: true }).map(Number);

test('zero days lie between two instants exactly if they are on one day', () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: 0, max: 3 * 86_400_000 }), (atMs, laterMs) => {
      expect(daysBetween(atMs, atMs + laterMs) === 0).toBe(dayKeyOf(atMs) === dayKeyOf(atMs + laterMs));
    }),
  );
});

test('the next midnight begins the next day', () => {
  fc.assert(
    fc.property(anyInstant, (atMs) => {
      expect(daysBetween(atMs, nextMidnight(atMs))).toBe(1);
      expect(daysBetween(atMs, nextMidnight(atMs) - 1)).toBe(0);
    }),
  );
});

test('a day chosen in a field is its own key, and what is no day is none', () => {
  fc.assert(
    fc.property(anyInstant, (atMs) => {
      const start = startOfDayKey(dayKeyOf(atMs)) ?? Number.NaN;
      expect(dayKeyOf(start)).toBe(dayKeyOf(atMs));
      expect(start).toBeLessThanOrEqual(atMs);
    }),
  );
  for (const text of ['', '2026-02-30', '2026-13-01', '1950-01-01', '12026-01-01', 'today']) {
    expect(startOfDayKey(text)).toBeUndefined();
  }
});
