import { expect, test } from 'vitest';
import { plainWords } from './plain-words.ts';

test.each([
  ['They look *wonderful*!', 'They look wonderful!'],
  ['*a _b_ c* and `code`', 'a b c and code'],
  ['a **bold** word, *one **in** another*', 'a bold word, one in another'],
  ['def __init__(self, **kwargs), 2 ** 3 ** 4, ***', 'def __init__(self, **kwargs), 2 ** 3 ** 4, ***'],
  ['see https://example.org/a_b_c.', 'see https://example.org/a_b_c.'],
  ['2*3*4, snake_case, *open', '2*3*4, snake_case, *open'],
])('%j', (text, words) => {
  expect(plainWords(text)).toBe(words);
});
