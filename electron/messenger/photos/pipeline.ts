import { fail, ok, type Result } from '../../../switch/index.ts';
import { PHOTO_EDGE_PX, PHOTO_FILE_BYTES_MAX, PHOTO_PIXELS_MAX, THUMB_EDGE_PX } from '../limits.ts';
import type { PhotoProblem } from '../views.ts';
import { readImageHeader } from './image-header.ts';
import type { EncodedImage, ImagePort, ImageResult } from './image-port.ts';
import { readDateTaken } from './metadata.ts';

/** A picture ready to be sent: upright, sized, with nothing of the original's metadata but the date taken. */
export interface PreparedPhoto {
  readonly picture: EncodedImage;
  readonly thumb: EncodedImage;
  readonly thumbhash: Uint8Array;
  readonly takenAt: string | undefined;
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
  const takenAt = readDateTaken(file);
  const result = await images.process(file, { maxEdgePx: PHOTO_EDGE_PX, thumbEdgePx: THUMB_EDGE_PX });
  if (!result.ok) return fail(PROBLEM_OF[result.error]);
  const { picture, thumb, thumbhash } = result;
  return ok({ picture, thumb, thumbhash, takenAt });
}
