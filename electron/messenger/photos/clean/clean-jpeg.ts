import { type Cleaned, copy, literal, type Piece } from './pieces.ts';
import { type KeptFacts, smallExif } from './small-exif.ts';
import type { SourceReader } from './source-reader.ts';

const SEGMENTS_MAX = 10_000;
const SOI = Buffer.from([0xff, 0xd8]);
const EOI = Buffer.from([0xff, 0xd9]);

/**
 * A JPEG without its metadata, its picture untouched (ITU T.81 B.1): of the application segments only colour profile and
 * Adobe's colour transform stay, and JFIF without its thumbnail. What hangs on behind the end goes too: further pictures
 * with metadata of their own, little films, notes of the maker.
 */
export async function cleanJpeg(reader: SourceReader, facts: KeptFacts): Promise<Cleaned | undefined> {
  const pieces: Piece[] = [literal(SOI)];
  let hasExif = false;
  const putExif = () => {
    const tiff = hasExif ? undefined : smallExif(facts);
    hasExif = true;
    if (tiff !== undefined) pieces.push(exifSegment(tiff));
  };
  let offset = 2;
  for (let count = 0; count < SEGMENTS_MAX; count += 1) {
    const head = await reader.bytes(offset, 2);
    if (head === undefined) return end(pieces);
    const marker = head[1] ?? 0;
    if (head[0] !== 0xff) return undefined;
    if (marker === 0xff) {
      offset += 1; // any number of fill bytes may stand before a marker
      continue;
    }
    if (marker === 0xd9) return end(pieces);
    const rest = await reader.bytes(offset, 4);
    if (rest === undefined) return end(pieces);
    const next = offset + 2 + rest.readUInt16BE(2);
    if (marker !== 0xe0) putExif(); // JFIF wants to be first
    const kept = await keptSegment(reader, marker, offset, next);
    if (kept !== undefined) pieces.push(kept);
    offset = next;
    if (marker !== 0xda) continue;
    offset = await endOfScan(reader, next);
    pieces.push(copy(next, offset));
  }
  return undefined;
}

const end = (pieces: readonly Piece[]): Cleaned => ({ pieces: [...pieces, literal(EOI)], isAnimated: false });

async function keptSegment(reader: SourceReader, marker: number, from: number, to: number): Promise<Piece | undefined> {
  if (marker === 0xfe) return undefined; // a comment
  if (marker < 0xe0 || marker > 0xef) return to <= reader.length ? copy(from, to) : undefined;
  const content = await reader.bytes(from + 4, Math.min(16, reader.length - from - 4));
  const begins = (text: string) => content?.toString('latin1', 0, text.length) === text;
  if (marker === 0xe0 && begins('JFIF\0') && content !== undefined && content.length >= 12) {
    return literal(Buffer.from([0xff, 0xe0, 0, 16]), content.subarray(0, 12), Buffer.from([0, 0]));
  }
  const isColour = (marker === 0xe2 && begins('ICC_PROFILE\0')) || (marker === 0xee && begins('Adobe'));
  return isColour && to <= reader.length ? copy(from, to) : undefined;
}

/** Where the next marker stands; a scan holds only stuffed and restart ones. */
async function endOfScan(reader: SourceReader, from: number): Promise<number> {
  let offset = from;
  for (;;) {
    const run = await reader.run(offset);
    if (run === undefined) return reader.length;
    const found = run.indexOf(0xff);
    if (found === -1) {
      offset += run.length;
      continue;
    }
    const marker = await reader.bytes(offset + found, 2);
    if (marker === undefined) return offset + found;
    const code = marker[1] ?? 0;
    const isInside = code === 0 || (code >= 0xd0 && code <= 0xd7);
    if (!isInside && code !== 0xff) return offset + found;
    offset += found + (code === 0xff ? 1 : 2);
  }
}

function exifSegment(tiff: Uint8Array): Piece {
  const mark = Buffer.from('Exif\0\0', 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(2 + mark.length + tiff.length, 2);
  return literal(head, mark, tiff);
}
