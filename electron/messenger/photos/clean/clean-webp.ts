import { type Cleaned, copy, literal, type Piece } from './pieces.ts';
import { type KeptFacts, smallExif } from './small-exif.ts';
import type { SourceReader } from './source-reader.ts';

const CHUNKS_MAX = 100_000;
const RIFF_HEAD_BYTES = 12;
const HEAD_BYTES = 8;
/** RFC 9649, section 2.7: flags of what an extended file holds. */
const FLAG_XMP = 0x04;
const FLAG_EXIF = 0x08;
const FRAME_HEAD_BYTES = 16;

const KEPT: ReadonlySet<string> = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const KEPT_IN_FRAME: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH']);

/** A WebP without EXIF, XMP and unknown chunks, inside its frames too. Lengths and flags are written anew. */
export async function cleanWebp(reader: SourceReader, facts: KeptFacts): Promise<Cleaned | undefined> {
  const chunks = await chunksOf(reader, RIFF_HEAD_BYTES, reader.length);
  if (chunks === undefined) return undefined;
  const body: Piece[] = [];
  const isExtended = chunks[0]?.name === 'VP8X';
  const tiff = isExtended ? smallExif(facts) : undefined; // a plain one had none
  let lengthBytes = 4;
  for (const chunk of chunks) {
    if (!KEPT.has(chunk.name)) continue;
    const piece = await keptChunk(reader, chunk, tiff !== undefined);
    if (piece === undefined) return undefined;
    body.push(...piece.pieces);
    lengthBytes += piece.lengthBytes;
  }
  if (tiff !== undefined) {
    const padding = Buffer.alloc(tiff.length % 2);
    body.push(literal(chunkHead('EXIF', tiff.length), tiff, padding));
    lengthBytes += HEAD_BYTES + tiff.length + padding.length;
  }
  const head = Buffer.alloc(RIFF_HEAD_BYTES);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(lengthBytes, 4);
  head.write('WEBP', 8, 'latin1');
  return { pieces: [literal(head), ...body], isAnimated: chunks.some(({ name }) => name === 'ANMF') };
}

interface Chunk {
  readonly name: string;
  readonly at: number;
  readonly contentBytes: number;
  /** Where the next one begins: contents are padded to even lengths. */
  readonly next: number;
}

async function chunksOf(reader: SourceReader, from: number, to: number): Promise<readonly Chunk[] | undefined> {
  const chunks: Chunk[] = [];
  for (let at = from; at + HEAD_BYTES <= to && chunks.length < CHUNKS_MAX; ) {
    const head = await reader.bytes(at, HEAD_BYTES);
    if (head === undefined) return undefined;
    const contentBytes = head.readUInt32LE(4);
    const next = at + HEAD_BYTES + contentBytes + (contentBytes % 2);
    if (at + HEAD_BYTES + contentBytes > to) break; // what hangs on behind the end is no chunk
    chunks.push({ name: head.toString('latin1', 0, 4), at, contentBytes, next: Math.min(next, to) });
    at = next;
  }
  return chunks;
}

interface Kept {
  readonly pieces: readonly Piece[];
  readonly lengthBytes: number;
}

async function keptChunk(reader: SourceReader, chunk: Chunk, hasExif: boolean): Promise<Kept | undefined> {
  if (chunk.name === 'ANMF') return keptFrame(reader, chunk);
  if (chunk.name !== 'VP8X') return whole(chunk);
  const content = await reader.bytes(chunk.at + HEAD_BYTES, chunk.contentBytes);
  if (content === undefined || content.length < 10) return undefined;
  const flags = ((content[0] ?? 0) & ~FLAG_XMP & ~FLAG_EXIF) | (hasExif ? FLAG_EXIF : 0);
  const written = literal(chunkHead('VP8X', 10), Buffer.from([flags]), content.subarray(1, 10));
  return { pieces: [written], lengthBytes: HEAD_BYTES + 10 };
}

async function keptFrame(reader: SourceReader, frame: Chunk): Promise<Kept | undefined> {
  const contentAt = frame.at + HEAD_BYTES;
  const parts = await chunksOf(reader, contentAt + FRAME_HEAD_BYTES, contentAt + frame.contentBytes);
  if (parts === undefined) return undefined;
  const kept = parts.filter(({ name }) => KEPT_IN_FRAME.has(name)).map(whole);
  const lengthBytes = FRAME_HEAD_BYTES + kept.reduce((sum, part) => sum + part.lengthBytes, 0);
  const head = literal(chunkHead('ANMF', lengthBytes));
  return {
    pieces: [head, copy(contentAt, contentAt + FRAME_HEAD_BYTES), ...kept.flatMap(({ pieces }) => pieces)],
    lengthBytes: HEAD_BYTES + lengthBytes,
  };
}

function whole({ at, contentBytes }: Chunk): Kept {
  const padding = contentBytes % 2;
  const pieces = [copy(at, at + HEAD_BYTES + contentBytes), ...(padding === 0 ? [] : [literal(Buffer.alloc(1))])];
  return { pieces, lengthBytes: HEAD_BYTES + contentBytes + padding };
}

function chunkHead(name: string, contentBytes: number): Uint8Array {
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(contentBytes, 4);
  return head;
}
