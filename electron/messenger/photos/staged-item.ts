import { fail, ok, type Result } from '../../../switch/index.ts';
import type { StageableFile } from '../api/files-api.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { type ByteSource, bytesSource, type FileSource, fileSource } from '../blobs/byte-source.ts';
import { ANIMATED_BYTES_MAX } from '../limits.ts';
import type { PhotoSize } from '../views/media-views.ts';
import type { ItemType } from './album.ts';
import { cleanFile } from './clean/clean.ts';
import type { KeptFacts } from './clean/small-exif.ts';
import type { EncodedImage } from './image-port.ts';
import type { PreparedPhoto } from './pipeline.ts';

/** A file that is read again when it is sent, if it is still the one that was looked at. */
interface Original {
  readonly path: string;
  readonly lengthBytes: number;
  readonly modifiedAtMs: number;
  readonly facts: KeptFacts;
}

/** What would go out at one size. */
export interface Variant {
  readonly type: ItemType;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: number;
  /** A blob that is held, or the file it is made of. */
  readonly content: { readonly blob: string } | { readonly original: Original };
}

export type Variants = Readonly<Record<PhotoSize, Variant>>;

/** A photo or clip that waits for being sent. */
export interface StagedItem {
  readonly fileName: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly thumb: EncodedImage;
  readonly thumbhash: Uint8Array;
  readonly takenAt: string | undefined;
  /** Of a clip. */
  readonly durationMs: number | undefined;
  readonly variants: Variants;
}

export async function openFile(file: StageableFile): Promise<Result<ByteSource | FileSource, 'photo-unreadable'>> {
  if (file instanceof Uint8Array) return ok(bytesSource(file));
  const source = await fileSource(file.path);
  return source.ok ? source : fail('photo-unreadable');
}

/** The two copies and the original, cleaned. What moves would stand still as a copy, so it goes as it is at every size. */
export async function photoVariants(
  blobs: BlobStore,
  photo: PreparedPhoto,
  file: StageableFile,
  source: ByteSource | FileSource,
): Promise<Variants> {
  const cleaned = await cleanVariant(blobs, file, source, photo.facts);
  const original = cleaned && { ...cleaned.variant, ...photo.originalPx };
  if (original !== undefined && cleaned?.isAnimated === true && original.bytes <= ANIMATED_BYTES_MAX) {
    return { small: original, good: original, original };
  }
  const good = await copyVariant(blobs, photo.picture);
  // A picture that was small already does not get smaller by being encoded more coarsely.
  const small = photo.small.bytes.length < good.bytes ? await copyVariant(blobs, photo.small) : good;
  return { small, good, original: original ?? good };
}

/** The original without its notes; undefined for what can't be cleaned (HEIC, damaged files): of those only copies are sent. */
export async function cleanVariant(
  blobs: BlobStore,
  file: StageableFile,
  source: ByteSource | FileSource,
  facts: KeptFacts,
): Promise<{ readonly variant: Omit<Variant, 'widthPx' | 'heightPx'>; readonly isAnimated: boolean } | undefined> {
  const cleaned = await cleanFile(source, facts);
  if (cleaned === undefined) return undefined;
  const { type, content, isAnimated } = cleaned;
  const bytes = content.lengthBytes;
  if (!(file instanceof Uint8Array) && 'modifiedAtMs' in source) {
    const { lengthBytes, modifiedAtMs } = source;
    const original = { path: file.path, lengthBytes, modifiedAtMs, facts };
    return { variant: { type, bytes, content: { original } }, isAnimated };
  }
  const stored = await blobs.add(content);
  return stored && { variant: { type, bytes, content: { blob: stored.id } }, isAnimated };
}

async function copyVariant(blobs: BlobStore, { type, widthPx, heightPx, bytes }: EncodedImage): Promise<Variant> {
  const { id } = await blobs.addBytes(bytes);
  return { type, widthPx, heightPx, bytes: bytes.length, content: { blob: id } };
}

/** The blob of a variant, held once more. Undefined if the file is not any more what was looked at. */
export async function storeVariant(blobs: BlobStore, { content }: Variant): Promise<string | undefined> {
  if ('blob' in content) {
    blobs.hold(content.blob);
    return content.blob;
  }
  const { path, lengthBytes, modifiedAtMs, facts } = content.original;
  const source = await fileSource(path);
  if (!source.ok) return undefined;
  try {
    if (source.value.lengthBytes !== lengthBytes || source.value.modifiedAtMs !== modifiedAtMs) return undefined;
    const cleaned = await cleanFile(source.value, facts);
    return cleaned && (await blobs.add(cleaned.content))?.id;
  } finally {
    await source.value.close();
  }
}

/** Blobs that an item holds, as often as it holds each. */
export function heldBlobs({ variants }: StagedItem): readonly string[] {
  const distinct = new Set(Object.values(variants));
  return [...distinct].flatMap(({ content }) => ('blob' in content ? [content.blob] : []));
}
