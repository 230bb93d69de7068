import { fail, ok, type Result } from '../../../switch/index.ts';
import { bytesSource } from '../blobs/byte-source.ts';
import {
  PHOTO_EDGE_PX,
  PHOTO_FILE_BYTES_MAX,
  PHOTO_PIXELS_MAX,
  PHOTO_SMALL_EDGE_PX,
  THUMB_EDGE_PX,
} from '../limits.ts';
import type { PhotoProblem } from '../views/media-views.ts';
import type { KeptFacts } from './clean/small-exif.ts';
import { readImageHeader } from './image-header.ts';
import type { EncodedImage, ImagePort, ImageResult } from './image-port.ts';
import { readHeifDate, readKeptFacts } from './metadata.ts';

/** A picture ready to be sent: upright, sized, with nothing of the original's metadata but the date taken. */
export interface PreparedPhoto {
  readonly picture: EncodedImage;
  /** A smaller copy. */
  readonly small: EncodedImage;
  readonly thumb: EncodedImage;
  readonly thumbhash: Uint8Array;
  /** What of the original's words is kept. */
  readonly facts: KeptFacts;
  /** Of the original, as it is seen. */
  readonly originalPx: { readonly widthPx: number; readonly heightPx: number };
}

type DecodeProblem = Extract<ImageResult, { readonly ok: false }>['error'];

/** Only files that begin like a picture come to the decoder: what it takes for none is a damaged one. */
const PROBLEM_OF: Record<DecodeProblem, PhotoProblem> = {
  'not-an-image': 'photo-decoder-failed',
  'too-many-pixels': 'photo-too-many-pixels',
  unsupported: 'photo-unsupported',
  'decoder-failed': 'photo-decoder-failed',
};

/** Checks what can be checked without decoding, and only then hands the file to the decoder. */
export async function preparePhoto(file: Uint8Array, images: ImagePort): Promise<Result<PreparedPhoto, PhotoProblem>> {
  if (file.length === 0) return fail('photo-empty');
  if (file.length > PHOTO_FILE_BYTES_MAX) return fail('photo-too-large');
  const header = readImageHeader(file);
  if (header.kind === 'not-an-image') return fail('photo-not-an-image');
  if (header.kind === 'damaged') return fail('photo-decoder-failed');
  if (header.kind === 'unsupported') return fail('photo-unsupported');
  if (header.widthPx * header.heightPx > PHOTO_PIXELS_MAX) return fail('photo-too-many-pixels');
  const facts = readKeptFacts(file);
  const takenAt = facts.takenAt ?? (await readHeifDate(bytesSource(file)));
  const edges = { maxEdgePx: PHOTO_EDGE_PX, smallEdgePx: PHOTO_SMALL_EDGE_PX, thumbEdgePx: THUMB_EDGE_PX };
  const result = await images.process(file, edges);
  if (!result.ok) return fail(PROBLEM_OF[result.error]);
  const { picture, small = picture, thumb, thumbhash } = result;
  const isTurned = facts.orientation >= 5;
  const originalPx = {
    widthPx: isTurned ? header.heightPx : header.widthPx,
    heightPx: isTurned ? header.widthPx : header.heightPx,
  };
  return ok({ picture, small, thumb, thumbhash, facts: { ...facts, takenAt }, originalPx });
}
