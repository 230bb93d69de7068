import { expect, test } from 'vitest';
import { translate } from '../../i18n.tsx';
import { fileRuleChoices } from './file-rule-choices.ts';

test('the usual sizes, in words', () => {
  expect(fileRuleChoices(25_000_000, translate).map(({ label }) => label)).toEqual([
    'Never, ask me first',
    'Up to 5 MB',
    'Up to 25 MB',
    'Up to 100 MB',
    'Whatever their size',
  ]);
});

test('an unusual size that is set stands in its place', () => {
  const choices = fileRuleChoices(1_500_000, translate);
  expect(choices[1]).toEqual({ value: '1500000', label: 'Up to 1.5 MB' });
  expect(choices).toHaveLength(6);
});
