import { expect, test } from 'vitest';
import { safetyWords } from './safety-words.ts';

/** Made with node:crypto and the list of BIP-39; WIRE.md has the first. The names differ in their last digit. */
const VECTORS = [
  {
    hashname: '2dbf1ce81180d9ed9258e3e8729ba642c8ab2a31268d31cd2c7ffe8693e3a02e',
    words: ['predict', 'match', 'buzz', 'frog', 'famous', 'sunny'],
  },
  {
    hashname: '2dbf1ce81180d9ed9258e3e8729ba642c8ab2a31268d31cd2c7ffe8693e3a02f',
    words: ['actress', 'term', 'zebra', 'thought', 'remain', 'arctic'],
  },
];

test.each(VECTORS)('the six words of $hashname are the ones another program finds', ({ hashname, words }) => {
  expect(safetyWords(hashname)).toEqual(words);
  expect(safetyWords(hashname)).toEqual(words); // the second time from memory
});
