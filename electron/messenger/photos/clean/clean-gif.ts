import { type Cleaned, copy, type Piece } from './pieces.ts';
import type { SourceReader } from './source-reader.ts';

const BLOCKS_MAX = 1_000_000;
const HEAD_BYTES = 13;
const IMAGE = 0x2c;
const EXTENSION = 0x21;
const TRAILER = 0x3b;
const CONTROL = 0xf9;
const APPLICATION = 0xff;
/** How often it plays, and its colours; other applications write what they like (XMP among it). */
const KEPT_APPLICATIONS: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012']);

/** A GIF without comments and notes of programs, and without what hangs on behind its end (GIF89a, sections 17 to 27). */
export async function cleanGif(reader: SourceReader): Promise<Cleaned | undefined> {
  const head = await reader.bytes(0, HEAD_BYTES);
  if (head === undefined) return undefined;
  let offset = HEAD_BYTES + coloursBytes(head[10] ?? 0);
  if (offset > reader.length) return undefined;
  const pieces: Piece[] = [copy(0, offset)];
  let imageCount = 0;
  for (let count = 0; count < BLOCKS_MAX; count += 1) {
    const sort = (await reader.bytes(offset, 1))?.[0];
    if (sort === TRAILER || (sort === undefined && imageCount > 0)) {
      return { pieces: [...pieces, { bytes: Uint8Array.of(TRAILER) }], isAnimated: imageCount > 1 };
    }
    const next = sort === IMAGE ? await endOfImage(reader, offset) : await endOfExtension(reader, offset);
    if ((sort !== IMAGE && sort !== EXTENSION) || next === undefined) return undefined;
    if (sort === IMAGE) imageCount += 1;
    if (sort === IMAGE || (await isKeptExtension(reader, offset))) pieces.push(copy(offset, next));
    offset = next;
  }
  return undefined;
}

/** Bytes of a table of colours behind a field of flags. */
function coloursBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

async function isKeptExtension(reader: SourceReader, at: number): Promise<boolean> {
  const head = await reader.bytes(at, 3);
  if (head?.[1] === CONTROL) return true;
  if (head?.[1] !== APPLICATION) return false;
  return KEPT_APPLICATIONS.has((await reader.bytes(at + 3, 11))?.toString('latin1') ?? '');
}

async function endOfImage(reader: SourceReader, at: number): Promise<number | undefined> {
  const head = await reader.bytes(at, 10);
  return head && endOfBlocks(reader, at + 10 + coloursBytes(head[9] ?? 0) + 1);
}

async function endOfExtension(reader: SourceReader, at: number): Promise<number | undefined> {
  return endOfBlocks(reader, at + 2);
}

/** Blocks of at most 255 bytes, each with its length before it, until one of length 0. */
async function endOfBlocks(reader: SourceReader, from: number): Promise<number | undefined> {
  for (let at = from; ; ) {
    const length = (await reader.bytes(at, 1))?.[0];
    if (length === undefined) return undefined;
    at += 1 + length;
    if (length === 0) return at;
  }
}
