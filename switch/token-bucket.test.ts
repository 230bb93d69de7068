import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

test('gives its burst at once, then what time earns, and never more than the burst', () => {
  const bucket = new TokenBucket(3, 100);
  expect([1, 2, 3, 4].map(() => bucket.take(1_000))).toEqual([true, true, true, false]);
  expect(bucket.take(1_099)).toBe(false);
  expect(bucket.take(1_200)).toBe(true);
  expect([1, 2, 3, 4].map(() => bucket.take(99_000))).toEqual([true, true, true, false]);
});

test('takes several or none', () => {
  const bucket = new TokenBucket(10, 1);
  expect(bucket.take(0, 11)).toBe(false);
  expect(bucket.take(0, 10)).toBe(true);
  expect(bucket.take(5, 6)).toBe(false);
  expect(bucket.take(6, 6)).toBe(true);
});
