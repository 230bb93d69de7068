import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MARKS_ON_A_LETTER_MAX, SHORT_TEXT_CHARS, SHORT_TEXT_LINES } from '../../limits.ts';
import { beginningOf, readable } from './readable.ts';

test('a megabyte of marks on one letter becomes a letter with a few', () => {
  const drawn = readable(`a${'\u0301'.repeat(1_000_000)}b`);
  expect(drawn).toBe(`a${'\u0301'.repeat(MARKS_ON_A_LETTER_MAX)}b`);
});

test.each(['Tiếng Việt', 'שָׁלוֹם', 'مُحَمَّدٌ', 'हिन्दी', 'ภาษาไทย', 'བོད་ཡིག', '👩🏽‍🚀🏳️‍🌈1️⃣', 'naïve'])(
  '%s stays as it is',
  (words) => {
    expect(readable(words.normalize('NFD'))).toBe(words.normalize('NFD'));
  },
);

test('nothing turns a line around, and scripts that run the other way still may', () => {
  expect(readable('photo\u202egpj.exe\u202d')).toBe('photogpj.exe');
  expect(readable('a \u2067ابج\u2069 b')).toBe('a \u2067ابج\u2069 b');
});

test('no run of marks is longer than may be drawn', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\u0301', '\u0345', '\u20dd', '😀', '\u202e') }), (words) => {
      expect(readable(words)).not.toMatch(new RegExp(`\\p{M}{${MARKS_ON_A_LETTER_MAX + 1}}`, 'u'));
    }),
  );
});

test('a text longer than a window begins folded, by letters or by lines, and never within a pair', () => {
  expect(beginningOf('short')).toBeUndefined();
  expect(beginningOf('x'.repeat(SHORT_TEXT_CHARS + 10))).toBeUndefined();
  expect(beginningOf('\n'.repeat(SHORT_TEXT_LINES - 1))).toBeUndefined();
  expect(beginningOf('word '.repeat(SHORT_TEXT_CHARS))?.length).toBeLessThanOrEqual(SHORT_TEXT_CHARS);
  expect(beginningOf('line\n'.repeat(500))?.split('\n').length).toBeLessThanOrEqual(SHORT_TEXT_LINES);
  expect(beginningOf(`x${'😀'.repeat(SHORT_TEXT_CHARS)}`)).not.toMatch(/\p{Cs}/u);
});
