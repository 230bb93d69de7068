import { createHash } from 'node:crypto';
import { type Hashname, identityOfKeys, type PublicIdentity } from '../../../switch/index.ts';

/** Cipher set of every device (app-protocol.md "People, devices, logs"). */
export const DEVICE_CSID = '2a';
/** Bytes of an RSA-2048 modulus. */
export const MODULUS_BYTES = 256;

/**
 * What stands before and after the modulus in the DER SubjectPublicKeyInfo of every RSA-2048 key with exponent 65537
 * (RFC 3279 section 2.3.1). The 00 before the modulus keeps it positive: its top bit is always set.
 */
const SPKI_BEFORE = Buffer.from('30820122300d06092a864886f70d01010105000382010f003082010a0282010100', 'hex');
const SPKI_AFTER = Buffer.from('0203010001', 'hex');

/** SHA-256 for what the switch asks of us when it computes a hashname. */
export const hashPort = {
  sha256(...parts: readonly Uint8Array[]): Uint8Array {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return new Uint8Array(hash.digest());
  },
};

/** The public key of a device from its modulus; undefined if that is no 2048-bit one. */
export function keyOfModulus(modulus: Uint8Array): Uint8Array | undefined {
  if (modulus.length !== MODULUS_BYTES) return undefined;
  if (((modulus[0] ?? 0) & 0x80) === 0) return undefined;
  return new Uint8Array(Buffer.concat([SPKI_BEFORE, modulus, SPKI_AFTER]));
}

/** The other way; undefined for any other kind of key, size or exponent. */
export function modulusOfKey(key: Uint8Array): Uint8Array | undefined {
  if (key.length !== SPKI_BEFORE.length + MODULUS_BYTES + SPKI_AFTER.length) return undefined;
  const modulus = key.slice(SPKI_BEFORE.length, SPKI_BEFORE.length + MODULUS_BYTES);
  const canonical = keyOfModulus(modulus);
  return canonical !== undefined && Buffer.compare(canonical, key) === 0 ? modulus : undefined;
}

/** The identity whose one part is this 2a key. */
export function identityOfKey(publicKey: Uint8Array): PublicIdentity {
  return identityOfKeys(hashPort, { [DEVICE_CSID]: publicKey });
}

export type { Hashname, PublicIdentity };
