import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NAME_BYTES_MAX, NAME_CHARS_MAX } from '../limits.ts';
import { readName } from './profile.ts';

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
