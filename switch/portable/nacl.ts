import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { hsalsa, xsalsa20poly1305 } from '@noble/ciphers/salsa.js';

/** Of both keys of NaCl's crypto_box, and of what two of them share. */
export const BOX_KEY_BYTES = 32;
const BOX_TAG_BYTES = 16;
/** "expand 32-byte k", as Salsa20 has it: little-endian words. */
const SIGMA = Uint32Array.of(0x61707865, 0x3320646e, 0x79622d32, 0x6b206574);

/** The last step of crypto_box_beforenm: HSalsa20 of the X25519 secret, with a nonce of zeros. */
export function boxKeyOf(x25519Secret: Uint8Array): Uint8Array {
  const key = wordsOf(x25519Secret);
  const words = new Uint32Array(8);
  hsalsa(SIGMA, key, new Uint32Array(4), words);
  key.fill(0);
  return bytesOf(words);
}

/** crypto_secretbox: the tag, then the ciphertext. */
export function secretboxSeal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array {
  return xsalsa20poly1305(key, nonce).encrypt(plain);
}

export function secretboxOpen(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < BOX_TAG_BYTES) return undefined;
  try {
    return xsalsa20poly1305(key, nonce).decrypt(sealed);
  } catch {
    return undefined; // noble's only way to say that the tag is wrong; it compares in constant time
  }
}

/** crypto_onetimeauth. */
export function oneTimeAuth(key: Uint8Array, data: Uint8Array): Uint8Array {
  return poly1305(data, key);
}

function wordsOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, at) => view.getUint32(4 * at, true));
}

function bytesOf(words: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  words.forEach((word, at) => {
    view.setUint32(4 * at, word, true);
  });
  words.fill(0);
  return bytes;
}
