import { sha1 } from '@noble/hashes/legacy.js';
import { RSA_MODULUS_BYTES, RSA_OAEP_PLAIN_BYTES_MAX } from './rsa-public-key.ts';

/** Of SHA-1, which cipher set 2a takes OAEP with; the seed is as long. */
export const OAEP_HASH_BYTES = 20;
/** A zero byte, the masked seed, the masked block: hash of the empty label, zeros, 01, the message. */
const SEED_AT = 1;
const BLOCK_AT = SEED_AT + OAEP_HASH_BYTES;
const BLOCK_BYTES = RSA_MODULUS_BYTES - BLOCK_AT;
const LABEL_HASH = sha1(new Uint8Array(0));

/** EME-OAEP, SHA-1 and MGF1 with SHA-1, empty label, for a modulus of 2048 bits (RFC 8017 section 7.1.1). */
export function padOaep(plain: Uint8Array, seed: Uint8Array): Uint8Array | undefined {
  if (plain.length > RSA_OAEP_PLAIN_BYTES_MAX) return undefined;
  const padded = new Uint8Array(RSA_MODULUS_BYTES);
  const block = padded.subarray(BLOCK_AT);
  block.set(LABEL_HASH);
  block[BLOCK_BYTES - plain.length - 1] = 0x01;
  block.set(plain, BLOCK_BYTES - plain.length);
  mask(block, seed);
  padded.set(seed, SEED_AT);
  mask(padded.subarray(SEED_AT, BLOCK_AT), block);
  return padded;
}

/**
 * The message of a padded block, or undefined (RFC 8017 section 7.1.2). Every check is made before any answer, so that
 * the time taken does not tell which one failed (Manger's attack).
 */
export function unpadOaep(padded: Uint8Array): Uint8Array | undefined {
  const bytes = padded.slice();
  const seed = bytes.subarray(SEED_AT, BLOCK_AT);
  const block = bytes.subarray(BLOCK_AT);
  mask(seed, block);
  mask(block, seed);
  let wrong = bytes[0] ?? 1;
  for (let at = 0; at < OAEP_HASH_BYTES; at++) wrong |= (block[at] ?? 0) ^ (LABEL_HASH[at] ?? 0);
  const messageAt = findMessage(block);
  return wrong === 0 && messageAt !== undefined ? block.slice(messageAt) : undefined;
}

/** Where the message begins: after the first byte that is not zero, which must be 1. */
function findMessage(block: Uint8Array): number | undefined {
  let separatorAt = 0;
  for (let at = BLOCK_BYTES - 1; at >= OAEP_HASH_BYTES; at--) separatorAt = block[at] === 0 ? separatorAt : at;
  return separatorAt > 0 && block[separatorAt] === 0x01 ? separatorAt + 1 : undefined;
}

/** XORs MGF1 of the seed onto the bytes (RFC 8017 appendix B.2.1). */
function mask(bytes: Uint8Array, seed: Uint8Array): void {
  const counted = new Uint8Array(seed.length + 4);
  counted.set(seed);
  for (let counter = 0; counter * OAEP_HASH_BYTES < bytes.length; counter++) {
    counted[counted.length - 1] = counter; // 12 at most for a modulus of 2048 bits
    const stream = sha1(counted);
    const from = counter * OAEP_HASH_BYTES;
    const to = Math.min(from + OAEP_HASH_BYTES, bytes.length);
    for (let at = from; at < to; at++) bytes[at] = (bytes[at] ?? 0) ^ (stream[at - from] ?? 0);
  }
}
