import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HALF_CELLS, halfPath } from './safety-drawing.ts';

const cells = (path: string) =>
  [...path.matchAll(/M(\d) (\d)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

test('the first bit is the cell at the outer edge', () => {
  expect(cells(halfPath([0b1000, 0b0001], false))).toEqual([
    [0, 0],
    [3, 1],
  ]);
  expect(cells(halfPath([0b1000, 0b0001], true))).toEqual([
    [3, 0],
    [0, 1],
  ]);
});

test('a mirrored half is the same half seen in a mirror, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 8, maxLength: 8 }), (rows) => {
      const mirrored = cells(halfPath(rows, true)).map(([x, y]) => `${HALF_CELLS - 1 - x} ${y}`);
      expect(new Set(mirrored)).toEqual(new Set(cells(halfPath(rows, false)).map(([x, y]) => `${x} ${y}`)));
    }),
  );
});
