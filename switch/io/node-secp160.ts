import { createECDH, getCurves, randomBytes } from 'node:crypto';
import type { KeyPair } from '../cipher-sets/crypto-port.ts';
import {
  SECP160_POINT_BYTES,
  SECP160_SECRET_BYTES,
  secp160PublicKey,
  secp160SharedSecret,
} from '../portable/secp160r1.ts';
import { plainBytes } from './plain-bytes.ts';

const CURVE = 'secp160r1';
/** Marks an uncompressed point (SEC 1 section 2.3.3); cipher set 1a leaves it out. */
const UNCOMPRESSED = 0x04;

/** OpenSSL has the curve, BoringSSL (Electron) hasn't: there noble computes, at 1 to 6 ms. */
const native = { publicKeyOf, sharedSecret };
const portable = { publicKeyOf: secp160PublicKey, sharedSecret: secp160SharedSecret };
const { publicKeyOf: publicKeyBy, sharedSecret: sharedSecretBy } = getCurves().includes(CURVE) ? native : portable;

/** secp160r1 on this runtime. */
export const nodeSecp160 = { generate, sharedSecret: sharedSecretBy };

function generate(): KeyPair {
  // One candidate in 2^160 is 0.
  for (;;) {
    const secretKey = plainBytes(randomBytes(SECP160_SECRET_BYTES));
    const publicKey = publicKeyBy(secretKey);
    if (publicKey !== undefined) return { publicKey, secretKey };
  }
}

function publicKeyOf(secretKey: Uint8Array): Uint8Array | undefined {
  if (secretKey.every((byte) => byte === 0)) return undefined;
  const ecdh = createECDH(CURVE);
  ecdh.setPrivateKey(secretKey);
  return plainBytes(ecdh.getPublicKey()).slice(1);
}

function sharedSecret(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
  if (publicKey.length !== SECP160_POINT_BYTES || secretKey.every((byte) => byte === 0)) return undefined;
  const point = new Uint8Array(1 + SECP160_POINT_BYTES);
  point[0] = UNCOMPRESSED;
  point.set(publicKey, 1);
  const ecdh = createECDH(CURVE);
  ecdh.setPrivateKey(secretKey);
  try {
    return plainBytes(ecdh.computeSecret(point));
  } catch {
    return undefined; // node's only way to say that the point is not on the curve
  }
}
