import { fail, ok, type Result } from '../../../switch/index.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import {
  ALBUM_CAPTIONS_BYTES_MAX,
  ALBUM_ITEMS_MAX,
  EVENT_BODY_BYTES_MAX,
  STAGED_BYTES_MAX,
  STAGED_MAX,
  THUMB_TEXT_CHARS_MAX,
} from '../limits.ts';
import type { OpenPhoto } from '../messenger.ts';
import type { PhotoProblem, StagedPhotoView } from '../views.ts';
import { type Album, type AlbumItem, blobsOfAlbum, captionBytes, encodeAlbum, encodePreview } from './album.ts';
import type { ImagePort } from './image-port.ts';
import { openBytes } from './open-photo.ts';
import { type PreparedPhoto, preparePhoto } from './pipeline.ts';

export interface StagingParts {
  readonly images: ImagePort;
  readonly blobs: BlobStore;
  readonly random: (length: number) => Uint8Array;
}

/** One photo of an album that is to be sent. */
export interface AlbumChoice {
  readonly stagedId: string;
  readonly caption?: string | undefined;
}

const STAGED_ID_BYTES = 16;

/** Photos that were picked and prepared, and wait in memory for being sent or dropped. */
export class Staging {
  private readonly photos = new Map<string, PreparedPhoto>();
  private preparingCount = 0;

  constructor(private readonly parts: StagingParts) {}

  async stage(fileName: string, file: Uint8Array): Promise<Result<StagedPhotoView, PhotoProblem | 'too-many-staged'>> {
    if (this.photos.size + this.preparingCount >= STAGED_MAX || this.heldBytes() >= STAGED_BYTES_MAX) {
      return fail('too-many-staged');
    }
    this.preparingCount += 1;
    const prepared = await preparePhoto(file, this.parts.images).finally(() => {
      this.preparingCount -= 1;
    });
    if (!prepared.ok) return prepared;
    const stagedId = Buffer.from(this.parts.random(STAGED_ID_BYTES)).toString('hex');
    this.photos.set(stagedId, prepared.value);
    const { picture, thumbhash } = prepared.value;
    const { widthPx, heightPx, bytes } = picture;
    return ok({ stagedId, fileName, widthPx, heightPx, bytes: bytes.length, thumbhash: base64Url(thumbhash) });
  }

  discard(stagedIds: readonly string[]): void {
    for (const id of stagedIds) this.photos.delete(id);
  }

  open(stagedId: string, size: 'thumb' | 'full'): OpenPhoto | undefined {
    const photo = this.photos.get(stagedId);
    if (photo === undefined) return undefined;
    const image = size === 'thumb' ? photo.thumb : photo.picture;
    return openBytes(image.bytes, image.type);
  }

  /** Stores the photos as blobs and gives the body of the album that names them. They stay staged until `discard`. */
  async album(
    choices: readonly AlbumChoice[],
  ): Promise<Result<{ body: Uint8Array; blobs: readonly string[] }, 'unknown-photo' | 'captions-too-long'>> {
    const photos = choices.map((choice) => this.photos.get(choice.stagedId)).filter((photo) => photo !== undefined);
    if (photos.length === 0 || photos.length < choices.length || photos.length > ALBUM_ITEMS_MAX) {
      return fail('unknown-photo');
    }
    const captions = choices.map(({ caption }) => (caption?.trim() === '' ? undefined : caption));
    if (captionBytes(captions.map((caption) => ({ caption }))) > ALBUM_CAPTIONS_BYTES_MAX) {
      return fail('captions-too-long');
    }
    const album = await this.store(photos, captions);
    const body = encodeAlbum(album);
    return body.length > EVENT_BODY_BYTES_MAX ? fail('captions-too-long') : ok({ body, blobs: blobsOfAlbum(album) });
  }

  private async store(photos: readonly PreparedPhoto[], captions: readonly (string | undefined)[]): Promise<Album> {
    const items: AlbumItem[] = [];
    for (const [index, photo] of photos.entries()) items.push(await this.item(photo, captions[index]));
    const [first] = photos;
    const [only] = items;
    if (first !== undefined && only !== undefined && photos.length === 1) {
      const data = base64Url(first.thumb.bytes);
      if (data.length <= THUMB_TEXT_CHARS_MAX) return { items: [{ ...only, thumb: { type: first.thumb.type, data } }] };
    }
    const preview = await this.parts.blobs.addBytes(encodePreview(photos.map((photo) => photo.thumb.bytes)));
    return { items, preview: preview.id };
  }

  private async item(photo: PreparedPhoto, caption: string | undefined): Promise<AlbumItem> {
    const { picture, thumbhash, takenAt } = photo;
    const blob = await this.parts.blobs.addBytes(picture.bytes);
    return {
      blob: blob.id,
      type: picture.type,
      w: picture.widthPx,
      h: picture.heightPx,
      bytes: picture.bytes.length,
      thumbhash: base64Url(thumbhash),
      taken: takenAt,
      caption,
    };
  }

  private heldBytes(): number {
    let sum = 0;
    for (const { picture, thumb } of this.photos.values()) sum += picture.bytes.length + thumb.bytes.length;
    return sum;
  }
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
