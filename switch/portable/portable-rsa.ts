import { sha256 } from '@noble/hashes/sha2.js';
import forge from 'node-forge';
import type { Random } from '../cipher-sets/crypto-port.ts';
import { OAEP_HASH_BYTES, padOaep, unpadOaep } from './oaep.ts';
import { isBelowModulus, RSA_MODULUS_BYTES, type RsaPublicKey, readRsaPublicKey } from './rsa-public-key.ts';

/** DigestInfo of SHA-256, all before the digest itself (RFC 8017 section 9.2, note 1). */
const SHA256_DIGEST_INFO = [
  0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
];

/** OAEP with SHA-1, and MGF1 with SHA-1, to a SubjectPublicKeyInfo. */
export function rsaEncryptOaep(publicKey: Uint8Array, plain: Uint8Array, random: Random): Uint8Array | undefined {
  const read = readRsaPublicKey(publicKey);
  if (read === undefined) return undefined;
  const padded = padOaep(plain, random(OAEP_HASH_BYTES));
  return padded && bytes(forgeKeyOf(read).encrypt(binary(padded), 'RAW'));
}

/**
 * PKCS#1 v1.5 with SHA-256. What the signature holds is compared whole with what it should hold, so there is no parser
 * to fool (Bleichenbacher's forgery of 2006).
 */
export function rsaVerifyPkcs1(publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  const read = readRsaPublicKey(publicKey);
  if (read === undefined || signature.length !== RSA_MODULUS_BYTES) return false;
  if (!isBelowModulus(signature, read.modulus)) return false;
  return forgeKeyOf(read).encrypt(binary(signature), 'RAW') === binary(paddedDigest(data));
}

/** What a secret RSA key does, in JavaScript. */
export interface PortableRsaKey {
  sign(data: Uint8Array): Uint8Array;
  decrypt(data: Uint8Array): Uint8Array | undefined;
}

export function readPortableRsaKey(secretKeyPkcs1: Uint8Array): PortableRsaKey {
  const key = forge.pki.privateKeyFromAsn1(forge.asn1.fromDer(binary(secretKeyPkcs1)));
  const modulus = bytes(key.n.toString(16).padStart(2 * RSA_MODULUS_BYTES, '0'), 'hex');
  return { sign: (data) => sign(key, data), decrypt: (data) => decrypt(key, modulus, data) };
}

function sign(key: forge.pki.rsa.PrivateKey, data: Uint8Array): Uint8Array {
  return bytes(key.sign(forge.md.sha256.create().update(binary(data))));
}

function decrypt(key: forge.pki.rsa.PrivateKey, modulus: Uint8Array, data: Uint8Array): Uint8Array | undefined {
  if (data.length !== RSA_MODULUS_BYTES || !isBelowModulus(data, modulus)) return undefined;
  return unpadOaep(bytes(key.decrypt(binary(data), 'RAW')));
}

/** 00 01 ff .. ff 00 DigestInfo digest (RFC 8017 section 9.2). */
function paddedDigest(data: Uint8Array): Uint8Array {
  const digest = sha256(data);
  const padded = new Uint8Array(RSA_MODULUS_BYTES).fill(0xff);
  const infoAt = RSA_MODULUS_BYTES - digest.length - SHA256_DIGEST_INFO.length;
  padded.set([0x00, 0x01]);
  padded[infoAt - 1] = 0x00;
  padded.set(SHA256_DIGEST_INFO, infoAt);
  padded.set(digest, infoAt + SHA256_DIGEST_INFO.length);
  return padded;
}

function forgeKeyOf({ modulus, exponent }: RsaPublicKey): forge.pki.rsa.PublicKey {
  const integer = (value: Uint8Array) => new forge.jsbn.BigInteger(forge.util.bytesToHex(binary(value)), 16);
  return forge.pki.setRsaPublicKey(integer(modulus), integer(exponent));
}

/** forge holds bytes as strings of characters below 256. */
function binary(value: Uint8Array): string {
  return forge.util.binary.raw.encode(value);
}

function bytes(text: string, encoding: 'binary' | 'hex' = 'binary'): Uint8Array {
  return forge.util.binary.raw.decode(encoding === 'hex' ? forge.util.hexToBytes(text) : text);
}
