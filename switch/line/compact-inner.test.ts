import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat } from '../bytes.ts';
import { createCipherSet1a } from '../cipher-sets/cs1a.ts';
import { lineIdOfBytes } from '../cipher-sets/line-id.ts';
import { createCryptoJobs } from '../io/crypto-jobs.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { identityWith, mixedIdentities } from '../tests/sim-crypto.ts';
import { decodeCompactInner } from './compact-inner.ts';
import { readOpen, verifyOpen } from './open.ts';

const port = createNodeCrypto();
const cipherSet = createCipherSet1a(port);
const alice = identityWith(mixedIdentities[0], ['1a']);
const [, bob] = mixedIdentities;
const aliceKey = alice.keys['1a'] ?? new Uint8Array(0);
const bobKey = bob.keys['1a'] ?? new Uint8Array(0);
const id = lineIdOfBytes(new Uint8Array(16).fill(7));
/** An empty HEAD, 1,400,000,000 s, the line id, the key. */
const COMPACT = concat(Uint8Array.of(0, 0, 0x53, 0x72, 0x4e, 0x00), id, aliceKey);

/** As a small device writes it, and as Bob reads it. */
function exchange(inner: Uint8Array, signer = alice) {
  const key = cipherSet.generateLineKey();
  const sealedInner = cipherSet.sealInner(key, bobKey, inner) ?? new Uint8Array(0);
  const proof = createCryptoJobs(signer).runNow({ ...cipherSet.proofWork(bobKey, sealedInner), id: 1 });
  const body = cipherSet.sealOpen({
    recipientKey: bobKey,
    line: { id, key },
    sealedInner,
    proof: proof ?? new Uint8Array(0),
  });
  const sections = body && cipherSet.readSections(body);
  const run = createCryptoJobs(bob).runNow;
  const unsealed = sections && run({ ...cipherSet.unsealWork(sections), id: 1 });
  if (sections === undefined || unsealed === undefined) return undefined;
  const claimed = readOpen(port, cipherSet, bob, sections, unsealed);
  if (!claimed.ok) return claimed;
  const work = cipherSet.verifyWork(claimed.value.inner.publicKey);
  return verifyOpen(port, cipherSet, sections, claimed.value, work && run({ ...work, id: 2 }));
}

test('a compacted inner packet is understood', () => {
  expect(exchange(COMPACT)).toMatchObject({
    ok: true,
    value: { identity: { hashname: alice.hashname, parts: alice.parts }, lineId: id, atMs: 1_400_000_000_000 },
  });
});

test('and refused when another made it', () => {
  expect(exchange(COMPACT, mixedIdentities[2])).toEqual({ ok: false, error: 'bad-signature' });
});

test('only in cipher set 1a, and only at its full length', () => {
  expect(decodeCompactInner(port, '3a', bob.hashname, COMPACT)).toBeUndefined();
  expect(exchange(COMPACT.slice(0, -1))).toEqual({ ok: false, error: 'inner-malformed' });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const inner = decodeCompactInner(port, '1a', bob.hashname, bytes);
      expect(inner !== undefined).toBe(bytes.length === 62 && bytes[0] === 0 && bytes[1] === 0);
    }),
  );
});
