import { fail, ok, type Result } from '../../../switch/index.ts';
import type { ClipChoice, OpenPhoto, StageableFile } from '../api/files-api.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { ByteSource } from '../blobs/byte-source.ts';
import {
  ALBUM_CAPTIONS_BYTES_MAX,
  ALBUM_ITEMS_MAX,
  CLIP_FILE_BYTES_MAX,
  CLIP_MS_MAX,
  CLIP_POSTER_BYTES_MAX,
  EVENT_BODY_BYTES_MAX,
  PHOTO_CLAIMED_EDGE_MAX,
  PHOTO_FILE_BYTES_MAX,
  STAGED_MAX,
  THUMB_TEXT_CHARS_MAX,
} from '../limits.ts';
import type { ClipProblem, PhotoProblem, PhotoSize, StagedPhotoView } from '../views/media-views.ts';
import {
  type Album,
  type AlbumItem,
  blobsOfAlbum,
  captionBytes,
  encodeAlbum,
  encodePreview,
  itemTypeOf,
} from './album.ts';
import type { ImagePort } from './image-port.ts';
import { openBytes } from './open-photo.ts';
import { preparePhoto } from './pipeline.ts';
import { cleanVariant, heldBlobs, openFile, photoVariants, type StagedItem, storeVariant } from './staged-item.ts';

export interface StagingParts {
  readonly images: ImagePort;
  readonly blobs: BlobStore;
  readonly random: (length: number) => Uint8Array;
  /** Whether a message names this blob. */
  readonly isNamed: (blob: string) => Promise<boolean>;
}

/** One photo or clip of an album that is to be sent. */
export interface AlbumChoice {
  readonly stagedId: string;
  readonly caption?: string | undefined;
}

/** An album that is stored and not yet said. */
export interface StoredAlbum {
  readonly body: Uint8Array;
  readonly blobs: readonly string[];
  /** Once it is said, or came to nothing: what no message names goes. */
  release(): Promise<void>;
}

type AlbumProblem = 'unknown-photo' | 'photo-changed' | 'captions-too-long';

const STAGED_ID_BYTES = 16;
/** First bytes by which a type is told. */
const TYPE_BYTES = 16;

/**
 * Photos and clips that were picked and prepared, and wait for being sent or dropped. Copies lie in the blob store, where no message
 * names them yet; of originals only the path is kept, unless they came without one. In memory there are thumbnails.
 */
