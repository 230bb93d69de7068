import { expect, test } from 'vitest';
import { RANDOM_POOL_BYTES } from './limits.ts';
import { createSystemRandom } from './system-random.ts';

test('no bytes are given twice, across the ends of pools too', () => {
  const random = createSystemRandom();
  const seen = new Set<string>();
  for (let count = 0; count < 5000; count++) seen.add(random(16).toString());
  expect(seen.size).toBe(5000);
});

test('each length is what was asked for, beyond the pool too', () => {
  const random = createSystemRandom();
  const lengths = [0, 1, 16, 32, RANDOM_POOL_BYTES - 1, RANDOM_POOL_BYTES, RANDOM_POOL_BYTES + 1, 100_000];
  expect(lengths.map((length) => random(length).length)).toEqual(lengths);
});

test('what was given is not touched afterwards', () => {
  const random = createSystemRandom();
  const first = random(64);
  const copy = first.slice();
  for (let count = 0; count < 200; count++) random(64);
  expect(first).toEqual(copy);
});

test('every value of a byte comes about as often as any other', () => {
  const random = createSystemRandom();
  const counts = new Array<number>(256).fill(0);
  for (let count = 0; count < 4096; count++) for (const byte of random(64)) counts[byte] = (counts[byte] ?? 0) + 1;
  // 1024 expected of each, with a standard deviation of 32: ten of those are never seen by chance.
  expect(Math.min(...counts)).toBeGreaterThan(700);
  expect(Math.max(...counts)).toBeLessThan(1350);
});
