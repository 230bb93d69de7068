import { expect, test } from 'vitest';
import type { EventRow } from '../../storage/index.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { photoKey } from '../conversations/message-view.ts';
import { THUMB_EDGE_PX } from '../limits.ts';
import { encodeAlbum } from './album.ts';
import { openMessagePhoto } from './open-photo.ts';

const BLOB = 'b'.repeat(64);
const EVENT = 'e'.repeat(64);

/** A PNG that ends behind its header: all that is read of it before the page may decode it. */
function png(widthPx: number, heightPx: number): Uint8Array {
  const bytes = Buffer.alloc(64);
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(widthPx, 16);
  bytes.writeUInt32BE(heightPx, 20);
  return new Uint8Array(bytes);
}

/** What the page gets of an album of one photo, whose claim about its size is a lie. */
function open(size: 'thumb' | 'full', picture: Uint8Array) {
  const thumb = { data: Buffer.from(picture).toString('base64url'), type: 'image/png' as const };
  const item = { blob: BLOB, type: 'image/png' as const, w: 10, h: 10, bytes: 64, thumbhash: '3OcRJYB4' };
  const body = encodeAlbum({ items: [{ ...item, ...(size === 'thumb' ? { thumb } : {}) }] } as never);
  const row = { id: EVENT, kind: 'album', body } as EventRow;
  const blobs = {
    info: async () => ({ isWhole: true, length: picture.length }),
    read: async (_blob: string, offset: number, length: number) => picture.slice(offset, offset + length),
  } as unknown as BlobStore;
  return openMessagePhoto(photoKey(EVENT, 0), size, { get: async () => row }, blobs);
}

test.each([
  ['a photo of 100 megapixels', 'full', png(10_000, 10_000), true],
  ['one row more', 'full', png(10_000, 10_001), false],
  ['a bomb', 'full', png(2_147_483_647, 2_147_483_647), false],
  ['a picture cut short before its size', 'full', png(1, 1).slice(0, 20), false],
  ['a thumbnail as ours are', 'thumb', png(THUMB_EDGE_PX, THUMB_EDGE_PX), true],
  ['a thumbnail that unfolds to a poster', 'thumb', png(10_000, 10_000), false],
] as const)('%s', async (_what, size, picture, isShown) => {
  expect((await open(size, picture)) !== undefined).toBe(isShown);
});
