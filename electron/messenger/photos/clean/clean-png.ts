import { crc32 } from './crc32.ts';
import { type Cleaned, copy, literal, type Piece } from './pieces.ts';
import { type KeptFacts, smallExif } from './small-exif.ts';
import type { SourceReader } from './source-reader.ts';

const CHUNKS_MAX = 1_000_000;
const SIGNATURE_BYTES = 8;
const HEAD_BYTES = 8;
const CHECKSUM_BYTES = 4;

/** Chunks that are the picture or its colours; all others tell something else (PNG third edition, section 5). */
const KEPT: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs sPLT cICP mDCV cLLI acTL fcTL fdAT'.split(' '),
);

/** A PNG without text, time, EXIF and private chunks, and without what hangs on behind its end. */
export async function cleanPng(reader: SourceReader, facts: KeptFacts): Promise<Cleaned | undefined> {
  const pieces: Piece[] = [copy(0, SIGNATURE_BYTES)];
  let isAnimated = false;
  let offset = SIGNATURE_BYTES;
  for (let count = 0; count < CHUNKS_MAX; count += 1) {
    const head = await reader.bytes(offset, HEAD_BYTES);
    if (head === undefined) return undefined;
    const name = head.toString('latin1', 4, 8);
    const next = offset + HEAD_BYTES + head.readUInt32BE(0) + CHECKSUM_BYTES;
    if (next > reader.length) return undefined;
    if (KEPT.has(name)) pieces.push(copy(offset, next));
    if (name === 'acTL') isAnimated = true;
    if (name === 'IHDR') {
      const tiff = smallExif(facts);
      if (tiff !== undefined) pieces.push(exifChunk(tiff));
    }
    if (name === 'IEND') return { pieces, isAnimated };
    offset = next;
  }
  return undefined;
}

function exifChunk(tiff: Uint8Array): Piece {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(tiff.length);
  const content = Buffer.concat([Buffer.from('eXIf', 'latin1'), tiff]);
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32BE(crc32(content));
  return literal(length, content, checksum);
}