export class Staging {
  private readonly items = new Map<string, StagedItem>();
  private waitingCount = 0;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: StagingParts) {}

  async stage(
    fileName: string,
    file: StageableFile,
  ): Promise<Result<StagedPhotoView, PhotoProblem | 'too-many-staged'>> {
    return this.withFile(file, async (source) => {
      if (source.lengthBytes > PHOTO_FILE_BYTES_MAX) return fail('photo-too-large');
      const prepared = await preparePhoto(await source.read(0, source.lengthBytes), this.parts.images);
      if (!prepared.ok) return prepared;
      const { picture, thumb, thumbhash, facts } = prepared.value;
      const { widthPx, heightPx } = picture;
      const variants = await photoVariants(this.parts.blobs, prepared.value, file, source);
      const { takenAt } = facts;
      return ok(this.keep({ fileName, widthPx, heightPx, thumb, thumbhash, takenAt, durationMs: undefined, variants }));
    });
  }

  async stageClip(clip: ClipChoice): Promise<Result<StagedPhotoView, ClipProblem | 'too-many-staged'>> {
    const { fileName, file, poster, widthPx, heightPx } = clip;
    const durationMs = Math.round(clip.durationMs);
    const isPlayable = durationMs > 0 && durationMs <= CLIP_MS_MAX && isEdge(widthPx) && isEdge(heightPx);
    if (!isPlayable || poster.length > CLIP_POSTER_BYTES_MAX) return fail('clip-unsupported');
    return this.withFile(file, async (source) => {
      if (source.lengthBytes > CLIP_FILE_BYTES_MAX) return fail('clip-too-large');
      const prepared = await preparePhoto(poster, this.parts.images);
      if (!prepared.ok || !(await isFilm(source))) return fail('clip-unsupported');
      const cleaned = await cleanVariant(this.parts.blobs, file, source, NO_FACTS);
      if (cleaned === undefined) return fail('clip-unsupported');
      const { thumb, thumbhash } = prepared.value;
      const variant = { ...cleaned.variant, widthPx, heightPx };
      const variants = { small: variant, good: variant, original: variant };
      return ok(this.keep({ fileName, widthPx, heightPx, thumb, thumbhash, takenAt: undefined, durationMs, variants }));
    });
  }

  /** What no message names goes, with its room on the disk. */
  async discard(stagedIds: readonly string[]): Promise<void> {
    const items = stagedIds.map((id) => this.items.get(id)).filter((item) => item !== undefined);
    for (const id of stagedIds) this.items.delete(id);
    await this.letGo(items.flatMap(heldBlobs));
  }

  open(stagedId: string, size: 'thumb' | 'full'): OpenPhoto | undefined {
    const item = this.items.get(stagedId);
    if (item === undefined) return undefined;
    const { content, type, bytes } = item.variants.good;
    if (size === 'thumb' || !('blob' in content)) return openBytes(item.thumb.bytes, item.thumb.type);
    const { blobs } = this.parts;
    return { type, lengthBytes: bytes, read: (offset, length) => blobs.read(content.blob, offset, length) };
  }

  /** Stores what goes out and gives the body of the album that names it. The items stay staged until `discard`. */
  async album(choices: readonly AlbumChoice[], size: PhotoSize): Promise<Result<StoredAlbum, AlbumProblem>> {
    const items = choices.map((choice) => this.items.get(choice.stagedId)).filter((item) => item !== undefined);
    if (items.length === 0 || items.length < choices.length || items.length > ALBUM_ITEMS_MAX) {
      return fail('unknown-photo');
    }
    const captions = choices.map(({ caption }) => (caption?.trim() === '' ? undefined : caption));
    if (captionBytes(captions.map((caption) => ({ caption }))) > ALBUM_CAPTIONS_BYTES_MAX) {
      return fail('captions-too-long');
    }
    const held: string[] = [];
    const album = await this.store(items, captions, size, held).catch(async (error: unknown) => {
      await this.letGo(held); // a full disk has no room for half an album
      throw error;
    });
    const body = album && encodeAlbum(album);
    if (album === undefined || body === undefined || body.length > EVENT_BODY_BYTES_MAX) {
      await this.letGo(held);
      return fail(album === undefined ? 'photo-changed' : 'captions-too-long');
    }
    return ok({ body, blobs: blobsOfAlbum(album), release: () => this.letGo(held) });
  }

  /** Undefined if a file is not any more what was looked at. */
  private async store(
    items: readonly StagedItem[],
    captions: readonly (string | undefined)[],
    size: PhotoSize,
    held: string[],
  ): Promise<Album | undefined> {
    const { blobs } = this.parts;
    const entries: AlbumItem[] = [];
    for (const [index, item] of items.entries()) {
      const blob = await storeVariant(blobs, item.variants[size]);
      if (blob === undefined) return undefined;
      held.push(blob);
      entries.push(entryOf(item, blob, size, captions[index]));
    }
    const [first] = items;
    const [only] = entries;
    if (first !== undefined && only !== undefined && items.length === 1) {
      const data = base64Url(first.thumb.bytes);
      if (data.length <= THUMB_TEXT_CHARS_MAX) return { items: [{ ...only, thumb: { type: first.thumb.type, data } }] };
    }
    const preview = await blobs.addBytes(encodePreview(items.map(({ thumb }) => thumb.bytes)));
    held.push(preview.id);
    return { items: entries, preview: preview.id };
  }

  private async letGo(blobs: readonly string[]): Promise<void> {
    for (const blob of blobs) this.parts.blobs.release(blob);
    for (const blob of new Set(blobs)) if (!(await this.parts.isNamed(blob))) await this.parts.blobs.remove(blob);
  }

  private keep(item: StagedItem): StagedPhotoView {
    const stagedId = Buffer.from(this.parts.random(STAGED_ID_BYTES)).toString('hex');
    this.items.set(stagedId, item);
    const { fileName, widthPx, heightPx, thumbhash, takenAt, durationMs, variants } = item;
    const { small, good, original } = variants;
    const sizes = { small: small.bytes, good: good.bytes, original: original.bytes };
    return { stagedId, fileName, widthPx, heightPx, sizes, thumbhash: base64Url(thumbhash), takenAt, durationMs };
  }

  /** One after the other, so that one file at a time is in memory. */
  private async withFile<T, E extends string>(
    file: StageableFile,
    work: (source: ByteSource) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | 'photo-unreadable' | 'photo-empty' | 'too-many-staged'>> {
    if (this.items.size + this.waitingCount >= STAGED_MAX) return fail('too-many-staged');
    this.waitingCount += 1;
    const result = this.turn.then(async () => {
      const source = await openFile(file);
      if (!source.ok) return source;
      try {
        return source.value.lengthBytes === 0 ? fail('photo-empty') : await work(source.value);
      } finally {
        await source.value.close();
      }
    });
    this.turn = result.catch(() => undefined);
    return result.finally(() => {
      this.waitingCount -= 1;
    });
  }
}

const NO_FACTS = { orientation: 1, takenAt: undefined };

const isEdge = (px: number): boolean => Number.isInteger(px) && px > 0 && px <= PHOTO_CLAIMED_EDGE_MAX;

async function isFilm(source: ByteSource): Promise<boolean> {
  return itemTypeOf(await source.read(0, TYPE_BYTES))?.startsWith('video/') === true;
}

function entryOf(item: StagedItem, blob: string, size: PhotoSize, caption: string | undefined): AlbumItem {
  const { type, widthPx, heightPx, bytes } = item.variants[size];
  const { thumbhash, takenAt, durationMs } = item;
  return {
    blob,
    type,
    w: widthPx,
    h: heightPx,
    bytes,
    thumbhash: base64Url(thumbhash),
    taken: takenAt,
    caption,
    ms: durationMs,
  };
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
