import { expect, test } from 'vitest';
import { gridMove } from './grid-move.ts';

// 0 1 2
// 3 4 5
// 6
const grid = { count: 7, columns: 3, isRtl: false };

test.each<[number, string, number | 'out' | undefined]>([
  [0, 'ArrowRight', 1],
  [2, 'ArrowRight', 3],
  [6, 'ArrowRight', 6],
  [0, 'ArrowLeft', 0],
  [1, 'ArrowDown', 4],
  [4, 'ArrowDown', 6],
  [6, 'ArrowDown', 6],
  [4, 'ArrowUp', 1],
  [2, 'ArrowUp', 'out'],
  [5, 'Home', 0],
  [1, 'End', 6],
  [1, 'a', undefined],
  [-1, 'ArrowDown', undefined],
])('from %i by %s to %s', (from, key, to) => {
  expect(gridMove(from, key, grid)).toBe(to);
});

test('from right to left the sides change places', () => {
  expect(gridMove(1, 'ArrowLeft', { ...grid, isRtl: true })).toBe(2);
  expect(gridMove(1, 'ArrowRight', { ...grid, isRtl: true })).toBe(0);
});
