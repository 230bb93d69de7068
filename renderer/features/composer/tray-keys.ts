/** What a key does to a photo of the tray. */
export type TrayAct =
  | { readonly name: 'focus'; readonly to: number }
  | { readonly name: 'move'; readonly to: number }
  | { readonly name: 'remove' | 'caption' };

export interface TrayKey {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

interface TrayPlace {
  readonly index: number;
  readonly count: number;
  /** Photos in one row. */
  readonly columns: number;
  readonly isRightToLeft: boolean;
}

/** Arrows go from photo to photo; with Alt or Ctrl they take the photo along. Undefined: the key means nothing here. */
export function trayActOf({ key, altKey, ctrlKey, metaKey }: TrayKey, place: TrayPlace): TrayAct | undefined {
  if (key === 'Delete' || key === 'Backspace') return { name: 'remove' };
  if (key === 'Enter') return { name: 'caption' };
  const to = targetOf(key, place);
  if (to === undefined || to < 0 || to >= place.count) return undefined;
  return altKey || ctrlKey || metaKey ? { name: 'move', to } : { name: 'focus', to };
}

function targetOf(key: string, { index, count, columns, isRightToLeft }: TrayPlace): number | undefined {
  const forward = isRightToLeft ? -1 : 1;
  switch (key) {
    case 'ArrowRight':
      return index + forward;
    case 'ArrowLeft':
      return index - forward;
    case 'ArrowDown':
      return index + columns;
    case 'ArrowUp':
      return index - columns;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
