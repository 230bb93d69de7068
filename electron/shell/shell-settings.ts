import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * What the shell must know before the encrypted store is open, so that the window opens at once where it was and in the
 * right colour. Nothing about people: this file is plain.
 */
const PIXELS_MAX = 100_000;
const Pixels = z.number().int().min(-PIXELS_MAX).max(PIXELS_MAX);

/** What the person chose about the app on this computer. Absent: not chosen yet. */
const DesktopChoices = z.object({
  notifications: z
    .object({ isOn: z.boolean(), level: z.enum(['name-and-text', 'name', 'nothing']), hasSound: z.boolean() })
    .optional(),
  quietUntilMs: z.number().nonnegative().optional(),
  staysOnClose: z.boolean().optional(),
  /** For the offer of the second day. */
  firstStartAtMs: z.number().nonnegative().optional(),
  hasAnsweredStart: z.boolean().optional(),
  spelling: z.object({ isOn: z.boolean(), languages: z.array(z.string()) }).optional(),
  isAgreedToUpdates: z.boolean().optional(),
});
export type DesktopChoices = z.output<typeof DesktopChoices>;

const Language = z.enum(['system', 'en', 'de', 'fr', 'es', 'ar']);
export type Language = z.output<typeof Language>;

const ShellSettings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  zoomFactor: z.number().positive().optional(),
  contrast: z.enum(['system', 'high']).default('system'),
  motion: z.enum(['system', 'off']).default('system'),
  language: Language.default('system'),
  place: z
    .object({
      bounds: z.object({ x: Pixels, y: Pixels, width: Pixels, height: Pixels }),
      isMaximized: z.boolean(),
    })
    .optional(),
  desktop: DesktopChoices.optional(),
});
export type ShellSettings = z.output<typeof ShellSettings>;

/** Of a first start. */
export const usualSettings = (): ShellSettings => ShellSettings.parse({});

const SETTINGS_FILE = 'window.json';

export interface SettingsFile {
  read(): ShellSettings;
  /** Keeps a change. False if it can't be written: then it lasts until the end of this run. */
  change(change: Partial<ShellSettings>): boolean;
}

/** The settings in `folder`. A file that is missing, torn or from a stranger counts as none. */
export function openSettings(folder: string): SettingsFile {
  const file = join(folder, SETTINGS_FILE);
  let settings = readSettings(file);
  return {
    read: () => settings,
    change: (change) => {
      settings = { ...settings, ...change };
      return writeSettings(folder, file, settings);
    },
  };
}

function readSettings(file: string): ShellSettings {
  try {
    const read = ShellSettings.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (read.success) return read.data;
  } catch {
    // Not there yet, or not readable: the defaults are as good.
  }
  return usualSettings();
}

/** Written beside and renamed, so that a crash leaves the old or the new one. Small and rare enough to be synchronous. */
function writeSettings(folder: string, file: string, settings: ShellSettings): boolean {
  const next = `${file}.new`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(next, `${JSON.stringify(settings)}\n`, { mode: 0o600 });
    renameSync(next, file);
    return true;
  } catch {
    return false;
  }
}
