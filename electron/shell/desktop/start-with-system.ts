import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Told to the app by the system's own start: no window, if there is a notification area to wait in. */
export const HIDDEN_SWITCH = '--hidden';

export interface StartWithSystem {
  /** Only an installed copy: a checkout or a copy run for a test has no business there. */
  readonly isPossible: boolean;
  isOn(): boolean;
  /** False if the system would not have it. */
  set(isOn: boolean): boolean;
}

/** Of Electron's `app`. */
export interface LoginItems {
  getLoginItemSettings(options: { readonly args: string[] }): { readonly openAtLogin: boolean };
  setLoginItemSettings(settings: { readonly openAtLogin: boolean; readonly args: string[] }): void;
}

export interface StartParts {
  readonly platform: NodeJS.Platform;
  readonly isInstalled: boolean;
  readonly items: LoginItems;
  /** What is to be started: the AppImage or portable file rather than what it unpacked. */
  readonly program: string;
  /** Where desktops look for what they start: $XDG_CONFIG_HOME/autostart. */
  readonly autostartFolder: string;
}

/** Starting with the system: by Electron on Windows and macOS, by an autostart entry (XDG) on Linux. */
export function createStartWithSystem(parts: StartParts): StartWithSystem {
  const { platform, isInstalled: isPossible, items, program, autostartFolder } = parts;
  if (platform !== 'linux') {
    const args = [HIDDEN_SWITCH];
    return {
      isPossible,
      isOn: () => isPossible && items.getLoginItemSettings({ args }).openAtLogin,
      set: (openAtLogin) => {
        if (isPossible) items.setLoginItemSettings({ openAtLogin, args });
        return isPossible;
      },
    };
  }
  const file = join(autostartFolder, 'hashline.desktop');
  return {
    isPossible,
    isOn: () => isPossible && statSync(file, { throwIfNoEntry: false }) !== undefined,
    set: (isOn) => {
      if (!isPossible) return false;
      try {
        if (isOn) {
          mkdirSync(autostartFolder, { recursive: true, mode: 0o700 });
          writeFileSync(file, autostartEntry(program), { mode: 0o600 });
        } else {
          rmSync(file, { force: true });
        }
        return true;
      } catch {
        return false; // read-only, full, or not ours: the page says so
      }
    },
  };
}

/** An autostart entry of the Desktop Entry Specification. */
export function autostartEntry(program: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Hashline',
    `Exec=${quoteExec(program)} ${HIDDEN_SWITCH}`,
    'Icon=hashline',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * A file name in `Exec`: in quotes with ", `, $ and \ escaped, % doubled as field codes begin with it, and each backslash doubled
 * once more, since the value is a string of its own.
 */
export function quoteExec(program: string): string {
  const quoted = `"${program.replace(/["`$\\]/g, '\\$&')}"`;
  return quoted.replaceAll('\\', '\\\\').replaceAll('%', '%%');
}
