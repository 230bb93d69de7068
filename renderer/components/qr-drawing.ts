/** Modules of white that must surround a code (ISO/IEC 18004: 4). Our own, because the encoder only knows a border of 1 or more. */
export const QUIET_ZONE_MODULES = 4;

export interface QrDrawing {
  /** Modules a side, quiet zone included: the view box. */
  readonly size: number;
  /** SVG path of all dark modules, a run of them in a row as one rectangle. */
  readonly path: string;
}

/** Draws a matrix that has `border` white modules around the code with the full quiet zone instead. */
export function drawModules(rows: readonly (readonly boolean[])[], border: number): QrDrawing {
  const offset = QUIET_ZONE_MODULES - border;
  const runs = rows.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x + offset} ${y + offset}h${length}v1h-${length}z`),
  );
  return { size: rows.length + 2 * offset, path: runs.join('') };
}

function runsOf(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = [];
  for (const [x, isDark] of row.entries()) {
    const last = runs.at(-1);
    if (!isDark) continue;
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  }
  return runs;
}
