import { createHash } from 'node:crypto';
import {
  PROFILE_PICTURE_BYTES_MAX,
  PROFILE_PICTURE_EDGE_PX,
  SMALL_PICTURE_EDGE_PX_MAX,
  THUMB_BYTES_MAX,
} from '../limits.ts';
import { readImageHeader } from './image-header.ts';
import type { ImagePort } from './image-port.ts';

/** The small picture of a person or a group: made here of any file, or read when it comes from somebody else. */

export type PictureProblem = 'not-an-image' | 'picture-too-large';

/** Edges that are tried until the picture is small enough to be sent. */
const EDGES_PX = [PROFILE_PICTURE_EDGE_PX, 192, 128, 96, 64];

/** Of any picture file, one that may be sent; nothing of the file's metadata is in it. */
export async function makeSmallPicture(images: ImagePort, file: Uint8Array): Promise<Uint8Array | PictureProblem> {
  for (const edgePx of EDGES_PX) {
    const result = await images.process(file, { maxEdgePx: edgePx, thumbEdgePx: edgePx });
    if (!result.ok) return 'not-an-image';
    if (result.picture.bytes.length <= PROFILE_PICTURE_BYTES_MAX) return result.picture.bytes;
  }
  return 'picture-too-large';
}

/** What somebody else sent, decoded and encoded again; undefined if it is no picture, or larger than anybody of us makes one. */
export async function readSmallPicture(
  images: ImagePort,
  bytes: Uint8Array,
): Promise<{ readonly bytes: Uint8Array; readonly thumbhash: Uint8Array } | undefined> {
  if (bytes.length > PROFILE_PICTURE_BYTES_MAX) return undefined;
  const header = readImageHeader(bytes);
  if (header.kind !== 'image' || Math.max(header.widthPx, header.heightPx) > SMALL_PICTURE_EDGE_PX_MAX)
    return undefined;
  const edges = { maxEdgePx: PROFILE_PICTURE_EDGE_PX, thumbEdgePx: PROFILE_PICTURE_EDGE_PX };
  const result = await images.process(bytes, edges);
  if (!result.ok || result.picture.bytes.length > THUMB_BYTES_MAX) return undefined;
  return { bytes: result.picture.bytes, thumbhash: result.thumbhash };
}

/** SHA-256, hex. */
export function pictureIdOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
