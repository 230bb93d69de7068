import { QR_PHOTO_BYTES_MAX } from '../../limits.ts';
import { unpackPicture } from '../pictures/unpack-picture.ts';
import { readQrCode } from './qr-reader.ts';

export type QrPictureProblem = 'qr.notAPicture' | 'qr.tooLarge' | 'qr.noCode';
export type QrPicture = { readonly text: string } | { readonly problem: QrPictureProblem };

/** What the code in a picture file says. */
export async function readQrPicture(file: Blob): Promise<QrPicture> {
  if (file.size > QR_PHOTO_BYTES_MAX) return { problem: 'qr.tooLarge' };
  const picture = await unpackPicture(file);
  if (picture === 'too-large') return { problem: 'qr.tooLarge' };
  if (picture === 'not-a-picture') return { problem: 'qr.notAPicture' };
  const text = await readQrCode(picture);
  return text === null ? { problem: 'qr.noCode' } : { text };
}
