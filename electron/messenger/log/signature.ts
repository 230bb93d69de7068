import { constants, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** What a signature of an event is over: this and the 32 bytes of the id (WIRE.md "Event"). */
const PREFIX = 'hashline/event/1\n';
const PADDING = constants.RSA_PKCS1_PADDING;
/** Keys read once: a group has at most that many authors, and reading one costs as much as a check. */
const KEYS_KEPT_MAX = 256;

/** RSA PKCS#1 v1.5 with SHA-256 (RFC 8017 section 8.2), 256 bytes. `secretKey`: PKCS#1 DER. */
export type EventSigner = (id: string) => Uint8Array;

export function createSigner(secretKey: Uint8Array): EventSigner {
  const key = createPrivateKey({ key: Buffer.from(secretKey), format: 'der', type: 'pkcs1' });
  return (id) => new Uint8Array(sign('sha256', message(id), { key, padding: PADDING }));
}

/** Whether the holder of this key (SPKI DER) signed the event. False for a key that can't be read. */
export function isSignedBy(publicKey: Uint8Array, id: string, signature: Uint8Array): boolean {
  const key = publicKeyOf(publicKey);
  return key !== undefined && verify('sha256', message(id), { key, padding: PADDING }, signature);
}

const keys = new Map<string, KeyObject>();

function publicKeyOf(der: Uint8Array): KeyObject | undefined {
  const name = Buffer.from(der).toString('base64');
  const known = keys.get(name);
  if (known !== undefined) return known;
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
    keys.set(name, key);
    for (const oldest of keys.keys()) {
      if (keys.size <= KEYS_KEPT_MAX) break;
      keys.delete(oldest);
    }
    return key;
  } catch {
    return undefined; // a stranger's bytes are no key
  }
}

function message(id: string): Uint8Array {
  return Buffer.concat([Buffer.from(PREFIX), Buffer.from(id, 'hex')]);
}
