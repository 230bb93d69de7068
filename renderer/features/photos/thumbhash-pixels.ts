import { thumbHashToRGBA } from 'thumbhash';

/** Shortest ThumbHash there is: a header of 5 bytes. */
const HASH_BYTES_MIN = 5;

/** The picture that a base64url ThumbHash stands for, or null if it is none: a placeholder must never break a chat. */
export function thumbhashPixels(hash: string): ImageData | null {
  const bytes = bytesOf(hash);
  if (bytes === null || bytes.length < HASH_BYTES_MIN) return null;
  const { w, h, rgba } = thumbHashToRGBA(bytes);
  return w > 0 && h > 0 ? new ImageData(new Uint8ClampedArray(rgba), w, h) : null;
}

function bytesOf(base64url: string): Uint8Array | null {
  if (!/^[\w-]*$/.test(base64url)) return null;
  try {
    return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  } catch {
    return null; // a length that no base64 has
  }
}
