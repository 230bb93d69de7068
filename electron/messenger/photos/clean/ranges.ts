import { copy, type Piece } from './pieces.ts';

/** [from, to) of a file. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A file of `length` bytes with zeros in these places: whatever points into it still points right. */
export function blankedPieces(length: number, ranges: readonly Range[], heads: readonly Head[] = []): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const changes: readonly (Range | Head)[] = [...merged(ranges), ...heads].sort((a, b) => a.from - b.from);
  for (const change of changes) {
    const [from, to] = [Math.max(at, change.from), Math.min(change.to, length)];
    if (from >= to) continue;
    if (from > at) pieces.push(copy(at, from));
    pieces.push('bytes' in change ? { bytes: change.bytes.subarray(from - change.from) } : { zeros: to - from });
    at = to;
  }
  if (at < length) pieces.push(copy(at, length));
  return pieces;
}

/** Bytes that stand in place of those that were there. */
export interface Head extends Range {
  readonly bytes: Uint8Array;
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const sorted = [...ranges].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = result.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}
