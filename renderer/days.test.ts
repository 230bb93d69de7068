import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayKeyOf, daysBetween, nextMidnight } from './days.ts';

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
