import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { identityOfKeys, type SecretIdentity } from '../index.ts';
import { createNodeCrypto } from './node-crypto.ts';
import { plainBytes } from './plain-bytes.ts';

/** A new identity of cipher set 2a. Made on libuv's worker pool in some hundred milliseconds. */
export async function generateIdentity(): Promise<SecretIdentity> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicExponent: 0x10001,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs1', format: 'der' },
  });
  const identity = identityOfKeys(createNodeCrypto(), { '2a': plainBytes(publicKey) });
  return { ...identity, secrets: { '2a': plainBytes(privateKey) } };
}
