import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyPair } from '../cipher-sets/crypto-port.ts';
import { identityOfKeys, type SecretIdentity } from '../index.ts';
import { nodeBox } from './node-box.ts';
import { createNodeCrypto } from './node-crypto.ts';
import { nodeSecp160 } from './node-secp160.ts';
import { plainBytes } from './plain-bytes.ts';

/** Cipher sets that this switch can make keys for. */
export const CSIDS = ['1a', '2a', '3a'] as const;
export type Csid = (typeof CSIDS)[number];

/**
 * A new identity with one part for each of these cipher sets. RSA takes some hundred milliseconds on libuv's worker pool, the
 * others less than one here.
 */
export async function generateIdentity(csids: readonly Csid[] = ['2a']): Promise<SecretIdentity> {
  const pairs = await Promise.all(csids.map(async (csid) => [csid, await generateKeys(csid)] as const));
  const keys = Object.fromEntries(pairs.map(([csid, { publicKey }]) => [csid, publicKey]));
  const secrets = Object.fromEntries(pairs.map(([csid, { secretKey }]) => [csid, secretKey]));
  return { ...identityOfKeys(createNodeCrypto(), keys), secrets };
}

function generateKeys(csid: Csid): KeyPair | Promise<KeyPair> {
  switch (csid) {
    case '1a':
      return nodeSecp160.generate();
    case '2a':
      return generateRsa();
    case '3a':
      return nodeBox.generate();
  }
}

async function generateRsa(): Promise<KeyPair> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicExponent: 0x10001,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs1', format: 'der' },
  });
  return { publicKey: plainBytes(publicKey), secretKey: plainBytes(privateKey) };
}
