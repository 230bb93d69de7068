import type { ByteSource } from '../blobs/byte-source.ts';
import { heifNotes } from './clean/clean-heif.ts';
import type { KeptFacts } from './clean/small-exif.ts';
import { SourceReader } from './clean/source-reader.ts';

/** TIFF tags (Exif 2.3 section 4.6). */
const TAG_ORIENTATION = 0x0112;
const TAG_DATE_TIME = 0x0132;
const TAG_EXIF_IFD = 0x8769;
const TAG_DATE_ORIGINAL = 0x9003;
const TAG_DATE_DIGITIZED = 0x9004;
const TYPE_ASCII = 2;
const TYPE_SHORT = 3;
/** Entries and segments read before a file is taken for hostile. */
const ENTRIES_MAX = 512;
const SEGMENTS_MAX = 1_000;
const IFD_ENTRY_BYTES = 12;
/** EXIF of a HEIC, with its thumbnail. */
const NOTE_BYTES_MAX = 1_048_576;
/** "YYYY:MM:DD HH:MM:SS" */
const DATE_PATTERN = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})/;

/**
 * The date and time a picture was taken, as the camera wrote it: "2024-05-01T18:30:00", in the camera's zone. Read from the
 * EXIF before that is dropped with everything else in it. Undefined if there is none, or none that can be.
 */
export function readDateTaken(file: Uint8Array): string | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  const tiff = exifOf(bytes);
  return tiff === undefined ? undefined : dateOf(tiff);
}

/** What stays with a cleaned original: the date, and which side is up (1 if nothing is said, or nothing that can be). */
export function readKeptFacts(file: Uint8Array): KeptFacts {
  const tiff = exifOf(Buffer.from(file.buffer, file.byteOffset, file.length));
  return { takenAt: tiff && dateOf(tiff), orientation: tiff === undefined ? 1 : orientationOf(tiff) };
}

/** The date in the EXIF of a HEIC or AVIF, which stands in a list of notes: 4 bytes of offset, then the TIFF block. */
export async function readHeifDate(file: ByteSource): Promise<string | undefined> {
  const reader = new SourceReader(file);
  for (const { type, from, to } of (await heifNotes(reader)) ?? []) {
    if (type !== 'Exif' || to - from > NOTE_BYTES_MAX) continue;
    const note = await reader.bytes(from, to - from);
    if (note === undefined || note.length < 4) continue;
    const tiff = tiffAt(note.subarray(4 + note.readUInt32BE(0)));
    const date = tiff && dateOf(tiff);
    if (date !== undefined) return date;
  }
  return undefined;
}

function orientationOf(tiff: Tiff): number {
  const entry = entriesAt(tiff, tiff.u32(4)).get(TAG_ORIENTATION);
  const value = entry === undefined || tiff.u16(entry + 2) !== TYPE_SHORT ? 1 : tiff.u16(entry + 8);
  return value >= 1 && value <= 8 ? value : 1;
}

/** The TIFF block of a JPEG, PNG or WebP file. */
function exifOf(bytes: Buffer): Tiff | undefined {
  const starts = (text: string, offset = 0) => bytes.toString('latin1', offset, offset + text.length) === text;
  if (starts('\xff\xd8')) return exifOfJpeg(bytes);
  if (starts('\x89PNG')) return tiffAt(chunkOf(bytes, 8, 'eXIf', 'png'));
  if (starts('RIFF') && starts('WEBP', 8)) return tiffAt(chunkOf(bytes, 12, 'EXIF', 'riff'));
  return undefined;
}

const EXIF_MARK = 'Exif\0\0';

function exifOfJpeg(bytes: Buffer): Tiff | undefined {
  let offset = 2;
  for (let segment = 0; segment < SEGMENTS_MAX && offset + 4 <= bytes.length; segment++) {
    const marker = bytes.readUInt16BE(offset);
    if (marker < 0xff02 || marker === 0xffda) return undefined;
    const end = offset + 2 + bytes.readUInt16BE(offset + 2);
    const start = offset + 4;
    if (marker === 0xffe1 && bytes.toString('latin1', start, start + EXIF_MARK.length) === EXIF_MARK) {
      return tiffAt(bytes.subarray(start + EXIF_MARK.length, end));
    }
    offset = end;
  }
  return undefined;
}

/** PNG chunks are length, name, content, checksum; RIFF ones name, length, content, padded to even. */
function chunkOf(bytes: Buffer, from: number, name: string, format: 'png' | 'riff'): Buffer | undefined {
  let offset = from;
  for (let chunk = 0; chunk < SEGMENTS_MAX && offset + 8 <= bytes.length; chunk++) {
    const isPng = format === 'png';
    const length = isPng ? bytes.readUInt32BE(offset) : bytes.readUInt32LE(offset + 4);
    const nameAt = isPng ? offset + 4 : offset;
    const content = bytes.subarray(offset + 8, offset + 8 + length);
    if (bytes.toString('latin1', nameAt, nameAt + 4) === name) return content;
    offset += 8 + (isPng ? length + 4 : length + (length % 2));
  }
  return undefined;
}

/** A TIFF block, read with bounds: what lies outside is 0. */
interface Tiff {
  readonly bytes: Buffer;
  u16(offset: number): number;
  u32(offset: number): number;
}

function tiffAt(content: Buffer | undefined): Tiff | undefined {
  if (content === undefined) return undefined;
  const bytes =
    content.toString('latin1', 0, EXIF_MARK.length) === EXIF_MARK ? content.subarray(EXIF_MARK.length) : content;
  const order = bytes.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const isLittle = order === 'II';
  const holds = (offset: number, length: number) => offset + length <= bytes.length;
  return {
    bytes,
    u16: (offset) => (holds(offset, 2) ? (isLittle ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset)) : 0),
    u32: (offset) => (holds(offset, 4) ? (isLittle ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset)) : 0),
  };
}

function dateOf(tiff: Tiff): string | undefined {
  const main = entriesAt(tiff, tiff.u32(4));
  const exifAt = main.get(TAG_EXIF_IFD);
  const exif = exifAt === undefined ? new Map<number, number>() : entriesAt(tiff, tiff.u32(exifAt + 8));
  const places = [exif.get(TAG_DATE_ORIGINAL), exif.get(TAG_DATE_DIGITIZED), main.get(TAG_DATE_TIME)];
  for (const place of places) {
    const date = place === undefined ? undefined : readDate(textAt(tiff, place));
    if (date !== undefined) return date;
  }
  return undefined;
}

/** Tag to the offset of its entry. */
function entriesAt(tiff: Tiff, offset: number): ReadonlyMap<number, number> {
  const entries = new Map<number, number>();
  const count = Math.min(tiff.u16(offset), ENTRIES_MAX);
  for (let index = 0; index < count; index++) {
    const entry = offset + 2 + index * IFD_ENTRY_BYTES;
    entries.set(tiff.u16(entry), entry);
  }
  return entries;
}

function textAt(tiff: Tiff, entry: number): string {
  const length = tiff.u32(entry + 4);
  if (tiff.u16(entry + 2) !== TYPE_ASCII || length > 64) return '';
  const start = tiff.u32(entry + 8);
  return tiff.bytes.toString('latin1', start, start + length);
}

/** Only a moment that exists: cameras without a clock write zeros or blanks. */
function readDate(text: string): string | undefined {
  const match = DATE_PATTERN.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const atMs = Date.parse(`${iso}Z`);
  return Number.isNaN(atMs) || new Date(atMs).toISOString() !== `${iso}.000Z` ? undefined : iso;
}
