import { readImageHeader } from '../../image-worker/image-header.ts';
import { UNPACKED_EDGE_PX_MAX, UNPACKED_PIXELS_MAX } from '../../limits.ts';

/** Enough of a file to know what it is and how large a picture. */
const HEAD_BYTES = 256 * 1024;

export type Unpacked = ImageBitmap | 'not-a-picture' | 'too-large';

/**
 * A picture file of this computer, upright and at most as large as is needed. The file's own word about its size is looked at before
 * anything is unpacked.
 */
export async function unpackPicture(file: Blob): Promise<Unpacked> {
  const header = readImageHeader(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (!header.ok) return 'not-a-picture';
  const { widthPx, heightPx } = header;
  if (widthPx * heightPx > UNPACKED_PIXELS_MAX) return 'too-large';
  try {
    return smaller(await createImageBitmap(file));
  } catch {
    return 'not-a-picture'; // it only begins like one
  }
}

/** Asked of the picture itself: the file's numbers are those from before it was turned upright. */
async function smaller(picture: ImageBitmap): Promise<ImageBitmap> {
  const scale = UNPACKED_EDGE_PX_MAX / Math.max(picture.width, picture.height);
  if (scale >= 1) return picture;
  const { width, height } = picture;
  const resized = await createImageBitmap(picture, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'medium',
  });
  picture.close();
  return resized;
}
