import { HEIF_HEAD_BYTES } from './limits.ts';

/** What the first bytes of a file say, read before anything is decoded: a small file can unpack to a gigabyte. */
export type ImageHeader =
  | { readonly ok: true; readonly type: ImageType; readonly widthPx: number; readonly heightPx: number }
  | { readonly ok: false; readonly error: 'not-an-image' | 'unsupported' };

/** Formats the browser decodes, and the one we bring a decoder for. */
export type ImageType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/gif'
  | 'image/bmp'
  | 'image/avif'
  | 'image/heic';

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Formats by their first bytes; a dot stands for any. Those without a size can't be decoded here. */
const FORMATS: readonly {
  readonly magic: string;
  readonly type?: ImageType;
  readonly size?: (view: DataView) => Size | undefined;
}[] = [
  { magic: '\xff\xd8\xff', type: 'image/jpeg', size: jpegSize },
  {
    magic: '\x89PNG\r\n\x1a\n....IHDR',
    type: 'image/png',
    size: (view) => size(view.getUint32(16), view.getUint32(20)),
  },
  { magic: 'RIFF....WEBPVP8', type: 'image/webp', size: webpSize },
  { magic: 'GIF87a', type: 'image/gif', size: gifSize },
  { magic: 'GIF89a', type: 'image/gif', size: gifSize },
  { magic: 'BM', type: 'image/bmp', size: bmpSize },
  { magic: '....ftypavif', type: 'image/avif', size: heifSize },
  { magic: '....ftypavis', type: 'image/avif', size: heifSize },
  ...['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].map((brand) => ({
    magic: `....ftyp${brand}`,
    type: 'image/heic' as const,
    size: heifSize,
  })),
  { magic: 'II*\0' }, // TIFF and most raw photos
  { magic: 'MM\0*' },
  { magic: '\xff\x0a' }, // JPEG XL
  { magic: '\0\0\0\x0cJXL ' },
  { magic: '8BPS' },
  { magic: '<svg' },
];

export function readImageHeader(bytes: Uint8Array): ImageHeader {
  const format = FORMATS.find(({ magic }) => startsWith(bytes, magic));
  if (format === undefined) return { ok: false, error: 'not-an-image' };
  if (format.type === undefined || format.size === undefined) return { ok: false, error: 'unsupported' };
  const read = readSize(bytes, format.size);
  return read === undefined ? { ok: false, error: 'not-an-image' } : { ok: true, type: format.type, ...read };
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  if (bytes.length < magic.length) return false;
  return [...magic].every((character, index) => character === '.' || bytes[index] === character.charCodeAt(0));
}

/** Reading past the end throws a RangeError: then the file is cut short. A size of nothing is none. */
function readSize(bytes: Uint8Array, read: (view: DataView) => Size | undefined): Size | undefined {
  try {
    const found = read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return found !== undefined && found.widthPx > 0 && found.heightPx > 0 ? found : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function size(widthPx: number, heightPx: number): Size {
  return { widthPx, heightPx };
}

/** ITU T.81 B.1: segments of marker and length up to the start of a frame, which holds the size. */
function jpegSize(view: DataView): Size | undefined {
  let offset = 2;
  for (;;) {
    if (view.getUint8(offset) !== 0xff) return undefined;
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      offset += 1; // any number of fill bytes may stand before a marker
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return size(view.getUint16(offset + 7), view.getUint16(offset + 5));
    if (marker === 0xd9 || marker === 0xda) return undefined; // the picture ended or began without a frame
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    offset += isAlone ? 2 : 2 + view.getUint16(offset + 2);
  }
}

/** RFC 9649: three kinds of first chunk. */
function webpSize(view: DataView): Size | undefined {
  const kind = String.fromCharCode(view.getUint8(15));
  if (kind === ' ') return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  if (kind === 'L') {
    const bits = view.getUint32(21, true);
    return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  if (kind === 'X') return size(uint24(view, 24) + 1, uint24(view, 27) + 1);
  return undefined;
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}

function gifSize(view: DataView): Size {
  return size(view.getUint16(6, true), view.getUint16(8, true));
}

/** A negative height means rows from the top. The oldest header has 16-bit sizes. */
function bmpSize(view: DataView): Size {
  if (view.getUint32(14, true) === 12) return size(view.getUint16(18, true), view.getUint16(20, true));
  return size(view.getInt32(18, true), Math.abs(view.getInt32(22, true)));
}

/** ISO 23008-12, 6.5.3: `ispe` boxes, one for each image in the file; the largest is what would be decoded. */
function heifSize(view: DataView): Size | undefined {
  const ISPE = 0x69737065;
  let largest: Size | undefined;
  const end = Math.min(view.byteLength, HEIF_HEAD_BYTES) - 16;
  for (let offset = 4; offset <= end; offset++) {
    if (view.getUint32(offset) !== ISPE) continue;
    const found = size(view.getUint32(offset + 8), view.getUint32(offset + 12));
    if (largest === undefined || found.widthPx * found.heightPx > largest.widthPx * largest.heightPx) largest = found;
  }
  return largest;
}
