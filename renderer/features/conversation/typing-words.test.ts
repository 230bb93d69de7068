import { expect, test } from 'vitest';
import { translate } from '../../i18n.tsx';
import { typingWords } from './typing-words.ts';

test.each<[string[], string]>([
  [[], ''],
  [['Anna'], 'Anna is writing …'],
  [['Anna', 'Tom'], 'Anna and Tom are writing …'],
  [['Anna', 'Tom', 'Lea'], '3 people are writing …'],
])('%j', (typing, words) => {
  expect(typingWords({ typing }, translate)).toBe(words);
});
