import { expect, test } from 'vitest';
import { plainWords } from './plain-words.ts';

test.each([
  ['They look *wonderful*!', 'They look wonderful!'],
  ['*a _b_ c* and `code`', 'a b c and code'],
  ['see https://example.org/a_b_c.', 'see https://example.org/a_b_c.'],
  ['2*3*4, snake_case, *open', '2*3*4, snake_case, *open'],
])('%j', (text, words) => {
  expect(plainWords(text)).toBe(words);
});
