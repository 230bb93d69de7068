import type { EventStore } from '../../storage/store.ts';
import type { OpenPhoto } from '../api/files-api.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { readPhotoKey } from '../conversations/message-view.ts';
import { PHOTO_HEADER_BYTES_MAX, PHOTO_PIXELS_MAX, THUMB_BYTES_MAX, THUMB_PIXELS_MAX } from '../limits.ts';
import { ALBUM_KIND, type AlbumItem, itemTypeOf, readAlbum, thumbOfPreview } from './album.ts';
import { readImageHeader } from './image-header.ts';

/** `staged/ID/thumb`, `photo/KEY/full`: what the photo protocol may ask for (messenger.ts `openPhoto`). */
export function readPhotoAddress(
  address: string,
): { readonly source: 'staged' | 'photo'; readonly name: string; readonly size: 'thumb' | 'full' } | undefined {
  const match = /^(staged|photo)\/([0-9a-f-]{1,80})\/(thumb|full)$/.exec(address);
  if (match === null) return undefined;
  const [, source, name = '', size] = match;
  return { source: source === 'staged' ? 'staged' : 'photo', name, size: size === 'thumb' ? 'thumb' : 'full' };
}

/** Bytes that lie in memory. */
export function openBytes(bytes: Uint8Array, type: string): OpenPhoto {
  return {
    type,
    lengthBytes: bytes.length,
    read: async (offset, length) => bytes.slice(offset, offset + length),
  };
}

/** A photo of a message: from its blob, or as thumbnail from the body or the preview. Undefined if it is not here yet. */
export async function openMessagePhoto(
  key: string,
  size: 'thumb' | 'full',
  events: Pick<EventStore, 'get'>,
  blobs: BlobStore,
): Promise<OpenPhoto | undefined> {
  const place = readPhotoKey(key);
  const row = place === undefined ? undefined : await events.get(place.eventId);
  if (place === undefined || row?.kind !== ALBUM_KIND || row.body === undefined) return undefined;
  const album = readAlbum(row.body);
  const item = album?.items[place.index];
  if (album === undefined || item === undefined) return undefined;
  if (size === 'full') return openBlob(item, blobs);
  if (item.thumb !== undefined) return openThumb(new Uint8Array(Buffer.from(item.thumb.data, 'base64url')));
  const preview = album.preview === undefined ? undefined : await readWhole(album.preview, blobs);
  return preview === undefined ? undefined : openThumb(thumbOfPreview(preview, place.index));
}

async function openBlob(item: AlbumItem, blobs: BlobStore): Promise<OpenPhoto | undefined> {
  const info = await blobs.info(item.blob);
  if (info?.isWhole !== true || info.length === undefined) return undefined;
  const front = (await blobs.read(item.blob, 0, Math.min(info.length, PHOTO_HEADER_BYTES_MAX))) ?? new Uint8Array(0);
  const type = itemTypeOf(front);
  if (type === undefined || !isShowable(front, PHOTO_PIXELS_MAX)) return undefined;
  return { type, lengthBytes: info.length, read: (offset, length) => blobs.read(item.blob, offset, length) };
}

/** The type is the bytes' own, not the sender's word. */
function openThumb(bytes: Uint8Array | undefined): OpenPhoto | undefined {
  if (bytes === undefined || bytes.length > THUMB_BYTES_MAX) return undefined;
  const type = itemTypeOf(bytes);
  return type === undefined || !isShowable(bytes, THUMB_PIXELS_MAX) ? undefined : openBytes(bytes, type);
}

/** A picture of a few bytes may claim pixels that fill the memory of who decodes it: its header says so before anybody does. */
function isShowable(front: Uint8Array, pixelsMax: number): boolean {
  const header = readImageHeader(front);
  return header.kind === 'image' && header.widthPx * header.heightPx <= pixelsMax;
}

async function readWhole(blob: string, blobs: BlobStore): Promise<Uint8Array | undefined> {
  const info = await blobs.info(blob);
  if (info?.isWhole !== true || info.length === undefined) return undefined;
  return blobs.read(blob, 0, info.length);
}
