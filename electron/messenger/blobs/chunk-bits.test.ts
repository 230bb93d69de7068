import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clearBits, emptyBits, fullBits, hasBit, isFull, withBits } from './chunk-bits.ts';

const anyBits = fc.integer({ min: 1, max: 100 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    set: fc.uniqueArray(fc.nat({ max: count - 1 })),
    cleared: fc.nat({ max: count - 1 }),
  }),
);

describe('chunk bits', () => {
  test('what was set is set, and nothing else', () => {
    fc.assert(
      fc.property(anyBits, ({ count, set, cleared }) => {
        const bits = withBits(emptyBits(count), set, true);
        const all = Array.from({ length: count }, (_, index) => index);
        expect(all.filter((index) => hasBit(bits, index))).toEqual([...set].sort((a, b) => a - b));
        expect(clearBits(bits, count)).toEqual(all.filter((index) => !set.includes(index)));
        expect(hasBit(withBits(bits, [cleared], false), cleared)).toBe(false);
        expect(withBits(withBits(bits, [cleared], true), [cleared], hasBit(bits, cleared))).toEqual(bits);
        expect(isFull(bits, count)).toBe(set.length === count);
      }),
    );
  });

  test('full bits lack none', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100 }), (count) => {
        expect(clearBits(fullBits(count), count)).toEqual([]);
      }),
    );
  });

  test('the least significant bit of the first byte is chunk 0', () => {
    expect([...withBits(emptyBits(10), [0], true)]).toEqual([1, 0]);
    expect([...withBits(emptyBits(10), [9], true)]).toEqual([0, 2]);
  });
});
