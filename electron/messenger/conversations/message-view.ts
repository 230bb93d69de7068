import type { EventRow } from '../../storage/store.ts';
import type { BlobInfo } from '../blobs/blob-store.ts';
import { ALBUM_KIND, type Album, type AlbumItem, blobsOfAlbum, readAlbum } from '../photos/album.ts';
import type { DeliveryView, MessageView, PhotoView } from '../views.ts';
import type { ConversationMarks } from './marks.ts';
import { readText, TEXT_KIND } from './text-body.ts';

/** What a view of a message rests on, beside the event itself. */
export interface ViewFacts {
  /** This person's devices: what they wrote is `isMine`. */
  readonly selfDevice: string;
  readonly marks: ConversationMarks;
  readonly isLate: (row: EventRow) => boolean;
  readonly infoOf: (blob: string) => Promise<BlobInfo | undefined>;
  /** Of these blobs those that the peer has stored whole. */
  readonly storedByPeer: (blobs: readonly string[]) => Promise<ReadonlySet<string>>;
}

export async function messageView(row: EventRow, facts: ViewFacts): Promise<MessageView> {
  const isMine = row.by === facts.selfDevice;
  const album = row.kind === ALBUM_KIND && row.body !== undefined ? readAlbum(row.body) : undefined;
  return {
    id: row.id,
    conversationId: row.conv,
    isMine,
    t: row.t ?? row.at,
    atMs: Math.min(row.at, row.storedAtMs),
    content: album === undefined ? plainContent(row) : await albumContent(row.id, album, facts),
    delivery: isMine ? await deliveryOf(row, album, facts) : { name: 'received' },
    isLate: !isMine && facts.isLate(row),
  };
}

/** Names event and item in photo addresses. */
export function photoKey(eventId: string, index: number): string {
  return `${eventId}-${index}`;
}

export function readPhotoKey(key: string): { readonly eventId: string; readonly index: number } | undefined {
  const match = /^([0-9a-f]{64})-(\d{1,3})$/.exec(key);
  return match === null ? undefined : { eventId: match[1] ?? '', index: Number(match[2]) };
}

function plainContent(row: EventRow): MessageView['content'] {
  if (row.body === undefined) return { kind: 'gone' };
  const text = row.kind === TEXT_KIND ? readText(row.body) : undefined;
  return text === undefined ? { kind: 'newer-version' } : { kind: 'text', text };
}

async function albumContent(eventId: string, album: Album, facts: ViewFacts): Promise<MessageView['content']> {
  const preview = album.preview === undefined ? undefined : await facts.infoOf(album.preview);
  const hasPreview = preview?.isWhole === true;
  const infos = await Promise.all(album.items.map((item) => facts.infoOf(item.blob)));
  const photos = album.items.map((item, index) => photoView(photoKey(eventId, index), item, infos[index], hasPreview));
  return { kind: 'album', photos };
}

function photoView(key: string, item: AlbumItem, info: BlobInfo | undefined, hasPreview: boolean): PhotoView {
  const isWhole = info?.isWhole === true;
  const chunkCount = info?.chunkCount ?? 0;
  return {
    key,
    widthPx: item.w,
    heightPx: item.h,
    bytes: item.bytes,
    thumbhash: item.thumbhash,
    caption: item.caption,
    takenAt: item.taken,
    hasThumb: hasPreview || item.thumb !== undefined,
    isWhole,
    progress: isWhole ? 1 : chunkCount === 0 ? 0 : (info?.storedChunkCount ?? 0) / chunkCount,
  };
}

/** Arrived needs the event and all its blobs stored there (app-protocol.md "_sync" 3). */
async function deliveryOf(row: EventRow, album: Album | undefined, facts: ViewFacts): Promise<DeliveryView> {
  const why = facts.marks.refusalOf(row.id);
  if (why !== undefined) return { name: 'not-sent', reason: why };
  if (!facts.marks.isStored(row)) return { name: 'waiting' };
  if (album !== undefined) {
    const blobs = blobsOfAlbum(album);
    const stored = await facts.storedByPeer(blobs);
    const arrivedCount = album.items.filter((item) => stored.has(item.blob)).length;
    if (blobs.some((blob) => !stored.has(blob))) {
      return { name: 'arriving', arrivedCount, totalCount: album.items.length };
    }
  }
  return facts.marks.isSeen(row) ? { name: 'seen' } : { name: 'arrived' };
}
