import { expect, test } from 'vitest';
import { chooseLocale } from './locales.ts';

test('the chosen language, else the system’s first that we speak, else English', () => {
  expect(chooseLocale('en', ['de-AT'])).toBe('en');
  expect(chooseLocale('system', ['tlh', 'en-GB'])).toBe('en');
  expect(chooseLocale('system', [])).toBe('en');
  expect(chooseLocale('constructor', ['toString'])).toBe('en');
});
