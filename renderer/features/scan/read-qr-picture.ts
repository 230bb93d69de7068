import { readImageHeader } from '../../image-worker/image-header.ts';
import { QR_PHOTO_BYTES_MAX, QR_PHOTO_EDGE_PX_MAX, QR_PHOTO_PIXELS_MAX } from '../../limits.ts';
import { readQrCode } from './qr-reader.ts';

export type QrPictureProblem = 'qr.notAPicture' | 'qr.tooLarge' | 'qr.noCode';
export type QrPicture = { readonly text: string } | { readonly problem: QrPictureProblem };

/** Enough of a file to know what it is and how large a picture. */
const HEAD_BYTES = 256 * 1024;

/** What the code in a picture file says. The file's own word about its size is looked at before anything is unpacked. */
export async function readQrPicture(file: Blob): Promise<QrPicture> {
  if (file.size > QR_PHOTO_BYTES_MAX) return { problem: 'qr.tooLarge' };
  const header = readImageHeader(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (!header.ok) return { problem: 'qr.notAPicture' };
  const { widthPx, heightPx } = header;
  if (widthPx * heightPx > QR_PHOTO_PIXELS_MAX) return { problem: 'qr.tooLarge' };
  const picture = await decode(file, widthPx, heightPx);
  if (picture === null) return { problem: 'qr.notAPicture' };
  const text = await readQrCode(picture);
  return text === null ? { problem: 'qr.noCode' } : { text };
}

async function decode(file: Blob, widthPx: number, heightPx: number): Promise<ImageBitmap | null> {
  const scale = QR_PHOTO_EDGE_PX_MAX / Math.max(widthPx, heightPx);
  const smaller = {
    resizeWidth: Math.max(1, Math.round(widthPx * scale)),
    resizeHeight: Math.max(1, Math.round(heightPx * scale)),
  };
  try {
    return await createImageBitmap(file, scale < 1 ? smaller : {});
  } catch {
    return null; // it only begins like a picture
  }
}
