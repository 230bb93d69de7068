import sharp, { type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { PHOTO_PIXELS_MAX, THUMB_TEXT_CHARS_MAX } from '../limits.ts';
import { decodeHeic } from './heic.ts';
import { readImageHeader } from './image-header.ts';
import type { EncodedImage, ImageEdges, ImageResult } from './image-port.ts';

/** app-protocol.md "Photos". */
const JPEG_QUALITY = 82;
/** Of the small copy: half the bytes, and still a photo. */
const SMALL_QUALITY = 72;
/** Qualities tried until a thumbnail fits into a body; the last one is taken as it is. */
const THUMB_QUALITIES = [80, 65, 50, 35];
/** Bytes whose base64 fits into `thumb` of an album. */
const THUMB_BYTES_WANTED = Math.floor((THUMB_TEXT_CHARS_MAX * 3) / 4);
/** A ThumbHash is made of at most this many pixels an edge. */
const THUMBHASH_EDGE_PX = 100;

export interface SharpRequest extends ImageEdges {
  readonly id: number;
  readonly bytes: Uint8Array;
}

export interface SharpAnswer {
  readonly id: number;
  readonly result: ImageResult;
}

/** What the child process does for one picture. */
export async function processWithSharp(request: SharpRequest): Promise<ImageResult> {
  try {
    const source = await open(request.bytes);
    if (typeof source === 'string') return { ok: false, error: source };
    const { maxEdgePx, smallEdgePx, thumbEdgePx } = request;
    // One decode for all: what follows works on raw pixels, upright and in sRGB, without any metadata.
    const { data, info } = await source
      .rotate()
      .resize({ width: maxEdgePx, height: maxEdgePx, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixels = () => sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } });
    const isOpaque = (await pixels().stats()).isOpaque;
    const thumbhash = await makeThumbHash(pixels());
    const { format } = await source.metadata();
    const picture = await encode(pixels(), isOpaque, format, JPEG_QUALITY);
    const thumb = await makeThumb(pixels(), thumbEdgePx);
    if (smallEdgePx === undefined) return { ok: true, picture, thumb, thumbhash };
    const small = await encode(within(pixels(), smallEdgePx), isOpaque, format, SMALL_QUALITY);
    return { ok: true, picture, small, thumb, thumbhash };
  } catch (error) {
    return { ok: false, error: problemOf(error) };
  }
}

/** HEIC has a decoder of its own, which gives it upright. */
async function open(bytes: Uint8Array): Promise<Sharp | 'too-many-pixels' | 'not-an-image'> {
  const header = readImageHeader(bytes);
  if (header.kind !== 'image' || header.isHeic !== true) {
    return sharp(bytes, { limitInputPixels: PHOTO_PIXELS_MAX, failOn: 'truncated' });
  }
  const pixels = await decodeHeic(bytes, PHOTO_PIXELS_MAX);
  if (pixels === undefined) return 'not-an-image';
  if (pixels === 'too-many-pixels') return pixels;
  const { data, width, height } = pixels;
  return sharp(data, { raw: { width, height, channels: 4 } });
}

function within(pixels: Sharp, edgePx: number): Sharp {
  return pixels.resize({ width: edgePx, height: edgePx, fit: 'inside', withoutEnlargement: true });
}

/** JPEG, unless something shows through: then PNG and WebP stay what they are. */
async function encode(
  pixels: Sharp,
  isOpaque: boolean,
  format: string | undefined,
  quality: number,
): Promise<EncodedImage> {
  if (isOpaque) return finish(pixels.removeAlpha().jpeg({ quality }), 'image/jpeg');
  if (format === 'webp') return finish(pixels.webp({ quality }), 'image/webp');
  return finish(pixels.png(), 'image/png');
}

async function makeThumb(pixels: Sharp, edgePx: number): Promise<EncodedImage> {
  const small = await within(pixels, edgePx).png().toBuffer();
  let thumb = await finish(sharp(small).webp({ quality: THUMB_QUALITIES[0] ?? JPEG_QUALITY }), 'image/webp');
  for (const quality of THUMB_QUALITIES.slice(1)) {
    if (thumb.bytes.length <= THUMB_BYTES_WANTED) break;
    thumb = await finish(sharp(small).webp({ quality }), 'image/webp');
  }
  return thumb;
}

async function makeThumbHash(pixels: Sharp): Promise<Uint8Array> {
  const { data, info } = await within(pixels, THUMBHASH_EDGE_PX).raw().toBuffer({ resolveWithObject: true });
  return rgbaToThumbHash(info.width, info.height, data);
}

async function finish(image: Sharp, type: EncodedImage['type']): Promise<EncodedImage> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return { type, widthPx: info.width, heightPx: info.height, bytes: new Uint8Array(data) };
}

function problemOf(error: unknown): 'too-many-pixels' | 'unsupported' | 'not-an-image' {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('exceeds pixel limit')) return 'too-many-pixels';
  if (message.includes('bad seek') || message.includes('compression format')) return 'unsupported';
  return 'not-an-image';
}
