import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, toHex } from '../bytes.ts';
import type { SecretIdentity } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { Parts } from '../hashname/keys.ts';
import { createCryptoJobs } from '../io/crypto-jobs.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { decodeInner, encodeInner, encodeOpen, OPEN_BODY_START, readOpen, verifyOpen } from '../line/open.ts';
import vectors from '../testing/vectors.json' with { type: 'json' };
import { createCipherSet2a } from './cs2a.ts';
import { lineIdOfBytes } from './line-id.ts';

const port = createNodeCrypto();
const cipherSet = createCipherSet2a(port);
const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0);
const openVectors = vectors.opens.map((vector) => ({ ...vector, name: `${vector.from} to ${vector.to}` }));
type OpenVector = (typeof openVectors)[number];

/** "bob with only 2a" has one part of bob's; the hashname is the one the open is addressed to. */
function identityOf(name: string, hashname: string): SecretIdentity {
  const known = name.startsWith('alice') ? vectors.identities.alice : vectors.identities.bob;
  const parts: Parts = name.endsWith('only 2a') ? { '2a': known.parts['2a'] } : known.parts;
  const key = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
  const { public: publicKey, secret } = known.keys['2a'];
  return { hashname: hashname as Hashname, parts, keys: { '2a': key(publicKey) }, secrets: { '2a': key(secret) } };
}

const recipient = (vector: OpenVector) => identityOf(vector.to, vector.inner.json.to);
const sender = (vector: OpenVector) => identityOf(vector.from, '0'.repeat(64));

function receive(vector: OpenVector, packet: Uint8Array) {
  const sections = cipherSet.readSections(packet.subarray(OPEN_BODY_START));
  if (sections === undefined) return 'too-short' as const;
  const job = { id: 1, kind: 'rsa-decrypt' as const, data: sections.lineKey };
  const lineKey = createCryptoJobs(recipient(vector)).runNow(job);
  const claimed = lineKey && readOpen(port, cipherSet, with2aOnly(recipient(vector)), sections, lineKey);
  return claimed?.ok ? verifyOpen(port, cipherSet, sections, claimed.value, undefined) : claimed;
}

/** Some of the vectors use 2a between two who share 3a, which only passes with one who doesn't run 3a. */
function with2aOnly(identity: SecretIdentity): SecretIdentity {
  return { ...identity, parts: { '2a': identity.parts['2a'] ?? '' } };
}

describe('opens of cipher set 2a', () => {
  test.each(openVectors)('the reference wrote it, we read it: $name', (vector) => {
    const received = receive(vector, bytesOf(vector.packet));
    if (typeof received !== 'object' || !received.ok) throw new Error(`refused: ${JSON.stringify(received)}`);
    expect(toHex(received.value.lineId)).toBe(vector.line);
    expect(toHex(received.value.lineKey)).toBe(vector.line_key.public);
    expect(received.value.atMs).toBe(vector.at);
    expect(received.value.identity.parts).toEqual(vector.inner.json.from);
  });

  test.each(openVectors)('we write the same bytes but for OAEP, which is random: $name', (vector) => {
    const line = {
      id: lineIdOfBytes(bytesOf(vector.line)),
      key: { publicKey: bytesOf(vector.line_key.public), secretKey: bytesOf(vector.line_key.secret) },
    };
    const from = sender(vector);
    const publicKey = from.keys['2a'] ?? new Uint8Array(0);
    const to = vector.inner.json.to as Hashname;
    const inner = encodeInner({ to, from: from.parts, lineId: line.id, atMs: vector.at, publicKey });
    expect(decodeInner(inner)).toEqual(decodeInner(bytesOf(vector.inner.packet)));

    const sealedInner = cipherSet.sealInner(line.key, publicKey, bytesOf(vector.inner.packet)) ?? new Uint8Array(0);
    const job = { id: 1, kind: 'rsa-sign' as const, data: sealedInner, openAtMs: vector.at };
    const signature = createCryptoJobs(from).runNow(job) ?? new Uint8Array(0);
    const recipientKey = recipient(vector).keys['2a'] ?? new Uint8Array(0);
    const open = encodeOpen(cipherSet, recipientKey, line, sealedInner, signature) ?? new Uint8Array(0);
    const packet = bytesOf(vector.packet);
    const bodyStart = OPEN_BODY_START + 256;
    expect(toHex(open.subarray(bodyStart))).toBe(toHex(packet.subarray(bodyStart)));
    expect(toHex(open.subarray(0, OPEN_BODY_START))).toBe(toHex(packet.subarray(0, OPEN_BODY_START)));
    expect(receive(vector, open)).toEqual(receive(vector, packet));
  });

  test('an open of a set below the highest shared one is refused', () => {
    const vector = openVectors.find(({ name }) => name === 'alice to bob');
    if (vector === undefined) throw new Error('no such vector');
    const sections = cipherSet.readSections(bytesOf(vector.packet).subarray(OPEN_BODY_START));
    if (sections === undefined) throw new Error('too short');
    const read = readOpen(port, cipherSet, recipient(vector), sections, bytesOf(vector.line_key.public));
    expect(read).toEqual({ ok: false, error: 'wrong-cipher-set' });
  });

  test('an open with any byte changed, cut or added is refused', () => {
    const vector = openVectors[0];
    if (vector === undefined) throw new Error('no vectors');
    const packet = bytesOf(vector.packet);
    const place = fc.integer({ min: OPEN_BODY_START, max: packet.length - 1 });
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const changed = packet.slice();
        changed[at] = (changed[at] ?? 0) ^ bits;
        for (const bad of [changed, packet.slice(0, at), concat(packet, Uint8Array.of(bits))]) {
          const received = receive(vector, bad);
          expect(typeof received === 'object' && received.ok).toBe(false);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('lines of cipher set 2a', () => {
  const line = vectors.lines[0];
  if (line === undefined) throw new Error('no vectors');
  const keysOf = (side: (typeof line)['alice']) => ({
    encrypt: bytesOf(side.encryption_key),
    decrypt: bytesOf(side.decryption_key),
  });
  const keys = { alice: keysOf(line.alice), bob: keysOf(line.bob) };

  test('both sides derive the keys of the reference from the two opens', () => {
    const opens = openVectors.filter(({ name }) => !name.includes('only'));
    for (const ours of opens) {
      const theirs = opens.find((other) => other !== ours);
      if (theirs === undefined) throw new Error('one open');
      const pair = { publicKey: bytesOf(ours.line_key.public), secretKey: bytesOf(ours.line_key.secret) };
      const side = { id: lineIdOfBytes(bytesOf(ours.line)), key: pair };
      const derived = cipherSet.deriveLineKeys(
        side,
        bytesOf(theirs.line_key.public),
        lineIdOfBytes(bytesOf(theirs.line)),
      );
      expect(derived).toEqual(ours.from === 'alice' ? keys.alice : keys.bob);
    }
  });

  test.each(line.packets)('$from sealed $json', (vector) => {
    const from = vector.from === 'alice' ? keys.alice : keys.bob;
    const to = vector.from === 'alice' ? keys.bob : keys.alice;
    const sealed = bytesOf(vector.packet).subarray(2 + 16);
    expect(toHex(cipherSet.sealLine(from, bytesOf(vector.sections.iv), bytesOf(vector.plain)))).toBe(toHex(sealed));
    expect(toHex(cipherSet.openLine(to, sealed) ?? new Uint8Array(0))).toBe(vector.plain);
    expect(cipherSet.openLine(from, sealed)).toBeUndefined();
  });
});
