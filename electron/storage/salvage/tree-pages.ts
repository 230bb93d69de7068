import { CIPHER_HMAC_BYTES, CIPHER_IV_BYTES, CIPHER_PAGE_BYTES } from '../constants.ts';
import type { Pages } from './encrypted-pages.ts';
import { readRecord, type StoredRow, varintAt } from './records.ts';

/** SQLite's file format, "B-tree Pages". Bytes of a page that are SQLite's: */
const USABLE = CIPHER_PAGE_BYTES - CIPHER_IV_BYTES - CIPHER_HMAC_BYTES;
const FILE_HEADER_BYTES = 100;
const INDEX_INTERIOR = 2;
const TABLE_INTERIOR = 5;
const INDEX_LEAF = 10;
const TABLE_LEAF = 13;
const OVERFLOW_BYTES = USABLE - 4;
/** Of a row, at least and at most so much lies in its own page. */
const LOCAL_MIN = Math.floor(((USABLE - 12) * 32) / 255) - 23;
const TABLE_LOCAL_MAX = USABLE - 35;
const INDEX_LOCAL_MAX = Math.floor(((USABLE - 12) * 64) / 255) - 23;

/** What a page of a tree says. */
export interface TreePage {
  readonly isTable: boolean;
  /** Pages below it. */
  readonly children: readonly number[];
  readonly rows: readonly StoredRow[];
  /** Rows that begin here and whose end lies on a page that is damaged. */
  readonly broken: number;
  /** Pages on which those rows go on, as far as they are known. */
  readonly overflow: readonly number[];
}

/** Undefined: damaged, or a page that belongs to no tree. */
export function readTreePage(pages: Pages, page: number): TreePage | undefined {
  const bytes = pages.read(page);
  if (bytes === undefined) return undefined;
  try {
    return parse(pages, bytes, page === 1 ? FILE_HEADER_BYTES : 0);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // the rest of a long row only looks like a tree
    throw error;
  }
}

function parse(pages: Pages, bytes: Buffer, start: number): TreePage | undefined {
  const type = bytes.readUInt8(start);
  const isInterior = type === INDEX_INTERIOR || type === TABLE_INTERIOR;
  const isTable = type === TABLE_LEAF || type === TABLE_INTERIOR;
  if (!isInterior && type !== INDEX_LEAF && type !== TABLE_LEAF) return undefined;
  const headerBytes = isInterior ? 12 : 8;
  const count = bytes.readUInt16BE(start + 3);
  const cells = Array.from({ length: count }, (_, index) => bytes.readUInt16BE(start + headerBytes + 2 * index));
  const children = isInterior ? [...cells.map((at) => bytes.readUInt32BE(at)), bytes.readUInt32BE(start + 8)] : [];
  const overflow: number[] = [];
  const place = { pages, bytes, overflow };
  const found = isTable && isInterior ? [] : cells.map((at) => rowAt(place, at + (isInterior ? 4 : 0), isTable));
  const rows = found.filter((row) => row !== undefined);
  return { isTable, children, rows, broken: found.length - rows.length, overflow };
}

/** A page that is being read, and what it was followed to. */
interface Place {
  readonly pages: Pages;
  readonly bytes: Buffer;
  readonly overflow: number[];
}

function rowAt(place: Place, at: number, isTable: boolean): StoredRow | undefined {
  const { bytes } = place;
  const size = varintAt(bytes, at);
  const rowid = isTable ? varintAt(bytes, size.end) : undefined;
  const payload = payloadAt(place, rowid?.end ?? size.end, size.value, isTable);
  return payload && { rowid: rowid?.value, values: readRecord(payload) };
}

function payloadAt({ pages, bytes, overflow }: Place, at: number, size: number, isTable: boolean): Buffer | undefined {
  const local = localBytes(size, isTable ? TABLE_LOCAL_MAX : INDEX_LOCAL_MAX);
  const isTooLong = at + local > bytes.length || size > pages.count * USABLE;
  if (isTooLong) throw new RangeError('a row beyond its page, or its file');
  const first = bytes.subarray(at, at + local);
  if (local === size) return first;
  const parts = [first];
  let next = bytes.readUInt32BE(at + local);
  for (let left = size - local; left > 0; left -= OVERFLOW_BYTES) {
    overflow.push(next);
    const page = pages.read(next);
    if (page === undefined) return undefined;
    next = page.readUInt32BE(0);
    parts.push(page.subarray(4, 4 + Math.min(left, OVERFLOW_BYTES)));
  }
  return Buffer.concat(parts);
}

function localBytes(size: number, max: number): number {
  if (size <= max) return size;
  const even = LOCAL_MIN + ((size - LOCAL_MIN) % OVERFLOW_BYTES);
  return even <= max ? even : LOCAL_MIN;
}
