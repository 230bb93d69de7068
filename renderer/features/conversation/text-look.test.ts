import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBigEmoji } from './text-look.ts';

test.each(['😀', '❤️', '👍🏽', '👩‍👩‍👧‍👦', '🇩🇪', '1️⃣', '😀 😀', ' 🎉🎉🎉 ', '👩🏽‍🚀', '🏳️‍🌈'])(
  '%s is shown large',
  (text) => {
    expect(isBigEmoji(text)).toBe(true);
  },
);

test.each(['', ' ', '😀😀😀😀', 'hi 😀', '1', '123', '#', '©', '*', 'ok'])('%j is text', (text) => {
  expect(isBigEmoji(text)).toBe(false);
});

test('letters are never shown large', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: fc.constantFrom('a', 'Z', 'é', 'ش', '5', '😀') }), (text) => {
      if (/[^😀]/u.test(text)) expect(isBigEmoji(text)).toBe(false);
    }),
  );
});
