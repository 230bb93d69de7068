import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NAME_BYTES_MAX, NAME_CHARS_MAX } from '../limits.ts';
import { cleanName, readName } from './profile.ts';

describe('readName', () => {
  test.each([
    ['Anna', 'Anna'],
    ['  Anna  ', 'Anna'],
    ['Zoe\u0308', 'Zo\u00eb'],
    ['آنا', 'آنا'],
    ['👩‍👧 Mum', '👩‍👧 Mum'],
  ])('%j is taken as %j', (text, name) => {
    expect(readName(text)).toEqual({ ok: true, value: name });
  });

  test.each([
    '',
    '   ',
    '\u200b',
    '\u200d\u2060',
    'A\nB',
    'A\u0000',
    'A\u202eB',
    'A\u2066B',
    '\u200fA',
    'A\ud800',
    'x'.repeat(65),
    'ü'.repeat(81),
    7,
    undefined,
  ])('%j is no name', (text) => {
    expect(readName(text)).toEqual({ ok: false, error: 'bad-name' });
  });

  test('a name that was read is read the same again, and keeps its bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = readName(text);
        if (!read.ok) return;
        expect(readName(read.value)).toEqual(read);
        expect(read.value.length).toBeLessThanOrEqual(NAME_CHARS_MAX);
        expect(Buffer.byteLength(read.value)).toBeLessThanOrEqual(NAME_BYTES_MAX);
      }),
    );
  });
});

describe('a name that somebody else gave', () => {
  test.each([
    ['  Fam\u202eily\n', 'Family'],
    ['\u2066\u0000', ''],
    ['\u200b\u200d', ''],
    ['x'.repeat(500), 'x'.repeat(NAME_CHARS_MAX)],
    [`${'x'.repeat(NAME_CHARS_MAX - 1)}👩`, 'x'.repeat(NAME_CHARS_MAX - 1)],
  ])('%j is shown as %j', (text, name) => {
    expect(cleanName(text)).toBe(name);
  });

  test('is one that could have been chosen, or none, and a good one stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = cleanName(text);
        if (name !== '') expect(readName(name)).toEqual({ ok: true, value: name });
        const read = readName(text);
        if (read.ok) expect(name).toBe(read.value);
      }),
    );
  });
});
