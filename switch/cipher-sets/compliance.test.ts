import { describe, expect, test } from 'vitest';
import { createCryptoJobs } from '../io/crypto-jobs.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { createPortableCrypto } from '../portable/portable-crypto.ts';
import { createPortableJobRunner } from '../portable/portable-jobs.ts';
import { Dice } from '../sim/dice.ts';
import { mixedIdentities } from '../tests/sim-crypto.ts';
import { createCipherSets } from './cipher-sets.ts';
import { type ComplianceSide, cipherSetClaims } from './compliance.ts';

const dice = new Dice(1);
const node = createNodeCrypto();
const portable = createPortableCrypto(dice.bytes);

/** Each set over each port: the jobs of the secret keys by the same means as the rest. */
const OVER = [
  {
    means: 'node:crypto',
    port: node,
    runner: (identity: (typeof mixedIdentities)[0]) => createCryptoJobs(identity).runNow,
  },
  {
    means: 'noble and node-forge',
    port: portable,
    runner: ({ secrets }: (typeof mixedIdentities)[0]) => createPortableJobRunner(secrets, portable),
  },
] as const;

const CASES = OVER.flatMap(({ means, port, runner }) =>
  createCipherSets(port).map((cipherSet) => ({ csid: cipherSet.csid, means, cipherSet, runner })),
);

describe.each(CASES)('cipher set $csid over $means', ({ cipherSet, runner }) => {
  function side(number: 0 | 1 | 2): ComplianceSide {
    const identity = mixedIdentities[number];
    const run = runner(identity);
    return {
      publicKey: identity.keys[cipherSet.csid] ?? new Uint8Array(0),
      work: (work) => run({ ...work, id: 1 }),
    };
  }
  const parts = { cipherSet, random: dice.bytes, alice: side(0), bob: side(1), mallory: side(2) };

  test.each(cipherSetClaims(parts))('$sentence', ({ holds }) => {
    expect(holds()).toBe(true);
  });
});
