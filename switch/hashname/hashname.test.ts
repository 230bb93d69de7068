import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNodeCrypto } from '../io/node-crypto.ts';
import vectors from '../testing/vectors.json' with { type: 'json' };
import { hashnameOfParts, parseHashname } from './hashname.ts';
import { highestSharedCsid, identityOfKeys, isConsistent, type Parts, partsOfKeys, readParts } from './keys.ts';

const port = createNodeCrypto();
const fingerprint = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const anyParts = fc.dictionary(fc.constantFrom('01', '1a', '2a', '3a', 'ff'), fingerprint, { minKeys: 1 });

describe('hashnames', () => {
  test.each(vectors.hashnames)('rollup of $parts', ({ parts, hashname }) => {
    expect(hashnameOfParts(port, parts as Parts)).toBe(hashname);
  });

  test.each(Object.entries(vectors.identities))("%s's fingerprint and hashname follow from the keys", (_, identity) => {
    const keys = { '2a': new Uint8Array(Buffer.from(identity.keys['2a'].public, 'base64')) };
    expect(partsOfKeys(port, keys)['2a']).toBe(identity.parts['2a']);
    expect(hashnameOfParts(port, identity.parts)).toBe(identity.hashname);
  });

  test('the order in which parts are listed changes nothing', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const reversed = Object.fromEntries(Object.entries(parts).reverse());
        expect(hashnameOfParts(port, reversed)).toBe(hashnameOfParts(port, parts));
      }),
    );
  });

  test.each(['', 'ab', 'A'.repeat(64), 'a'.repeat(63), 'g'.repeat(64), 7, null])('%j is not a hashname', (text) => {
    expect(parseHashname(text)).toBeUndefined();
  });

  test('an identity with another key, part or hashname is found out', () => {
    const identity = identityOfKeys(port, { '2a': Uint8Array.of(1, 2, 3) });
    const other = identityOfKeys(port, { '2a': Uint8Array.of(4) });
    expect(isConsistent(port, identity)).toBe(true);
    expect(isConsistent(port, { ...identity, keys: other.keys })).toBe(false);
    expect(isConsistent(port, { ...identity, parts: other.parts })).toBe(false);
    expect(isConsistent(port, { ...identity, hashname: other.hashname })).toBe(false);
  });

  test.each([
    ['nothing', undefined],
    ['an array', []],
    ['no parts', {}],
    ['CSID 00', { '00': 'a'.repeat(64) }],
    ['an upper-case fingerprint', { '2a': 'A'.repeat(64) }],
    ['a number', { '2a': 5 }],
    ['nine parts', Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`1${n}`, 'a'.repeat(64)]))],
  ])('parts that are %s are refused', (_, json) => {
    expect(readParts(json)).toBeUndefined();
  });

  test('a line uses the highest CSID that both have', () => {
    const part = 'a'.repeat(64);
    expect(highestSharedCsid({ '1a': part, '2a': part }, { '1a': part, '2a': part, '3a': part })).toBe('2a');
    expect(highestSharedCsid({ '2a': part }, { '3a': part })).toBeUndefined();
  });
});
