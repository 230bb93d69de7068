import { TURN_MS_MAX } from '../../limits.ts';
import { nextTurn } from '../../next-turn.ts';
import type { StagedPhoto, TrayItem } from '../../store/drafts-slice.ts';

/** The order of an album is that of its days, as the person lived them. */
export const byTime = (tray: readonly TrayItem[]): readonly TrayItem[] => [...tray].sort((a, b) => a.atMs - b.atMs);

/** When it was taken, as the camera's clock said; else when the file was written. */
export function timeOf({ takenAt }: Pick<StagedPhoto, 'takenAt'>, writtenAtMs: number): number {
  const takenAtMs = takenAt === undefined ? Number.NaN : Date.parse(takenAt);
  return Number.isNaN(takenAtMs) ? writtenAtMs : takenAtMs;
}

/** The tray with the item at `from` taken out and put in at `to`; both are bent into it. */
export function moved<T>(tray: readonly T[], from: number, to: number): readonly T[] {
  const [item] = tray.slice(from, from + 1);
  if (item === undefined) return tray;
  const rest = tray.filter((_, index) => index !== from);
  const place = Math.max(0, Math.min(to, rest.length));
  return [...rest.slice(0, place), item, ...rest.slice(place)];
}

export interface WrittenFile {
  readonly file: File;
  readonly atMs: number;
}

/**
 * When each was written. The page asks the system for it and waits, a quarter of a millisecond for each file: in between there is time
 * for a key.
 */
export async function writtenAt(files: readonly File[]): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  let sinceMs = performance.now();
  for (const file of files) {
    if (performance.now() - sinceMs > TURN_MS_MAX) {
      await nextTurn();
      sinceMs = performance.now();
    }
    written.push({ file, atMs: file.lastModified });
  }
  return written;
}
