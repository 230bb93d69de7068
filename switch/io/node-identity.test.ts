import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { isConsistent } from '../index.ts';
import { readRsaPublicKey } from '../portable/rsa-public-key.ts';
import { createNodeCrypto } from './node-crypto.ts';
import { generateIdentity } from './node-identity.ts';

test('an identity has one part, of cipher set 2a, and a hashname made of it', async () => {
  const { hashname, parts, keys, secrets } = await generateIdentity();
  const publicKey = keys['2a'] ?? new Uint8Array(0);
  expect(readRsaPublicKey(publicKey)?.exponent).toEqual(new Uint8Array([1, 0, 1]));
  const fingerprint = createHash('sha256').update(publicKey).digest('hex');
  expect(parts).toEqual({ '2a': fingerprint });
  const rollup = createHash('sha256').update('2a').digest();
  expect(hashname).toBe(createHash('sha256').update(rollup).update(fingerprint).digest('hex'));
  expect(Object.keys(secrets)).toEqual(['2a']);
});

test.each([[['1a']], [['3a']], [['1a', '3a']], [['1a', '2a', '3a']]] as const)('an identity of %j', async (csids) => {
  const identity = await generateIdentity(csids);
  for (const part of [identity.parts, identity.keys, identity.secrets]) expect(Object.keys(part)).toEqual(csids);
  expect(isConsistent(createNodeCrypto(), identity)).toBe(true);
  const lengths = { '1a': 40, '2a': 294, '3a': 32 };
  for (const csid of csids) expect(identity.keys[csid]?.length).toBe(lengths[csid]);
});

test('each one is another', async () => {
  const [first, second] = await Promise.all([generateIdentity(), generateIdentity()]);
  expect(first.hashname).not.toBe(second.hashname);
});
