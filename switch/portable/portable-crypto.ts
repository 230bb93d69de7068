import { ctr, gcm } from '@noble/ciphers/aes.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import type { CryptoPort, KeyPair, Random } from '../cipher-sets/crypto-port.ts';
import { BOX_KEY_BYTES, boxKeyOf, oneTimeAuth, secretboxOpen, secretboxSeal } from './nacl.ts';
import { rsaEncryptOaep, rsaVerifyPkcs1 } from './portable-rsa.ts';
import { SECP160_SECRET_BYTES, secp160PublicKey, secp160SharedSecret } from './secp160r1.ts';

const P256_SECRET_BYTES = 32;
const P256_COORDINATE_BYTES = 32;
/** Marks an uncompressed point (SEC 1 section 2.3.3); cipher set 2a leaves it out. */
const UNCOMPRESSED = 0x04;
/** What GCM makes before it is cut. */
const FULL_TAG_BYTES = 16;

/**
 * The second CryptoPort: JavaScript only, so it runs where there is no node:crypto, and checks the one that has it.
 * RSA is node-forge's, the rest noble's. Dice are an argument: from one seed come the same keys.
 */
export function createPortableCrypto(random: Random): CryptoPort {
  return {
    sha256: digest,
    p256Generate: () => generate(random),
    p256SharedSecret: sharedSecret,
    aesGcmSeal: seal,
    aesGcmOpen: open,
    rsaEncrypt: (publicKey, plain) => rsaEncryptOaep(publicKey, plain, random),
    rsaVerify: rsaVerifyPkcs1,
    secp160Generate: () => generateSecp160(random),
    secp160SharedSecret,
    aesCtr: (key, counter, data) => ctr(key, counter).encrypt(data),
    hmacSha256: (key, data) => hmac(sha256, key, data),
    boxGenerate: () => generateBox(random),
    boxSharedKey,
    secretboxSeal,
    secretboxOpen,
    oneTimeAuth,
    wipe: (secret) => void secret.fill(0),
  };
}

function digest(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = sha256.create();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function generate(random: Random): KeyPair {
  // One candidate in 2^32 is not below the curve's order; the next one is.
  for (;;) {
    const secretKey = random(P256_SECRET_BYTES);
    if (p256.utils.isValidSecretKey(secretKey))
      return { publicKey: p256.getPublicKey(secretKey, false).slice(1), secretKey };
  }
}

function sharedSecret(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
  if (publicKey.length !== 2 * P256_COORDINATE_BYTES) return undefined;
  const point = new Uint8Array(1 + publicKey.length);
  point[0] = UNCOMPRESSED;
  point.set(publicKey, 1);
  if (!p256.utils.isValidPublicKey(point, false)) return undefined;
  return p256.getSharedSecret(secretKey, point, false).slice(1, 1 + P256_COORDINATE_BYTES);
}

function generateSecp160(random: Random): KeyPair {
  // One candidate in 2^160 is 0.
  for (;;) {
    const secretKey = random(SECP160_SECRET_BYTES);
    const publicKey = secp160PublicKey(secretKey);
    if (publicKey !== undefined) return { publicKey, secretKey };
  }
}

function generateBox(random: Random): KeyPair {
  const secretKey = random(BOX_KEY_BYTES);
  return { publicKey: x25519.getPublicKey(secretKey), secretKey };
}

function boxSharedKey(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
  if (publicKey.length !== BOX_KEY_BYTES) return undefined;
  try {
    const secret = x25519.getSharedSecret(secretKey, publicKey);
    const key = boxKeyOf(secret);
    secret.fill(0);
    return key;
  } catch {
    return undefined; // noble's only way to say that the point has a small order
  }
}

function seal(key: Uint8Array, iv: Uint8Array, plain: Uint8Array, tagBytes: 4 | 16, before?: Uint8Array): Uint8Array {
  const sealed = gcm(key, iv)
    .encrypt(plain)
    .subarray(0, plain.length + tagBytes);
  return before === undefined ? sealed : concatBytes(before, sealed);
}

/**
 * noble takes whole tags only, and ours may be cut to 4 bytes. GCM is a key stream under a checksum: sealing the
 * ciphertext gives the plaintext, sealing that again gives the tag it should have.
 */
function open(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array, tagBytes: 4 | 16): Uint8Array | undefined {
  const length = sealed.length - tagBytes;
  if (length < 0) return undefined;
  const plain = gcm(key, iv).encrypt(sealed.subarray(0, length)).slice(0, -FULL_TAG_BYTES);
  const wanted = gcm(key, iv)
    .encrypt(plain)
    .subarray(length, length + tagBytes);
  if (isEqual(wanted, sealed.subarray(length))) return plain;
  plain.fill(0);
  return undefined;
}

/** In constant time. The lengths are equal. */
function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
}
