interface Grid {
  readonly count: number;
  readonly columns: number;
  readonly isRtl: boolean;
}

/** Where a key leads in a table of buttons: `out` above its first row; undefined if the key means nothing there. */
export function gridMove(from: number, key: string, { count, columns, isRtl }: Grid): number | 'out' | undefined {
  if (from < 0 || count === 0) return undefined;
  const last = count - 1;
  const clamp = (to: number) => Math.max(0, Math.min(last, to));
  switch (key) {
    case 'ArrowRight':
      return clamp(from + (isRtl ? -1 : 1));
    case 'ArrowLeft':
      return clamp(from + (isRtl ? 1 : -1));
    case 'ArrowDown':
      return from + columns > last
        ? Math.floor(from / columns) < Math.floor(last / columns)
          ? last
          : from
        : from + columns;
    case 'ArrowUp':
      return from < columns ? 'out' : from - columns;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
