import type { Hashname } from '../hashname/hashname.ts';

/** Bits of a hashname: a bucket for each. */
export const BUCKETS = 256;

const DIGIT_BITS = 4;

/**
 * The k-bucket of `b` as seen from `a`: the place of the highest bit in which they differ, 255 for the first one (dht.md
 * "distance"). Undefined if they don't differ, as far as the shorter one goes. The reference stops at a zero digit; we don't.
 */
export function bucketOf(a: string, b: string): number | undefined {
  const digits = Math.min(a.length, b.length);
  for (let index = 0; index < digits; index++) {
    const difference = digitAt(a, index) ^ digitAt(b, index);
    if (difference !== 0) return BUCKETS - 1 - index * DIGIT_BITS - (Math.clz32(difference) - (32 - DIGIT_BITS));
  }
  return undefined;
}

/** Negative if `a` is nearer to `target` by XOR, for sorting. `target` may be a prefix. */
export function compareDistance(target: string, a: string, b: string): number {
  for (let index = 0; index < target.length; index++) {
    const [digitA, digitB] = [digitAt(a, index), digitAt(b, index)];
    if (digitA === digitB) continue;
    const digit = digitAt(target, index);
    return (digitA ^ digit) - (digitB ^ digit);
  }
  return 0;
}

/**
 * The `seek` value for `sought` when `to` is asked: the digits that both share and enough more to tell who is closer
 * (switch.md "seek"), so that nobody is told more. As long as the reference's, and then whole bytes.
 */
export function seekValue(to: Hashname, sought: Hashname): string {
  const bucket = bucketOf(to, sought) ?? 0;
  const digits = Math.ceil((BUCKETS - 1 - bucket) / DIGIT_BITS) + 2;
  return sought.slice(0, digits + (digits % 2));
}

/** A hashname in that bucket of `self`, with the lower bits taken from `random` (32 bytes): what to seek to fill it. */
export function hashnameInBucket(self: Hashname, bucket: number, random: Uint8Array): Hashname {
  const place = BUCKETS - 1 - bucket;
  const index = Math.floor(place / DIGIT_BITS);
  const low = DIGIT_BITS - 1 - (place % DIGIT_BITS);
  const dice = (random[index] ?? 0) & ((1 << low) - 1);
  const digit = ((digitAt(self, index) ^ (1 << low)) & ~((1 << low) - 1)) | dice;
  let text = self.slice(0, index) + digit.toString(16);
  for (let at = index + 1; at < self.length; at++) text += ((random[at % random.length] ?? 0) & 0xf).toString(16);
  return text as Hashname; // 64 digits, each of them hex
}

function digitAt(hex: string, index: number): number {
  const code = hex.charCodeAt(index);
  return code >= 0x61 ? code - 0x57 : code - 0x30;
}
