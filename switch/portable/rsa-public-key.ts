/**
 * Bytes of the modulus, of a ciphertext and of a signature: cipher set 2a knows RSA-2048 only (cs/2a.md).
 */
export const RSA_MODULUS_BYTES = 256;
/** Most that OAEP with SHA-1 holds: the modulus without two hashes of 20 bytes and two bytes (RFC 8017 section 7.1.1). */
export const RSA_OAEP_PLAIN_BYTES_MAX = RSA_MODULUS_BYTES - 2 * 20 - 2;
/** Longest public exponent: BoringSSL takes 33 bits, and a long one would make a stranger's verify slow. */
const EXPONENT_BYTES_MAX = 4;

/** SEQUENCE { OID rsaEncryption, NULL } (RFC 3279 section 2.3.1). */
const ALGORITHM = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
/** INTEGER of 257 bytes, the first one zero: the top bit of the modulus is set. */
const MODULUS_HEADER = [0x02, 0x82, 0x01, 0x01, 0x00];
/** Where PKCS#1 begins: before it lie two headers, the algorithm, and the bit string's. */
const PKCS1_AT = 4 + ALGORITHM.length + 5;
/** Where the modulus begins: four headers lie before it, and for our sizes their lengths never vary. */
const MODULUS_AT = PKCS1_AT + 4 + MODULUS_HEADER.length;
const EXPONENT_AT = MODULUS_AT + RSA_MODULUS_BYTES;

/** A 2048-bit RSA public key. All are views onto the DER, the numbers big-endian. */
export interface RsaPublicKey {
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
  /** The two alone, as PKCS#1 has them: OpenSSL reads that in a fifth of the time. */
  readonly pkcs1: Uint8Array;
}

/**
 * Reads a DER SubjectPublicKeyInfo of a 2048-bit RSA key, and nothing else: no other lengths, no trailing bytes, an odd
 * modulus, an odd exponent of at least 3. Libraries differ in what they let pass; asked first by both ports, this is why
 * they agree.
 */
export function readRsaPublicKey(der: Uint8Array): RsaPublicKey | undefined {
  const exponentLength = der.length - EXPONENT_AT - 2;
  if (exponentLength < 1 || exponentLength > EXPONENT_BYTES_MAX) return undefined;
  if (!startsWith(der, headerFor(exponentLength))) return undefined;
  if (der[EXPONENT_AT] !== 0x02 || der[EXPONENT_AT + 1] !== exponentLength) return undefined;

  const modulus = der.subarray(MODULUS_AT, EXPONENT_AT);
  const exponent = der.subarray(EXPONENT_AT + 2);
  const isGood = isModulus(modulus) && isExponent(exponent);
  return isGood ? { modulus, exponent, pkcs1: der.subarray(PKCS1_AT) } : undefined;
}

/** Whether the big-endian number is below the modulus: what RSA may be given. Both are public, so time may tell. */
export function isBelowModulus(value: Uint8Array, modulus: Uint8Array): boolean {
  for (let at = 0; at < modulus.length; at++) {
    const difference = (value[at] ?? 0) - (modulus[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Everything before the modulus, for a public exponent of that many bytes. */
function headerFor(exponentLength: number): number[] {
  const rsaKeyLength = MODULUS_HEADER.length + RSA_MODULUS_BYTES + 2 + exponentLength;
  const bitStringLength = 1 + 4 + rsaKeyLength;
  const wholeLength = ALGORITHM.length + 4 + bitStringLength;
  return [
    ...[0x30, 0x82, ...uint16(wholeLength)],
    ...ALGORITHM,
    ...[0x03, 0x82, ...uint16(bitStringLength), 0x00],
    ...[0x30, 0x82, ...uint16(rsaKeyLength)],
    ...MODULUS_HEADER,
  ];
}

function uint16(value: number): [number, number] {
  return [value >> 8, value & 0xff];
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, at) => bytes[at] === byte);
}

function isModulus(modulus: Uint8Array): boolean {
  const isOdd = ((modulus[RSA_MODULUS_BYTES - 1] ?? 0) & 1) === 1;
  return isOdd && (modulus[0] ?? 0) >= 0x80;
}

/** Positive, minimal, odd, not 1. */
function isExponent(exponent: Uint8Array): boolean {
  const [first = 0, second = 0] = exponent;
  if (first >= 0x80) return false;
  if (first === 0 && (exponent.length === 1 || second < 0x80)) return false;
  const last = exponent[exponent.length - 1] ?? 0;
  return (last & 1) === 1 && !(exponent.length === 1 && last === 1);
}
