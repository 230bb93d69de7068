import { expect, test } from 'vitest';
import { plainSnippet } from './plain-snippet.ts';

test('the signs around words go, and what was found stays marked', () => {
  const parts = [
    { text: '… it was **', isHit: false },
    { text: 'wonder', isHit: true },
    { text: 'ful**, 2*3 and `code` \u202eturned', isHit: false },
  ];
  expect(plainSnippet(parts)).toEqual([
    { text: '… it was ', isHit: false },
    { text: 'wonder', isHit: true },
    { text: 'ful, 2*3 and code turned', isHit: false },
  ]);
});
