import type { PhotoSize, TrayItem } from '../../store/drafts-slice.ts';

interface TraySum {
  readonly photoCount: number;
  readonly clipCount: number;
  readonly preparing: readonly TrayItem[];
  /** What goes out at each size: measured, not guessed. What is still being prepared does not count yet; null if that is all. */
  readonly bytes: Readonly<Record<PhotoSize, number>> | null;
}

export function traySum(tray: readonly TrayItem[]): TraySum {
  const bytes = { small: 0, good: 0, original: 0 };
  let clipCount = 0;
  for (const item of tray) {
    if (item.state !== 'ready') continue;
    if (item.photo.durationMs !== undefined) clipCount += 1;
    bytes.small += item.photo.sizes.small;
    bytes.good += item.photo.sizes.good;
    bytes.original += item.photo.sizes.original;
  }
  const preparing = tray.filter(({ state }) => state === 'preparing');
  const isMeasured = preparing.length < tray.length;
  return { photoCount: tray.length - clipCount, clipCount, preparing, bytes: isMeasured ? bytes : null };
}
