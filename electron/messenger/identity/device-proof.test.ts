import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isProven, proveDevice } from './device-proof.ts';
import { identityOfKey, modulusOfKey } from './rsa-identity.ts';

const pair = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs1', format: 'der' },
});
const rootKey = new Uint8Array(pair.publicKey);
const modulus = modulusOfKey(rootKey) ?? new Uint8Array(0);
const person = identityOfKey(rootKey).hashname;
const device = '0d'.repeat(32);
const proof = proveDevice(new Uint8Array(pair.privateKey), modulus, { person, device, n: 1_800_000_000 });

describe('a proof that a device belongs to a person', () => {
  test('holds for that device, that person and that number', () => {
    expect(isProven({ person, device }, proof)).toBe(true);
  });

  test.each([
    ['another device', { person, device: '0e'.repeat(32) }, proof],
    ['another person', { person: '0e'.repeat(32), device }, proof],
    ['another number', { person, device }, { ...proof, n: 1_800_000_001 }],
    ['a signature cut short', { person, device }, { ...proof, sig: proof.sig.slice(1) }],
    ['another signature', { person, device }, { ...proof, sig: proof.sig.map((byte) => byte ^ 1) }],
    ['a key that is none', { person, device }, { ...proof, key: new Uint8Array(256) }],
    ['a short key', { person, device }, { ...proof, key: modulus.slice(1) }],
  ])('does not hold for %s', (_name, claim, shown) => {
    expect(isProven(claim, shown)).toBe(false);
  });
});
