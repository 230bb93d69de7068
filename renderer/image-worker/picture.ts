import { rgbaToThumbHash } from 'thumbhash';
import { fitWithin, type PixelSize } from './fit.ts';
import { decodeHeic } from './heic.ts';
import { type ImageType, readImageHeader } from './image-header.ts';
import {
  JPEG_QUALITY,
  PIXELS_MAX,
  SMALL_QUALITY,
  THUMB_BYTES_MAX,
  THUMB_EDGE_PX_MIN,
  THUMB_QUALITIES,
  THUMB_SHRINK,
  THUMBHASH_EDGE_PX,
} from './limits.ts';

/** A file to make a picture of. The main process holds what comes back against its own schema (shell/image-reply.ts). */
export interface PictureJob {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly maxEdgePx: number;
  readonly thumbEdgePx: number;
  /** A second, smaller copy, if it is asked for. */
  readonly smallEdgePx?: number | undefined;
}

export type PictureReply =
  | {
      readonly ok: true;
      readonly picture: Encoded;
      readonly small?: Encoded | undefined;
      readonly thumb: Encoded;
      readonly thumbhash: Uint8Array;
    }
  | { readonly ok: false; readonly error: 'not-an-image' | 'too-many-pixels' | 'unsupported' | 'decoder-failed' };

interface Encoded extends PixelSize {
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly bytes: Uint8Array;
}

/** Upright, no larger than asked for, and drawn anew: what was in the file besides the picture is not in the result. */
export async function processPicture(job: PictureJob): Promise<PictureReply> {
  const header = readImageHeader(job.bytes);
  if (!header.ok) return header;
  if (header.widthPx * header.heightPx > PIXELS_MAX) return { ok: false, error: 'too-many-pixels' };

  const bitmap = await decode(job.bytes, header.type);
  if (bitmap === undefined) return { ok: false, error: 'not-an-image' };
  try {
    const canvas = draw(bitmap, fitWithin(bitmap, job.maxEdgePx));
    const hasAlpha = header.type !== 'image/jpeg' && isSeeThrough(canvas);
    const small = job.smallEdgePx === undefined ? undefined : draw(canvas, fitWithin(canvas, job.smallEdgePx));
    return {
      ok: true,
      picture: await encodePicture(canvas, header.type, hasAlpha, JPEG_QUALITY),
      small: small && (await encodePicture(small, header.type, hasAlpha, SMALL_QUALITY)),
      thumb: await encodeThumb(canvas, job.thumbEdgePx),
      thumbhash: thumbHashOf(canvas),
    };
  } catch {
    return { ok: false, error: 'decoder-failed' }; // no room for a canvas, or an encoder that gave up
  } finally {
    bitmap.close();
  }
}

/** Undefined for a file that begins like a picture and is none. The bitmap is upright, whatever its EXIF said. */
async function decode(bytes: Uint8Array<ArrayBuffer>, type: ImageType): Promise<ImageBitmap | undefined> {
  try {
    if (type === 'image/heic') return await decodeHeic(bytes);
    return await createImageBitmap(new Blob([bytes], { type }), { imageOrientation: 'from-image' });
  } catch {
    return undefined;
  }
}

function draw(source: ImageBitmap | OffscreenCanvas, { widthPx, heightPx }: PixelSize): OffscreenCanvas {
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  const context = contextOf(canvas);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, widthPx, heightPx);
  return canvas;
}

/** In memory, not on a graphics card: pixels are read back, and every machine gives the same. */
function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('There is no room for a canvas.');
  return context;
}

function pixelsOf(canvas: OffscreenCanvas): Uint8ClampedArray {
  return contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height).data;
}

function isSeeThrough(canvas: OffscreenCanvas): boolean {
  const pixels = pixelsOf(canvas);
  for (let index = 3; index < pixels.length; index += 4) if (pixels[index] !== 255) return true;
  return false;
}

async function encodePicture(
  canvas: OffscreenCanvas,
  source: ImageType,
  hasAlpha: boolean,
  quality: number,
): Promise<Encoded> {
  if (!hasAlpha) return await encode(canvas, 'image/jpeg', quality);
  return source === 'image/webp' ? await encode(canvas, 'image/webp', quality) : await encode(canvas, 'image/png');
}

/** WebP: half a JPEG's size at this edge, and it keeps transparency. Made poorer, then smaller, until it fits. */
async function encodeThumb(picture: OffscreenCanvas, maxEdgePx: number): Promise<Encoded> {
  for (let edgePx = maxEdgePx; ; edgePx *= THUMB_SHRINK) {
    const canvas = draw(picture, fitWithin({ width: picture.width, height: picture.height }, edgePx));
    for (const quality of THUMB_QUALITIES) {
      const thumb = await encode(canvas, 'image/webp', quality);
      if (thumb.bytes.length <= THUMB_BYTES_MAX || edgePx <= THUMB_EDGE_PX_MIN) return thumb;
    }
  }
}

async function encode(canvas: OffscreenCanvas, type: Encoded['type'], quality?: number): Promise<Encoded> {
  const blob = await canvas.convertToBlob(quality === undefined ? { type } : { type, quality });
  if (blob.type !== type) throw new Error('The browser has no such encoder.');
  return { type, widthPx: canvas.width, heightPx: canvas.height, bytes: new Uint8Array(await blob.arrayBuffer()) };
}

function thumbHashOf(picture: OffscreenCanvas): Uint8Array {
  const canvas = draw(picture, fitWithin({ width: picture.width, height: picture.height }, THUMBHASH_EDGE_PX));
  return rgbaToThumbHash(canvas.width, canvas.height, pixelsOf(canvas));
}
