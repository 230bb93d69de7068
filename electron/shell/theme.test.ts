import type { NativeTheme } from 'electron';
import { describe, expect, test } from 'vitest';
import { type ShellSettings, usualSettings } from './shell-settings.ts';
import { createThemeChoice } from './theme.ts';

/** A system that likes it dark, and settings in memory. */
function scene(kept: ShellSettings['theme']) {
  let settings: ShellSettings = { ...usualSettings(), theme: kept };
  const native = {
    themeSource: 'system',
    get shouldUseDarkColors() {
      return native.themeSource !== 'light';
    },
  };
  const file = {
    read: () => settings,
    change: (change: Partial<ShellSettings>) => {
      settings = { ...settings, ...change };
      return true;
    },
  };
  return { native: native as NativeTheme, file, kept: () => settings.theme };
}

describe('the look', () => {
  test('is the one chosen last time, and a new choice is kept', () => {
    const { native, file, kept } = scene('light');
    const theme = createThemeChoice(native, file);
    expect([theme.current(), native.themeSource, theme.ground()]).toEqual(['light', 'light', '#fdfdfc']);
    theme.choose('dark');
    expect([theme.current(), native.themeSource, theme.ground(), kept()]).toEqual(['dark', 'dark', '#14181a', 'dark']);
  });

  test('follows the system where nothing was chosen', () => {
    const { native, file } = scene('system');
    expect(createThemeChoice(native, file).ground()).toBe('#14181a');
  });

  test('from the command line holds for this run and is not kept', () => {
    const { native, file, kept } = scene('dark');
    expect(createThemeChoice(native, file, 'light').current()).toBe('light');
    expect(kept()).toBe('dark');
  });
});
