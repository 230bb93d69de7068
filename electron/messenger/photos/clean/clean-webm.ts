import type { Cleaned } from './pieces.ts';
import { blankedPieces, type Head, type Range } from './ranges.ts';
import type { SourceReader } from './source-reader.ts';

/** Element numbers (RFC 9559, section 5.1). */
const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const TAGS = 0x1254c367;
const ATTACHMENTS = 0x1941a469;
const TITLE = 0x7ba9;
/** What the file was called, and those it was cut from and goes on in: names of folders and people. */
const FILE_NAMES = [0x7384, 0x3c83ab, 0x3e83bb];

/** When it was recorded, and chapters, which are written by hand. */
const DATE = 0x4461;
const CHAPTERS = 0x1043a770;
/** Numbers by which this film and those before and after it are known again. */
const SERIAL_NUMBERS = [0x73a4, 0x3cb923, 0x3eb923];
/** A sum over what was changed here. */
const CRC = 0xbf;
const TRACKS = 0x1654ae6b;
const TRACK = 0xae;
const TRACK_NAME = 0x536e;
/** Programs that wrote it: must be there, may be empty. */
const PROGRAMS = new Set([0x4d80, 0x5741]);

const CLUSTER = 0x1f43b675;
/** Elements right inside a segment; one of them ends a cluster that does not say how long it is. */
const TOP = new Set([INFO, TAGS, ATTACHMENTS, CLUSTER, 0x114d9b74, TRACKS, 0x1c53bb6b, CHAPTERS]);
const NOTES = new Set([TAGS, ATTACHMENTS, CHAPTERS, TITLE, DATE, TRACK_NAME, CRC, ...FILE_NAMES, ...SERIAL_NUMBERS]);
/** Looked into, and not only past. */
const OPENED = new Set([SEGMENT, INFO, TRACKS, TRACK]);
const VOID = 0xec;
/** Blocks of a day's film. */
const ELEMENTS_MAX = 10_000_000;
const HEAD_BYTES_MAX = 12;

/** A WebM whose tags, attachments, chapters, titles, dates, names and serial numbers are void, in place. */
export async function cleanWebm(reader: SourceReader): Promise<Cleaned | undefined> {
  const heads: Head[] = [];
  const ranges: Range[] = [];
  let at = 0;
  for (let count = 0; at < reader.length; count += 1) {
    const element = await elementAt(reader, at);
    if (element === undefined || count >= ELEMENTS_MAX) return undefined;
    if (count === 0 && element.id !== EBML) return undefined;
    const end = Math.min(element.end ?? reader.length, reader.length); // a recording may be cut short
    if (NOTES.has(element.id)) {
      const head = voidHead(end - at);
      heads.push({ from: at, to: at + head.length, bytes: head });
      ranges.push({ from: at + head.length, to: end });
    }
    if (PROGRAMS.has(element.id)) ranges.push({ from: element.contentAt, to: end });
    // Into what holds more, and past the rest. Who does not know its length is looked through as well.
    const isOpen = OPENED.has(element.id) || (element.id === CLUSTER && element.end === undefined);
    if (!isOpen && element.end === undefined && !TOP.has(element.id)) return undefined;
    at = isOpen ? element.contentAt : end;
  }
  return { pieces: blankedPieces(reader.length, ranges, heads), isAnimated: true };
}

interface Element {
  readonly id: number;
  readonly contentAt: number;
  /** Undefined: it does not know. */
  readonly end: number | undefined;
}

/** Number and length, each with its own length in its leading bits (RFC 8794, section 4). */
async function elementAt(reader: SourceReader, at: number): Promise<Element | undefined> {
  const head = await reader.bytes(at, Math.min(HEAD_BYTES_MAX, reader.length - at));
  const idBytes = head === undefined ? 0 : Math.clz32(head[0] ?? 0) - 23;
  if (head === undefined || idBytes < 1 || idBytes > 4 || head.length <= idBytes) return undefined;
  const sizeBytes = Math.clz32(head[idBytes] ?? 0) - 23;
  if (sizeBytes < 1 || sizeBytes > 8 || head.length < idBytes + sizeBytes) return undefined;
  let size = (head[idBytes] ?? 0) & (0xff >> sizeBytes);
  let isUnknown = size === 0xff >> sizeBytes;
  for (const byte of head.subarray(idBytes + 1, idBytes + sizeBytes)) {
    size = size * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  const contentAt = at + idBytes + sizeBytes;
  return { id: head.readUIntBE(0, idBytes), contentAt, end: isUnknown ? undefined : contentAt + size };
}

/** The head of a void element that takes `length` bytes with it: at least 2. */
function voidHead(length: number): Uint8Array {
  if (length < 10) return Uint8Array.of(VOID, 0x80 | (length - 2));
  const head = Buffer.alloc(9);
  head.writeUInt8(VOID, 0);
  head.writeBigUInt64BE((1n << 56n) | BigInt(length - 9), 1);
  return new Uint8Array(head);
}
