import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hueOf, initialsOf } from './avatar-look.ts';

test.each([
  ['Anna', 'A'],
  ['anna maria huber', 'AH'],
  ['Jean-Luc', 'JL'],
  ['  Tom  ', 'T'],
  ['«Mum» (home)', 'MH'],
  ['👩‍👧 Mum', '👩‍👧M'],
  ['Éva', 'É'],
  ['آنا', 'آ'],
  ['', ''],
  ['...', ''],
])('%j becomes %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('no name makes more than two graphemes', () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect([...segmenter.segment(initialsOf(name))].length).toBeLessThanOrEqual(4); // upper case of ß is two letters
    }),
  );
});

test('a colour depends on the hashname alone and is a hue', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-f]{64}$/), (hashname) => {
      expect(hueOf(hashname)).toBe(hueOf(hashname));
      expect(hueOf(hashname) >= 0 && hueOf(hashname) < 360).toBe(true);
    }),
  );
});
