import { expect, test } from 'vitest';
import { translate } from '../../i18n.tsx';
import { muteChoices, mutedUntil } from './mute-choices.ts';

const NOW_MS = new Date(2026, 4, 1, 12).getTime();
const HOUR_MS = 3_600_000;

test.each([
  ['not', 'not'],
  ['hours', 'until'],
  ['week', 'until'],
  ['always', 'always'],
])('who chooses "%s" is then shown "%s"', (chosen, shown) => {
  const { value, options } = muteChoices(mutedUntil(chosen, NOW_MS), NOW_MS, translate);
  expect(value).toBe(shown);
  expect(options.map((option) => option.value)).toContain(shown);
});

test('a mute that is over is none', () => {
  expect(muteChoices(NOW_MS - 1, NOW_MS, translate).value).toBe('not');
});

test('eight hours and a week are just that', () => {
  expect(mutedUntil('hours', NOW_MS)).toBe(NOW_MS + 8 * HOUR_MS);
  expect(mutedUntil('week', NOW_MS)).toBe(NOW_MS + 168 * HOUR_MS);
});
