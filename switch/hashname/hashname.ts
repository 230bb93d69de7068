import { toHex, utf8Encode } from '../bytes.ts';
import type { CryptoPort } from '../cipher-sets/crypto-port.ts';
import type { Parts } from './keys.ts';

/** 64 lower-case hex digits naming one switch instance (hashnames.md). Made by `parseHashname` or from parts only. */
export type Hashname = string & { readonly __brand: 'Hashname' };

const HASHNAME_PATTERN = /^[0-9a-f]{64}$/;

/** Undefined unless `text` is 64 lower-case hex digits: hashnames.md knows no other spelling. */
export function parseHashname(text: unknown): Hashname | undefined {
  return typeof text === 'string' && HASHNAME_PATTERN.test(text) ? (text as Hashname) : undefined; // the pattern is the definition
}

/**
 * The rollup of hashnames.md "Hashname Calculation": digest and CSID, then digest and fingerprint, CSIDs ascending.
 * CSIDs and fingerprints go in as text, the digest so far as bytes. Parts of CSIDs we don't know count as well.
 */
export function hashnameOfParts(port: Pick<CryptoPort, 'sha256'>, parts: Parts): Hashname {
  let digest = new Uint8Array(0);
  for (const csid of Object.keys(parts).sort()) {
    digest = new Uint8Array(port.sha256(digest, utf8Encode(csid)));
    digest = new Uint8Array(port.sha256(digest, utf8Encode(parts[csid] ?? '')));
  }
  return toHex(digest) as Hashname; // a SHA-256 is 64 hex digits
}
