import { weierstrass } from '@noble/curves/abstract/weierstrass.js';

/** SEC 2 version 1, section 2.4.2: a curve for small devices, of which newer libraries want to know nothing. */
const Point = weierstrass({
  p: 0xffffffffffffffffffffffffffffffff7fffffffn,
  a: 0xffffffffffffffffffffffffffffffff7ffffffcn,
  b: 0x1c97befc54bd7a8b65acf89f81d4d4adc565fa45n,
  Gx: 0x4a96b5688ef573284664698968c38bb913cbfc82n,
  Gy: 0x23a628553168947d59dcc912042351377ac5fb32n,
  n: 0x0100000000000000000001f4c8f927aed3ca752257n,
  h: 1n,
});

/** The order has 161 bits, so every number of 20 bytes but 0 is a secret key: that is all that switches use. */
export const SECP160_SECRET_BYTES = 20;
const COORDINATE_BYTES = 20;
export const SECP160_POINT_BYTES = 2 * COORDINATE_BYTES;
/** Marks an uncompressed point (SEC 1 section 2.3.3); cipher set 1a leaves it out. */
const UNCOMPRESSED = 0x04;

/** X and Y, 40 bytes; undefined if the secret is 0. */
export function secp160PublicKey(secretKey: Uint8Array): Uint8Array | undefined {
  const scalar = scalarOf(secretKey);
  return scalar === 0n ? undefined : Point.BASE.multiply(scalar).toBytes(false).slice(1);
}

/** The X coordinate; undefined if `publicKey` is not a point of the curve. The order is prime, so any point will do. */
export function secp160SharedSecret(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
  const point = pointOf(publicKey);
  const scalar = scalarOf(secretKey);
  return scalar === 0n
    ? undefined
    : point
        ?.multiply(scalar)
        .toBytes(false)
        .slice(1, 1 + COORDINATE_BYTES);
}

function pointOf(publicKey: Uint8Array) {
  if (publicKey.length !== SECP160_POINT_BYTES) return undefined;
  const bytes = new Uint8Array(1 + SECP160_POINT_BYTES);
  bytes[0] = UNCOMPRESSED;
  bytes.set(publicKey, 1);
  try {
    return Point.fromBytes(bytes);
  } catch {
    return undefined; // noble's only way to say that it is not on the curve
  }
}

function scalarOf(secretKey: Uint8Array): bigint {
  return secretKey.reduce((scalar, byte) => (scalar << 8n) | BigInt(byte), 0n);
}
