import type { SourceReader } from './source-reader.ts';

/** One box of an ISO base media file (ISO 14496-12, section 4.2): HEIF, AVIF, MP4 and MOV are made of them. */
export interface Box {
  readonly name: string;
  readonly at: number;
  readonly contentAt: number;
  readonly end: number;
}

const BOXES_MAX = 100_000;
const HEAD_BYTES = 8;
const LONG_HEAD_BYTES = 16;

/** The box at `at` of bytes in memory; undefined if it does not fit before `end`. */
export function boxAt(bytes: Buffer, at: number, end: number): Box | undefined {
  if (at + HEAD_BYTES > end) return undefined;
  const name = bytes.toString('latin1', at + 4, at + 8);
  const short = bytes.readUInt32BE(at);
  if (short === 0) return { name, at, contentAt: at + HEAD_BYTES, end }; // to the end of what it is in
  if (short !== 1) return inside({ name, at, contentAt: at + HEAD_BYTES, end: at + short }, end);
  if (at + LONG_HEAD_BYTES > end) return undefined;
  const long = Number(bytes.readBigUInt64BE(at + HEAD_BYTES));
  return inside({ name, at, contentAt: at + LONG_HEAD_BYTES, end: at + long }, end);
}

/** Boxes one after the other. Undefined if one of them lies about its length; QuickTime ends some lists with a zero. */
export function boxesOf(bytes: Buffer, from: number, to: number): readonly Box[] | undefined {
  const boxes: Box[] = [];
  for (let at = from; at < to; ) {
    if (to - at < HEAD_BYTES) return boxes;
    const box = boxAt(bytes, at, to);
    if (box === undefined || boxes.length >= BOXES_MAX) return undefined;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

/** The boxes a file consists of. The last one may be cut short, as downloads are. */
export async function fileBoxes(reader: SourceReader): Promise<readonly Box[] | undefined> {
  const boxes: Box[] = [];
  for (let at = 0; at + HEAD_BYTES <= reader.length; ) {
    const head = await reader.bytes(at, Math.min(LONG_HEAD_BYTES, reader.length - at));
    if (head === undefined || boxes.length >= BOXES_MAX) return undefined;
    const box = boxAt(Buffer.concat([head, Buffer.alloc(LONG_HEAD_BYTES - head.length)]), 0, Number.MAX_SAFE_INTEGER);
    if (box === undefined) return undefined;
    const end = box.end === Number.MAX_SAFE_INTEGER ? reader.length : at + box.end;
    boxes.push({ name: box.name, at, contentAt: at + box.contentAt, end: Math.min(end, reader.length) });
    at = end;
  }
  return boxes;
}

function inside(box: Box, end: number): Box | undefined {
  return box.end < box.contentAt || box.end > end ? undefined : box;
}
