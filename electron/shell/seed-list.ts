import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type MessengerParts, readSeedsFile } from '../messenger/index.ts';

/** Name of the list beside a portable copy. */
const BESIDE_NAME = 'seeds.json';

export interface SeedPlaces {
  /** `--seeds FILE`. */
  readonly named: string | undefined;
  /** The folder somebody carries the program around in. */
  readonly portableFolder: string | undefined;
  /** assets/seeds.json, as it was built in. */
  readonly builtIn: string;
}

export interface SeedList {
  readonly seeds: NonNullable<MessengerParts['seeds']>;
  readonly from: 'command line' | 'beside the program' | 'built in' | 'nowhere';
}

export type SeedListResult =
  | { readonly ok: true; readonly value: SeedList }
  | { readonly ok: false; readonly error: string };

/**
 * The seeds this copy starts with: the first list there is, of the command line, beside a portable copy, built in. The list in the
 * settings comes on top of it (electron/messenger/network/network-settings.ts). A list named on the command line must be one; where
 * nobody is there to be told, one that can't be read counts as missing, and is noted.
 */
export async function findSeeds(places: SeedPlaces, warn: (line: string) => void): Promise<SeedListResult> {
  if (places.named !== undefined) {
    const read = await readSeedsFile(places.named);
    return read.ok ? { ok: true, value: { seeds: read.value, from: 'command line' } } : read;
  }
  const beside = places.portableFolder === undefined ? undefined : join(places.portableFolder, BESIDE_NAME);
  for (const [file, from] of [
    [beside, 'beside the program'],
    [places.builtIn, 'built in'],
  ] as const) {
    if (file === undefined || !existsSync(file)) continue;
    const read = await readSeedsFile(file);
    if (read.ok) return { ok: true, value: { seeds: read.value, from } };
    warn(`seeds: the list ${from} can't be read`);
  }
  return { ok: true, value: { seeds: [], from: 'nowhere' } };
}

/** Where the person keeps a copy that was not installed; undefined for one that was, and for a checkout. macOS has none. */
export function portableFolder(copy: {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly executable: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): string | undefined {
  const { platform, isPackaged, executable, env } = copy;
  if (!isPackaged) return undefined;
  if (platform === 'win32') return env.PORTABLE_EXECUTABLE_DIR; // set by the portable package alone
  if (platform !== 'linux') return undefined;
  return dirname(env.APPIMAGE ?? executable); // an AppImage, or the folder of the archive
}
