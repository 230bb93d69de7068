import { expect, test } from 'vitest';
import { TimeShare } from './time-share.ts';

test('gives its burst, one piece of work beyond it, and then its share of what passes', () => {
  const share = new TimeShare(10, 0.25);
  expect(share.isLeft(0)).toBe(true);
  share.spend(9);
  expect(share.isLeft(0)).toBe(true);
  share.spend(3);
  expect(share.isLeft(0)).toBe(false);
  expect(share.isLeft(8)).toBe(false);
  expect(share.isLeft(9)).toBe(true);
});

test('saves up no more than its burst', () => {
  const share = new TimeShare(10, 0.25);
  share.isLeft(0);
  expect(share.isLeft(1_000_000)).toBe(true);
  share.spend(10);
  expect(share.isLeft(1_000_000)).toBe(false);
});
