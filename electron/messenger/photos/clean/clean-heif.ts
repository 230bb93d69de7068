import { type Box, boxesOf, fileBoxes } from './boxes.ts';
import type { Cleaned } from './pieces.ts';
import { blankedPieces, type Range } from './ranges.ts';
import type { SourceReader } from './source-reader.ts';

/** A table of contents of a picture; the pictures themselves lie outside it. */
const META_BYTES_MAX = 4_194_304;
const ITEMS_MAX = 10_000;

/** A note that is stored in a HEIF file beside the picture: EXIF, XMP and their like. */
export interface HeifNote extends Range {
  /** `Exif` or `mime`. */
  readonly type: string;
}

/** An AVIF whose notes are zeros: which side is up and which colours they are it says elsewhere (ISO 23008-12). */
export async function cleanAvif(reader: SourceReader): Promise<Cleaned | undefined> {
  const [boxes, notes] = [await fileBoxes(reader), await heifNotes(reader)];
  if (boxes === undefined || notes === undefined) return undefined;
  const strays = boxes.filter(({ name }) => ['uuid', 'free', 'skip', 'udta'].includes(name));
  const blanked = [...notes, ...strays.map(({ contentAt, end }) => ({ from: contentAt, to: end }))];
  return { pieces: blankedPieces(reader.length, blanked), isAnimated: boxes.some(({ name }) => name === 'moov') };
}

/** Where the notes of a HEIC or AVIF lie; undefined if its table of contents can't be read. */
export async function heifNotes(reader: SourceReader): Promise<readonly HeifNote[] | undefined> {
  const meta = (await fileBoxes(reader))?.find(({ name }) => name === 'meta');
  if (meta === undefined) return [];
  if (meta.end - meta.at > META_BYTES_MAX) return undefined;
  const view = await reader.bytes(meta.at, meta.end - meta.at);
  if (view === undefined) return undefined;
  const bytes = Buffer.from(view); // the window moves
  try {
    return notesIn(bytes, meta.contentAt - meta.at, meta.at);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // it points outside itself
    throw error;
  }
}

function notesIn(bytes: Buffer, contentAt: number, metaAt: number): readonly HeifNote[] | undefined {
  const children = boxesOf(bytes, contentAt + 4, bytes.length);
  const [iinf, iloc, idat] = ['iinf', 'iloc', 'idat'].map((name) => children?.find((box) => box.name === name));
  if (iinf === undefined || iloc === undefined) return children && [];
  const types = itemTypes(bytes, iinf);
  const notes: HeifNote[] = [];
  for (const { id, isInside, ranges } of itemPlaces(bytes, iloc)) {
    const type = types.get(id);
    if (type !== 'Exif' && type !== 'mime') continue;
    const start = isInside ? metaAt + (idat?.contentAt ?? 0) : 0;
    for (const { from, to } of ranges) notes.push({ type, from: start + from, to: start + to });
  }
  return notes;
}

/** Item numbers and their types (8.11.6). */
function itemTypes(bytes: Buffer, iinf: Box): ReadonlyMap<number, string> {
  const types = new Map<number, string>();
  const isWide = bytes.readUInt8(iinf.contentAt) > 0;
  for (const entry of boxesOf(bytes, iinf.contentAt + (isWide ? 8 : 6), iinf.end) ?? []) {
    const version = bytes.readUInt8(entry.contentAt);
    if (entry.name !== 'infe' || version < 2) continue;
    const at = entry.contentAt + 4;
    const id = version === 2 ? bytes.readUInt16BE(at) : bytes.readUInt32BE(at);
    const typeAt = at + (version === 2 ? 2 : 4) + 2;
    types.set(id, bytes.toString('latin1', typeAt, typeAt + 4));
  }
  return types;
}

interface ItemPlace {
  readonly id: number;
  /** Its places are counted from the content of `idat`. */
  readonly isInside: boolean;
  readonly ranges: readonly Range[];
}

/** Where items lie in the file (8.11.3). */
function itemPlaces(bytes: Buffer, iloc: Box): readonly ItemPlace[] {
  const version = bytes.readUInt8(iloc.contentAt);
  let at = iloc.contentAt + 4;
  const sizes = bytes.readUInt16BE(at);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version > 0 ? sizes & 15 : 0;
  at += 2;
  const take = (length: number): number => {
    if (length === 0) return 0;
    if (length !== 2 && length !== 4 && length !== 8) throw new RangeError('no such length');
    const value = length === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, length);
    at += length;
    return value;
  };
  const count = take(version < 2 ? 2 : 4);
  const places: ItemPlace[] = [];
  for (let item = 0; item < Math.min(count, ITEMS_MAX); item += 1) {
    const id = take(version < 2 ? 2 : 4);
    const isInside = version > 0 && (take(2) & 15) === 1;
    take(2); // which file: this one
    const base = take(baseSize);
    const ranges: Range[] = [];
    const extents = take(2);
    for (let extent = 0; extent < extents; extent += 1) {
      take(indexSize);
      const from = base + take(offsetSize);
      ranges.push({ from, to: from + take(lengthSize) });
    }
    places.push({ id, isInside, ranges });
  }
  return places;
}
