import { expect, test } from 'vitest';
import { firstDress } from './first-dress.ts';

const SYSTEM = { isDark: false, isHighContrast: false, isStill: false };
const USUAL = { language: 'system', contrast: 'system', motion: 'system' } as const;

test('the page begins as the person chose, else as the system wants', () => {
  expect(firstDress(USUAL, ['de-AT', 'en'], SYSTEM)).toEqual({
    lang: 'de',
    dir: 'ltr',
    'data-theme': 'light',
    'data-contrast': 'usual',
    'data-motion': 'usual',
  });
  const all = { isDark: true, isHighContrast: true, isStill: true };
  const dark = { 'data-theme': 'dark', 'data-contrast': 'high', 'data-motion': 'off' };
  expect(firstDress({ ...USUAL, language: 'ar' }, ['de'], all)).toEqual({ lang: 'ar', dir: 'rtl', ...dark });
  expect(firstDress({ language: 'en', contrast: 'high', motion: 'off' }, [], SYSTEM)).toMatchObject({
    'data-contrast': 'high',
    'data-motion': 'off',
  });
});
