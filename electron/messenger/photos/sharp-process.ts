import sharp, { type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { PHOTO_PIXELS_MAX, THUMB_TEXT_CHARS_MAX } from '../limits.ts';
import type { EncodedImage, ImageResult } from './image-port.ts';

/** app-protocol.md "Photos". */
const JPEG_QUALITY = 82;
/** Qualities tried until a thumbnail fits into a body; the last one is taken as it is. */
const THUMB_QUALITIES = [80, 65, 50, 35];
/** Bytes whose base64 fits into `thumb` of an album. */
const THUMB_BYTES_WANTED = Math.floor((THUMB_TEXT_CHARS_MAX * 3) / 4);
/** A ThumbHash is made of at most this many pixels an edge. */
const THUMBHASH_EDGE_PX = 100;

export interface SharpRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly maxEdgePx: number;
  readonly thumbEdgePx: number;
}

export interface SharpAnswer {
  readonly id: number;
  readonly result: ImageResult;
}

/** What the child process does for one picture. */
export async function processWithSharp({ bytes, maxEdgePx, thumbEdgePx }: SharpRequest): Promise<ImageResult> {
  try {
    const source = sharp(bytes, { limitInputPixels: PHOTO_PIXELS_MAX, failOn: 'truncated' });
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
    const picture = await encode(pixels(), isOpaque, (await source.metadata()).format);
    return { ok: true, picture, thumb: await makeThumb(pixels(), thumbEdgePx), thumbhash };
  } catch (error) {
    return { ok: false, error: problemOf(error) };
  }
}

/** JPEG, unless something shows through: then PNG and WebP stay what they are. */
async function encode(pixels: Sharp, isOpaque: boolean, format: string | undefined): Promise<EncodedImage> {
  if (isOpaque) return finish(pixels.removeAlpha().jpeg({ quality: JPEG_QUALITY }), 'image/jpeg');
  if (format === 'webp') return finish(pixels.webp({ quality: JPEG_QUALITY }), 'image/webp');
  return finish(pixels.png(), 'image/png');
}

async function makeThumb(pixels: Sharp, edgePx: number): Promise<EncodedImage> {
  const small = await pixels
    .resize({ width: edgePx, height: edgePx, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer();
  let thumb = await finish(sharp(small).webp({ quality: THUMB_QUALITIES[0] ?? JPEG_QUALITY }), 'image/webp');
  for (const quality of THUMB_QUALITIES.slice(1)) {
    if (thumb.bytes.length <= THUMB_BYTES_WANTED) break;
    thumb = await finish(sharp(small).webp({ quality }), 'image/webp');
  }
  return thumb;
}

async function makeThumbHash(pixels: Sharp): Promise<Uint8Array> {
  const { data, info } = await pixels
    .resize({ width: THUMBHASH_EDGE_PX, height: THUMBHASH_EDGE_PX, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
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
