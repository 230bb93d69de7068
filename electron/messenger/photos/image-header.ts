/** What the first bytes of a file say of it. Nothing is decoded, so a hostile picture has nothing to work on. */
export type ImageHeader =
  /** `isHeic`: needs a decoder of its own, and no browser shows it. */
  | { readonly kind: 'image'; readonly widthPx: number; readonly heightPx: number; readonly isHeic?: true }
  /** A picture, but of a sort we can't decode (TIFF, BMP, SVG ...). */
  | { readonly kind: 'unsupported' }
  /** It begins like a picture and is cut short before it says its size. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'not-an-image' };

const NOT_AN_IMAGE: ImageHeader = { kind: 'not-an-image' };
const DAMAGED: ImageHeader = { kind: 'damaged' };
const UNSUPPORTED: ImageHeader = { kind: 'unsupported' };

/** Bytes searched for the size of an AVIF or HEIC picture: its boxes stand at the front. */
const HEIF_SEARCH_BYTES = 65_536;
/** Segments walked through in a JPEG before its size must have come. */
const JPEG_SEGMENTS_MAX = 1_000;

/** Reads sort and size of a picture from its header. */
export function readImageHeader(file: Uint8Array): ImageHeader {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  const starts = (text: string, offset = 0) => bytes.toString('latin1', offset, offset + text.length) === text;
  if (starts('\xff\xd8\xff')) return jpegSize(bytes);
  if (starts('\x89PNG\r\n\x1a\n')) return starts('IHDR', 12) ? sizeAt(bytes, 16, 20, 'u32be') : NOT_AN_IMAGE;
  if (starts('GIF87a') || starts('GIF89a')) return sizeAt(bytes, 6, 8, 'u16le');
  if (starts('RIFF') && starts('WEBP', 8)) return webpSize(bytes);
  if (starts('ftyp', 4)) return heifSize(bytes);
  if (starts('BM') || starts('II*\0') || starts('MM\0*') || isSvg(bytes)) return UNSUPPORTED;
  return NOT_AN_IMAGE;
}

function image(widthPx: number, heightPx: number): ImageHeader {
  return widthPx > 0 && heightPx > 0 ? { kind: 'image', widthPx, heightPx } : NOT_AN_IMAGE;
}

function sizeAt(bytes: Buffer, widthAt: number, heightAt: number, kind: 'u32be' | 'u16le'): ImageHeader {
  const length = kind === 'u32be' ? 4 : 2;
  if (bytes.length < Math.max(widthAt, heightAt) + length) return DAMAGED;
  const read = (at: number) => (kind === 'u32be' ? bytes.readUInt32BE(at) : bytes.readUInt16LE(at));
  return image(read(widthAt), read(heightAt));
}

/** ITU T.81: segments until a start of frame, which holds height and width. */
function jpegSize(bytes: Buffer): ImageHeader {
  let offset = 2;
  for (let segment = 0; segment < JPEG_SEGMENTS_MAX; segment++) {
    while (bytes[offset] === 0xff && bytes[offset + 1] === 0xff) offset += 1; // fill bytes
    if (offset + 9 > bytes.length) return DAMAGED;
    if (bytes[offset] !== 0xff) return NOT_AN_IMAGE;
    const marker = bytes[offset + 1] ?? 0;
    if (isStartOfFrame(marker)) return image(bytes.readUInt16BE(offset + 7), bytes.readUInt16BE(offset + 5));
    if (marker === 0xda || marker === 0xd9) return NOT_AN_IMAGE; // the scan, or the end, without a frame
    offset += 2 + (isAlone(marker) ? 0 : bytes.readUInt16BE(offset + 2));
  }
  return NOT_AN_IMAGE;
}

function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Markers without a segment behind them. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** The three sorts of WebP: lossy, lossless, extended. */
function webpSize(bytes: Buffer): ImageHeader {
  if (bytes.length < 30) return DAMAGED;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return image(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff);
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return image((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case 'VP8X':
      return image(bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1);
    default:
      return NOT_AN_IMAGE;
  }
}

const HEIC_BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']);

/** AVIF and its cousin HEIC say their size in an `ispe` box, the largest of which is the picture's. */
function heifSize(bytes: Buffer): ImageHeader {
  const brand = bytes.toString('latin1', 8, 12);
  const isHeic = HEIC_BRANDS.has(brand);
  if (!isHeic && brand !== 'avif' && brand !== 'avis') return NOT_AN_IMAGE;
  const searched = bytes.subarray(0, HEIF_SEARCH_BYTES);
  let largest: ImageHeader = isHeic ? UNSUPPORTED : NOT_AN_IMAGE;
  let pixels = 0;
  for (let at = searched.indexOf('ispe'); at !== -1; at = searched.indexOf('ispe', at + 4)) {
    const size = sizeAt(searched, at + 8, at + 12, 'u32be');
    if (size.kind !== 'image' || size.widthPx * size.heightPx <= pixels) continue;
    largest = isHeic ? { ...size, isHeic } : size;
    pixels = size.widthPx * size.heightPx;
  }
  return largest;
}

function isSvg(bytes: Buffer): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<svg[\s>]/.test(bytes.toString('latin1', 0, 1_024));
}
