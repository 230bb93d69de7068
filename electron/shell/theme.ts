import type { NativeTheme } from 'electron';
import type { ThemeName } from './command-line.ts';
import type { SettingsFile } from './shell-settings.ts';

/** The page's ground before it has painted (renderer/styles/tokens.css, --color-ground), so that nothing flashes. */
const GROUND = { light: '#fdfdfc', dark: '#14181a' } as const;

export interface ThemeChoice {
  current(): ThemeName;
  choose(theme: ThemeName): void;
  /** Colour of a window that is about to open. */
  ground(): string;
}

/** The person's choice, kept across starts; `forced` (the command line) holds for this run and is not kept. */
export function createThemeChoice(native: NativeTheme, settings: SettingsFile, forced?: ThemeName): ThemeChoice {
  let theme = forced ?? settings.read().theme;
  native.themeSource = theme;
  return {
    current: () => theme,
    choose(chosen) {
      theme = chosen;
      native.themeSource = chosen;
      settings.change({ theme: chosen });
    },
    ground: () => (native.shouldUseDarkColors ? GROUND.dark : GROUND.light),
  };
}
