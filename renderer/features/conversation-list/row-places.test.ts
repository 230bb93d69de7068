import { describe, expect, test } from 'vitest';
import { placesMoved } from './row-places.ts';

describe('the place of what is looked at', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f'];

  test.each([
    ['one from below goes to the top', ['e', 'a', 'b', 'c', 'd', 'f'], 2, 1],
    ['one from above stays above', ['b', 'a', 'c', 'd', 'e', 'f'], 2, 0],
    ['a new one comes', ['n', 'a', 'b', 'c', 'd', 'e', 'f'], 2, 1],
    ['one above is gone', ['b', 'c', 'd', 'e', 'f'], 2, -1],
    ['the row itself goes to the top: that below it stays', ['c', 'a', 'b', 'd', 'e', 'f'], 2, 0],
    ['the row itself is gone', ['a', 'b', 'd', 'e', 'f'], 2, -1],
    ['nothing is as it was', ['x', 'y'], 2, 0],
    ['nothing is left', [], 2, 0],
  ])('%s', (_, after, first, moved) => {
    expect(placesMoved(before, after, first)).toBe(moved);
  });
});
