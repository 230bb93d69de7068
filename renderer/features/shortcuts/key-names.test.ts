import { expect, test } from 'vitest';
import { translate } from '../../i18n.tsx';
import { keyNames, matchesKeys } from './key-names.ts';

const press = (key: string, given: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...given,
});

test('a shortcut is its keys and no others', () => {
  expect(matchesKeys('Mod+K', press('k', { ctrlKey: true }), false)).toBe(true);
  expect(matchesKeys('Mod+Shift+F', press('F', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
  expect(matchesKeys('Mod+F', press('F', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
  expect(matchesKeys('Mod+K', press('k'), false)).toBe(false);
  expect(matchesKeys('Mod+K', press('k', { ctrlKey: true, altKey: true }), false)).toBe(false); // AltGr writes
  expect(matchesKeys('Alt+ArrowDown', press('ArrowDown', { altKey: true }), false)).toBe(true);
});

test('on a Mac the command key stands for Ctrl', () => {
  expect(matchesKeys('Mod+K', press('k', { metaKey: true }), true)).toBe(true);
  expect(matchesKeys('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false);
});

test('keys are called what stands on them', () => {
  expect(keyNames('Mod+Shift+F', false, translate)).toEqual(['Ctrl', 'Shift', 'F']);
  expect(keyNames('Mod+ArrowUp', true, translate)).toEqual(['⌘', '↑']);
});
