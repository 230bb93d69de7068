import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitFileName } from './file-name-parts.ts';

test('the two parts are the name, and the ending is in the second', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (stem) => {
      const { front, end } = splitFileName(`${stem}.pdf`);
      expect(front + end).toBe(`${stem}.pdf`);
      expect(end.endsWith('.pdf')).toBe(true);
    }),
  );
});

test('a family of one emoji is not taken apart', () => {
  const family = '👨‍👩‍👧‍👦';
  const { front, end } = splitFileName(family.repeat(20));
  expect(front).toBe(family.repeat(8));
  expect(end).toBe(family.repeat(12));
});
