import { z } from 'zod';
import {
  ALBUM_CAPTIONS_BYTES_MAX,
  ALBUM_ITEMS_MAX,
  CLIP_MS_MAX,
  PHOTO_CLAIMED_EDGE_MAX,
  THUMB_TEXT_CHARS_MAX,
} from '../limits.ts';
import { encodeCanonical } from '../log/canonical-json.ts';

/** Body of an `album` event (WIRE.md "Event"). */
const Hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const Edge = z.number().int().min(1).max(PHOTO_CLAIMED_EDGE_MAX);
const Base64Url = z.string().regex(/^[A-Za-z0-9_-]*$/);
/** Thumbnails are never animated. */
const ThumbType = z.enum(['image/jpeg', 'image/png', 'image/webp']);
const ImageType = z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']);
const VideoType = z.enum(['video/mp4', 'video/webm', 'video/quicktime']);
const ItemType = z.union([ImageType, VideoType]);

const Thumb = z.object({ type: ThumbType, data: Base64Url.max(THUMB_TEXT_CHARS_MAX) });
const AlbumItem = z.object({
  blob: Hex64,
  type: ItemType,
  w: Edge,
  h: Edge,
  bytes: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
  /** A ThumbHash is 5 to 25 bytes. */
  thumbhash: Base64Url.max(64),
  /** Date and time as the camera wrote it, in the camera's own zone. */
  taken: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/)
    .optional(),
  caption: z.string().optional(),
  thumb: Thumb.optional(),
  /** Of a clip, and of nothing else: how long it plays. Its picture is its thumbnail. */
  ms: z.number().int().positive().max(CLIP_MS_MAX).optional(),
});
export type AlbumItem = z.output<typeof AlbumItem>;
export type ItemType = AlbumItem['type'];

const Album = z.object({ items: z.array(AlbumItem).min(1).max(ALBUM_ITEMS_MAX), preview: Hex64.optional() });
export type Album = z.output<typeof Album>;

export const ALBUM_KIND = 'album';

export function encodeAlbum(album: Album): Uint8Array {
  return encodeCanonical(JSON.parse(JSON.stringify(album))); // leaves out the keys that are undefined
}

/** Undefined for a body that is no album this version can show; unknown keys are left out. */
export function readAlbum(body: Uint8Array): Album | undefined {
  const album = Album.safeParse(parse(body));
  return album.success && captionBytes(album.data.items) <= ALBUM_CAPTIONS_BYTES_MAX ? album.data : undefined;
}

/** UTF-8 bytes of all captions together. */
export function captionBytes(items: readonly { readonly caption?: string | undefined }[]): number {
  return items.reduce((sum, item) => sum + Buffer.byteLength(item.caption ?? ''), 0);
}

/** Blobs of an album in the order in which they are fetched: the preview, then the photos. */
export function blobsOfAlbum(album: Album): readonly string[] {
  const blobs = album.items.map((item) => item.blob);
  return [...new Set(album.preview === undefined ? blobs : [album.preview, ...blobs])];
}

const LENGTH_BYTES = 4;

/** The preview blob: each thumbnail with its length before it, in the order of the items. */
export function encodePreview(thumbs: readonly Uint8Array[]): Uint8Array {
  const pieces = thumbs.flatMap((thumb) => {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(thumb.length);
    return [length, thumb];
  });
  return new Uint8Array(Buffer.concat(pieces));
}

/** One thumbnail of a preview blob; undefined if it is not there. A view onto `preview`. */
export function thumbOfPreview(preview: Uint8Array, index: number): Uint8Array | undefined {
  const view = new DataView(preview.buffer, preview.byteOffset, preview.length);
  let offset = 0;
  for (let item = 0; offset + LENGTH_BYTES <= preview.length; item++) {
    const end = offset + LENGTH_BYTES + view.getUint32(offset);
    if (end > preview.length) return undefined;
    if (item === index) return preview.subarray(offset + LENGTH_BYTES, end);
    offset = end;
  }
  return undefined;
}

/** Type of a picture or clip by its first bytes; the sender's word is not taken for it. */
export function itemTypeOf(bytes: Uint8Array): ItemType | undefined {
  const starts = (text: string, offset = 0) =>
    Buffer.from(bytes.subarray(offset, offset + text.length)).toString('latin1') === text;
  if (starts('\xff\xd8\xff')) return 'image/jpeg';
  if (starts('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (starts('RIFF') && starts('WEBP', 8)) return 'image/webp';
  if (starts('GIF87a') || starts('GIF89a')) return 'image/gif';
  if (starts('\x1a\x45\xdf\xa3')) return 'video/webm';
  if (!starts('ftyp', 4)) return undefined;
  if (starts('avif', 8) || starts('avis', 8)) return 'image/avif';
  return starts('qt  ', 8) ? 'video/quicktime' : 'video/mp4';
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined; // neither decoder has another way to say no
  }
}
