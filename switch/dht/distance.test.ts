import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hashname } from '../hashname/hashname.ts';
import vectors from '../testing/dht-vectors.json' with { type: 'json' };
import { bucketOf, compareDistance, hashnameInBucket, seekValue } from './distance.ts';

const hashname = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex') as Hashname); // 64 hex digits
const xor = (a: string, b: string): bigint => BigInt(`0x${a}`) ^ BigInt(`0x${b}`);

describe('distance', () => {
  test.each(vectors.distances)('of $a and $b is in bucket $bucket', ({ a, b, bucket }) => {
    expect(bucketOf(a, b)).toBe(bucket);
    expect(bucketOf(b, a)).toBe(bucket);
  });

  test('the bucket is the place of the highest bit of the XOR', () => {
    fc.assert(
      fc.property(hashname, hashname, (a, b) => {
        const place = xor(a, b).toString(2).length - 1;
        expect(bucketOf(a, b)).toBe(a === b ? undefined : place);
      }),
    );
  });

  test('orders as the XOR does, read as a number', () => {
    fc.assert(
      fc.property(hashname, hashname, hashname, (target, a, b) => {
        const [distanceA, distanceB] = [xor(target, a), xor(target, b)];
        const order = distanceA < distanceB ? -1 : distanceA > distanceB ? 1 : 0;
        expect(Math.sign(compareDistance(target, a, b))).toBe(order);
      }),
    );
  });

  test.each(vectors.seeks)('$to is asked for $sought with whole bytes, no fewer digits than $value', (vector) => {
    const value = seekValue(vector.to as Hashname, vector.sought as Hashname);
    expect(value.length).toBe(vector.value.length + (vector.value.length % 2));
    expect(value.startsWith(vector.value)).toBe(true);
    expect(vector.sought.startsWith(value)).toBe(true);
  });

  test('a seek value tells the asked one its distance, and nothing is said of a neighbour beyond its name', () => {
    fc.assert(
      fc.property(
        hashname,
        fc.integer({ min: 0, max: 255 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (to, at, dice) => {
          const sought = hashnameInBucket(to, at, dice);
          expect(bucketOf(to, seekValue(to, sought))).toBe(at);
          expect(seekValue(to, sought).length).toBeLessThanOrEqual(64);
        },
      ),
    );
  });

  test('a hashname made for a bucket falls into it', () => {
    fc.assert(
      fc.property(
        hashname,
        fc.integer({ min: 0, max: 255 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (self, at, dice) => {
          const made = hashnameInBucket(self, at, dice);
          expect(made).toMatch(/^[0-9a-f]{64}$/);
          expect(bucketOf(self, made)).toBe(at);
        },
      ),
    );
  });
});
