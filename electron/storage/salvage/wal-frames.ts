import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { CIPHER_PAGE_BYTES, WAL_COMMITS_UNSYNCED_MAX } from '../constants.ts';

/** SQLite's file format, "The Write-Ahead Log". */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const FRAME_BYTES = FRAME_HEADER_BYTES + CIPHER_PAGE_BYTES;
const MAGIC_LITTLE = 0x377f0682;
const MAGIC_BIG = 0x377f0683;
const SALTS_AT_HEADER = 16;
const SALTS_AT_FRAME = 8;
const SUMS_AT_HEADER = 24;
const SUMS_AT_FRAME = 16;
const SUMS_BYTES = 8;

export interface WalFrame {
  readonly page: number;
  /** Where its page begins in the file. */
  readonly at: number;
}

/** Frames of the log's newest round, up to the last commit that can be found. */
export interface WalFrames {
  readonly list: readonly WalFrame[];
  read(at: number): Buffer | undefined;
  close(): void;
}

interface Header {
  readonly salts: Buffer;
  readonly isCommit: boolean;
  readonly page: number;
  readonly at: number;
}

export function walFrames(file: string): WalFrames {
  if (!existsSync(file)) return { list: [], read: () => undefined, close: () => undefined };
  const log = openSync(file, 'r');
  const headers = currentFrames(log);
  const last = headers.map(({ isCommit }) => isCommit).lastIndexOf(true);
  return {
    list: headers.slice(0, last + 1),
    read: (at) => bytesAt(log, at, CIPHER_PAGE_BYTES),
    close: () => closeSync(log),
  };
}

/**
 * Whether commits stand behind a frame that is not what was written: SQLite stops before that frame without a word, and what was
 * promised to be kept would be gone. One commit may be there unfinished after a power cut: it was not promised yet.
 */
export function isWalDamaged(file: string): boolean {
  if (!existsSync(file)) return false;
  const log = openSync(file, 'r');
  try {
    const frames = currentFrames(log);
    const whole = wholeFrames(log, frames);
    return frames.slice(whole).filter(({ isCommit }) => isCommit).length > WAL_COMMITS_UNSYNCED_MAX;
  } finally {
    closeSync(log);
  }
}

/** Frames with the salts of this round. Where the header is damaged they are those of the first two frames that agree. */
function currentFrames(log: number): readonly Header[] {
  const count = Math.floor((fstatSync(log).size - HEADER_BYTES) / FRAME_BYTES);
  const all = Array.from({ length: Math.max(0, count) }, (_, index) => frameAt(log, index)).filter(
    (frame) => frame !== undefined,
  );
  const header = bytesAt(log, 0, HEADER_BYTES);
  const agreed = all.find(({ salts }, index) => all[index + 1]?.salts.equals(salts))?.salts;
  const salts = header !== undefined && startSums(header) !== undefined ? saltsAt(header, SALTS_AT_HEADER) : agreed;
  return salts === undefined ? [] : all.filter((frame) => frame.salts.equals(salts));
}

function frameAt(log: number, index: number): Header | undefined {
  const at = HEADER_BYTES + index * FRAME_BYTES;
  const head = bytesAt(log, at, FRAME_HEADER_BYTES);
  if (head === undefined) return undefined;
  return {
    page: head.readUInt32BE(0),
    isCommit: head.readUInt32BE(4) !== 0,
    salts: saltsAt(head, SALTS_AT_FRAME),
    at: at + FRAME_HEADER_BYTES,
  };
}

function saltsAt(bytes: Buffer, at: number): Buffer {
  return bytes.subarray(at, at + SUMS_BYTES);
}

/** How many frames from the first on are as they were written: each has a sum over all before it. */
function wholeFrames(log: number, frames: readonly Header[]): number {
  const header = bytesAt(log, 0, HEADER_BYTES);
  let sums = header && startSums(header);
  if (header === undefined || sums === undefined) return 0;
  const isBig = header.readUInt32BE(0) === MAGIC_BIG;
  for (const [index, { at }] of frames.entries()) {
    const isNext = at === HEADER_BYTES + index * FRAME_BYTES + FRAME_HEADER_BYTES;
    const bytes = isNext ? bytesAt(log, at - FRAME_HEADER_BYTES, FRAME_BYTES) : undefined;
    if (bytes === undefined) return index;
    sums = addSums(addSums(sums, bytes.subarray(0, 8), isBig), bytes.subarray(FRAME_HEADER_BYTES), isBig);
    if (!isSum(bytes, SUMS_AT_FRAME, sums)) return index;
  }
  return frames.length;
}

type Sums = readonly [number, number];

/** The sums of the header; undefined if it is none. */
function startSums(header: Buffer): Sums | undefined {
  const magic = header.readUInt32BE(0);
  if (magic !== MAGIC_LITTLE && magic !== MAGIC_BIG) return undefined;
  const sums = addSums([0, 0], header.subarray(0, SUMS_AT_HEADER), magic === MAGIC_BIG);
  return isSum(header, SUMS_AT_HEADER, sums) ? sums : undefined;
}

function addSums([first, second]: Sums, bytes: Buffer, isBig: boolean): Sums {
  let [a, b] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + (isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0;
    b = (b + (isBig ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0;
  }
  return [a, b];
}

function isSum(bytes: Buffer, at: number, [first, second]: Sums): boolean {
  return bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second;
}

function bytesAt(log: number, at: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  return readSync(log, bytes, 0, length, at) === length ? bytes : undefined;
}
