import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64, toBase64 } from '../base64.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import vectors from '../testing/dht-vectors.json' with { type: 'json' };
import { parseSeeds, readSeeds, writeSeeds } from './seeds.ts';

const port = createNodeCrypto();
const entries = vectors.seeds_json.entry;
const [[name, entry]] = Object.entries(entries) as [[string, (typeof entries)[keyof typeof entries]]]; // it has one
const other = 'a'.repeat(64);

const errorOf = (json: unknown): string => {
  const result = parseSeeds(port, JSON.stringify(json));
  return result.ok ? 'none' : result.error;
};

describe('a seeds.json', () => {
  test('of the reference reads, and is written as it was', () => {
    const seeds = parseSeeds(port, JSON.stringify(entries));
    if (!seeds.ok) throw new Error(seeds.error);
    expect(seeds.value.map(({ identity }) => identity.hashname)).toEqual([name]);
    expect(seeds.value[0]?.paths).toEqual(entry.paths);
    expect(writeSeeds(seeds.value)).toEqual(entries);
  });

  test('may say more than we read, and list ways that we do not have', () => {
    const more = {
      ...entry,
      admin: 'https://example.org/',
      paths: [{ type: 'http', http: 'http://x' }, ...entry.paths],
    };
    const seeds = readSeeds(port, { [name]: more });
    expect(seeds.ok && seeds.value[0]?.paths).toEqual(entry.paths);
  });

  test.each([
    ['not-seeds', []],
    ['not-seeds', {}],
    ['not-seeds', 'text'],
    ['not-seeds', Object.fromEntries(Array.from({ length: 257 }, (_, n) => [String(n), entry]))],
    ['no-parts', { [name]: null }],
    ['no-parts', { [name]: { ...entry, parts: { '2a': 'x' } } }],
    ['no-parts', { [name]: { ...entry, parts: undefined } }],
    ['wrong-hashname', { [other]: entry }],
    ['no-key', { [name]: { ...entry, keys: {} } }],
    ['no-key', { [name]: { ...entry, keys: undefined } }],
    ['no-key', { [name]: { ...entry, keys: { '2a': 'not base64!' } } }],
    ['no-key', { [name]: { ...entry, keys: { '2a': 7 } } }],
    ['wrong-key', { [name]: { ...entry, keys: { '2a': 'AAAA' } } }],
    ['wrong-key', { [name]: { ...entry, keys: { ...entry.keys, '4a': 'AAAA' } } }],
    ['wrong-key', { [name]: { ...entry, keys: { '3a': entry.keys['1a'] } } }],
    ['no-paths', { [name]: { ...entry, paths: undefined } }],
  ])('is refused as %s', (error, json) => {
    expect(errorOf(json)).toBe(error);
  });

  test('that is no JSON is refused', () => {
    expect(parseSeeds(port, '{')).toEqual({ ok: false, error: 'not-json' });
  });

  test('of anything makes nothing throw', () => {
    fc.assert(fc.property(fc.json(), (text) => void parseSeeds(port, text)));
  });
});

describe('base64', () => {
  test('reads back what it wrote, and is the usual one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  test.each(['A', 'AA', 'AAA', 'AA=A', '====', 'AB==', 'AAB=', 'AA==AA==', 'AA-_', 'AAAA\n'])('%j is none', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });
});
