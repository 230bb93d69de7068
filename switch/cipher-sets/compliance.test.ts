import { describe, expect, test } from 'vitest';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { createPortableCrypto } from '../portable/portable-crypto.ts';
import { Dice } from '../sim/dice.ts';
import { simCrypto } from '../tests/sim-crypto.ts';
import { type ComplianceSide, cipherSetClaims } from './compliance.ts';
import { createCipherSet2a } from './cs2a.ts';

const dice = new Dice(1);

function side(number: number): ComplianceSide {
  const identity = simCrypto.identity(number);
  const runJob = simCrypto.createJobRunner(identity);
  return {
    publicKey: identity.keys['2a'] ?? new Uint8Array(0),
    sign: (data) => runJob({ id: 1, kind: 'rsa-sign', data, openAtMs: 1 }) ?? new Uint8Array(0),
    decrypt: (data) => runJob({ id: 1, kind: 'rsa-decrypt', data }),
  };
}

describe.each([
  ['node:crypto', createNodeCrypto()],
  ['noble and node-forge', createPortableCrypto(dice.bytes)],
])('cipher set 2a over %s', (_, port) => {
  const parts = {
    cipherSet: createCipherSet2a(port),
    random: dice.bytes,
    alice: side(0),
    bob: side(1),
    mallory: side(2),
  };

  test.each(cipherSetClaims(parts))('$sentence', ({ holds }) => {
    expect(holds()).toBe(true);
  });
});
