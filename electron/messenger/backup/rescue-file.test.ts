import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { systemKeyDerivation } from '../../storage/index.ts';
import { decodeRescueFile, encodeRescueFile, type RescueContent } from './rescue-file.ts';
import { secretOfWords, wordsOf } from './rescue-words.ts';

const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const secret = secretOfWords(WORDS) ?? new Uint8Array(0);
const derivation = { ...systemKeyDerivation, cost: { logN: 4, r: 1, p: 1 } };
const parts = { derivation, random: (length: number) => new Uint8Array(length).fill(7) };

const content: RescueContent = {
  savedAtMs: 1_800_000_000_000,
  device: 'a'.repeat(64),
  self: { person: 'a'.repeat(64), root: { key: 'AAAA', secret: 'AAAA' }, n: 0, others: [] },
  ownKey: 'AAAA',
  name: 'Alice',
  contacts: [],
  groups: [],
};

/** WIRE.md "Rescue file": SHA-256 of the file with the words above, cost 4, 1, 1, salt and nonce of sevens, the content above. */
const VECTOR = '26e93894d78b84c62e58544779e3f78ddcffd8e15d7dd1a9da9cd1cbe3d372d0';

/** The same with what later versions keep of contacts, and who is blocked. */
const known: RescueContent = {
  ...content,
  contacts: [
    {
      ...{ person: 'b'.repeat(64), device: 'b'.repeat(64), publicKey: 'AAAA', name: 'Bob', paths: '[]', addedAtMs: 1 },
      devices: [],
      nickname: 'Uncle Bob',
      met: 'invited-them',
      verified: { how: 'scan', atMs: 2 },
    },
  ],
  blocked: [{ person: 'c'.repeat(64), name: 'Mallory', atMs: 3 }],
};
const KNOWN_VECTOR = '59e762169e5b6ef4bfc1164aec70589ef25a25a7fa286c246b97bc66314e6e17';

describe('rescue words', () => {
  test('are BIP-39: its own vector, and back', () => {
    expect(Buffer.from(secret).toString('hex')).toBe('7f'.repeat(16));
    expect(wordsOf(secret).join(' ')).toBe(WORDS);
  });

  test('are read as people write them', () => {
    const written = '1. Legal 2. winner\n3. THANK, year; wave sausage worth\n useful legal winner thank yellow.';
    expect(secretOfWords(written)).toEqual(secret);
  });

  test.each([
    ['eleven', WORDS.split(' ').slice(1).join(' ')],
    ['one that is none', WORDS.replace('sausage', 'sausages')],
    ['two changed over', WORDS.replace('legal winner', 'winner legal')],
    ['nothing', ''],
  ])('are none with %s', (_name, text) => {
    expect(secretOfWords(text)).toBeUndefined();
  });
});

describe('a rescue file', () => {
  test('has these bytes, and opens by its words', async () => {
    const file = await encodeRescueFile(parts, secret, content);
    expect(createHash('sha256').update(file).digest('hex')).toBe(VECTOR);
    expect(Buffer.from(file).toString('latin1').startsWith('hashline/rescue/1\n\x04\x01\x01\x07')).toBe(true);
    expect(await decodeRescueFile({ derivation }, secret, file)).toEqual({ ok: true, value: content });
    expect(Buffer.from(file).toString('latin1')).not.toContain('Alice');
  });

  test('keeps what is known of people, with these bytes', async () => {
    const file = await encodeRescueFile(parts, secret, known);
    expect(createHash('sha256').update(file).digest('hex')).toBe(KNOWN_VECTOR);
    expect(await decodeRescueFile({ derivation }, secret, file)).toEqual({ ok: true, value: known });
  });

  test('says what is wrong with it', async () => {
    const file = await encodeRescueFile(parts, secret, content);
    const problemOf = async (bytes: Uint8Array, words = secret) => {
      const read = await decodeRescueFile({ derivation }, words, bytes);
      return read.ok ? 'open' : read.error;
    };
    expect(await problemOf(file, new Uint8Array(16))).toBe('wrong-words');
    expect(await problemOf(file.slice(0, -1))).toBe('wrong-words');
    expect(await problemOf(new Uint8Array(0))).toBe('not-a-rescue-file');
    expect(await problemOf(new TextEncoder().encode('hello'))).toBe('not-a-rescue-file');
    const newer = Buffer.from(file);
    newer.write('2', 'hashline/rescue/'.length);
    expect(await problemOf(new Uint8Array(newer))).toBe('newer-version');
  });
});
