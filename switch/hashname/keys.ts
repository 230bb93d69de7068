import { toHex } from '../bytes.ts';
import type { CryptoPort } from '../cipher-sets/crypto-port.ts';
import { isJsonObject, type JsonValue } from '../packet/json.ts';
import { type Hashname, hashnameOfParts } from './hashname.ts';

/** CSID ("2a") to the lower-case hex fingerprint of the public key (hashnames.md "parts"). */
export type Parts = { readonly [csid: string]: string };

/** Everything that may be told of a hashname: enough to open a line to it. */
export interface PublicIdentity {
  readonly hashname: Hashname;
  readonly parts: Parts;
  /** CSID to public key bytes; 2a: DER SubjectPublicKeyInfo (cs/2a.md). At least the highest shared one. */
  readonly keys: { readonly [csid: string]: Uint8Array };
}

/** hashnames.md "Hashname Calculation": "up to 8 different ones". */
const PARTS_MAX = 8;
const CSID_PATTERN = /^[0-9a-f]{2}$/;
const FINGERPRINT_PATTERN = /^[0-9a-f]{64}$/;
/** cipher_sets.md: "00 is not allowed to be used at all". */
const CSID_FORBIDDEN = '00';

type Hash = Pick<CryptoPort, 'sha256'>;

/** SHA-256 of the whole public key, for every cipher set (the specification's folding of 1a is not what switches do). */
export function fingerprintOf(port: Hash, publicKey: Uint8Array): string {
  return toHex(port.sha256(publicKey));
}

export function partsOfKeys(port: Hash, keys: PublicIdentity['keys']): Parts {
  return Object.fromEntries(Object.entries(keys).map(([csid, key]) => [csid, fingerprintOf(port, key)]));
}

/** The identity that these keys make, with one part for each. */
export function identityOfKeys(port: Hash, keys: PublicIdentity['keys']): PublicIdentity {
  const parts = partsOfKeys(port, keys);
  return { hashname: hashnameOfParts(port, parts), parts, keys };
}

/** Reads `from` of an open: undefined unless it is an object of 1 to 8 CSIDs and fingerprints. */
export function readParts(json: JsonValue | undefined): Parts | undefined {
  if (!isJsonObject(json)) return undefined;
  const entries = Object.entries(json);
  if (entries.length === 0 || entries.length > PARTS_MAX) return undefined;
  return entries.every(isPart) ? (json as Parts) : undefined; // every value has just been seen to be a string
}

/** Whether the hashname is that of the parts, and every key that of its part. Says nothing of who holds the secrets. */
export function isConsistent(port: Hash, identity: PublicIdentity): boolean {
  if (readParts(identity.parts) === undefined) return false;
  if (hashnameOfParts(port, identity.parts) !== identity.hashname) return false;
  return Object.entries(identity.keys).every(([csid, key]) => identity.parts[csid] === fingerprintOf(port, key));
}

/** The CSID a line between the two must use: the highest that both have (cipher_sets.md). */
export function highestSharedCsid(ours: Parts, theirs: Parts): string | undefined {
  return Object.keys(ours)
    .filter((csid) => Object.hasOwn(theirs, csid))
    .sort()
    .pop();
}

function isPart([csid, fingerprint]: [string, JsonValue]): boolean {
  if (!CSID_PATTERN.test(csid) || csid === CSID_FORBIDDEN) return false;
  return typeof fingerprint === 'string' && FINGERPRINT_PATTERN.test(fingerprint);
}
