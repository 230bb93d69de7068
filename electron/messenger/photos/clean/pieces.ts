import type { ByteSource } from '../../blobs/byte-source.ts';

/** A part of a cleaned file: a run of the original, bytes of our own, or zeros in place of what had to go. */
export type Piece =
  | { readonly from: number; readonly to: number }
  | { readonly bytes: Uint8Array }
  | { readonly zeros: number };

/** A cleaned file: where its bytes come from, and what was seen on the way. */
export interface Cleaned {
  readonly pieces: readonly Piece[];
  readonly isAnimated: boolean;
}

export const copy = (from: number, to: number): Piece => ({ from, to });
export const literal = (...parts: readonly Uint8Array[]): Piece => ({ bytes: new Uint8Array(Buffer.concat(parts)) });

/** The pieces one after the other, read from the original as they are asked for: no file is ever in memory whole. */
export function piecesSource(source: ByteSource, pieces: readonly Piece[]): ByteSource {
  const ends: number[] = [];
  let lengthBytes = 0;
  for (const piece of pieces) {
    lengthBytes += lengthOf(piece);
    ends.push(lengthBytes);
  }
  return {
    lengthBytes,
    async read(offset, length) {
      const wanted = new Uint8Array(Math.max(0, Math.min(length, lengthBytes - offset)));
      let filled = 0;
      for (let at = firstAfter(ends, offset); filled < wanted.length; at += 1) {
        const piece = pieces[at];
        const end = ends[at];
        if (piece === undefined || end === undefined) break;
        const within = offset + filled - (end - lengthOf(piece));
        const part = await readPiece(source, piece, within, wanted.length - filled);
        wanted.set(part.subarray(0, wanted.length - filled), filled);
        filled += part.length;
        if (part.length < Math.min(lengthOf(piece) - within, wanted.length - filled + part.length)) break; // cut meanwhile
      }
      return wanted.subarray(0, filled);
    },
    close: () => source.close(),
  };
}

function lengthOf(piece: Piece): number {
  if ('bytes' in piece) return piece.bytes.length;
  return 'zeros' in piece ? piece.zeros : piece.to - piece.from;
}

async function readPiece(source: ByteSource, piece: Piece, within: number, length: number): Promise<Uint8Array> {
  const count = Math.min(length, lengthOf(piece) - within);
  if ('bytes' in piece) return piece.bytes.subarray(within, within + count);
  return 'zeros' in piece ? new Uint8Array(count) : source.read(piece.from + within, count);
}

/** Index of the first piece that ends behind `offset`. */
function firstAfter(ends: readonly number[], offset: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
