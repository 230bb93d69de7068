import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { KeyPair } from '../cipher-sets/crypto-port.ts';
import { BOX_KEY_BYTES, boxKeyOf } from '../portable/nacl.ts';
import { plainBytes } from './plain-bytes.ts';

/** What stands before the 32 bytes of an X25519 key in DER (RFC 8410 sections 4 and 7). */
const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');
const PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The keys of NaCl's crypto_box by node:crypto: twenty times as fast as JavaScript. */
export const nodeBox = { generate, sharedKey };

function generate(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('x25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const secretKey = plainBytes(privateKey).slice(PKCS8_PREFIX.length);
  privateKey.fill(0);
  return { publicKey: plainBytes(publicKey).slice(SPKI_PREFIX.length), secretKey };
}

function sharedKey(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
  if (publicKey.length !== BOX_KEY_BYTES) return undefined;
  const secret = agree(secretKeyOf(secretKey), publicKeyOf(publicKey));
  if (secret === undefined) return undefined;
  const key = boxKeyOf(secret);
  secret.fill(0);
  return key;
}

function agree(privateKey: KeyObject, publicKey: KeyObject): Uint8Array | undefined {
  try {
    return plainBytes(diffieHellman({ privateKey, publicKey }));
  } catch {
    return undefined; // node's only way to say that the point has a small order
  }
}

function publicKeyOf(bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, bytes]), format: 'der', type: 'spki' });
}

function secretKeyOf(bytes: Uint8Array): KeyObject {
  const der = Buffer.concat([PKCS8_PREFIX, bytes]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  return key;
}
