import { type BlobFiles, type BlobRow, type BlobRowStore, soleBytes } from '../../storage/index.ts';
import { BLOB_FOLDER_BYTES, BLOB_KEY_BYTES, BLOB_WRITES_AT_ONCE } from '../limits.ts';
import { createKeyedQueue, type KeyedQueue } from '../log/keyed-queue.ts';
import {
  blobId,
  chunkBytesOf,
  chunkCountOf,
  chunkLengthFor,
  decodeManifest,
  encodeManifest,
  type Manifest,
} from './blob.ts';
import type { BlobInfo, BlobStore } from './blob-store.ts';
import { type ByteSource, bytesSource } from './byte-source.ts';
import { clearBits, emptyBits, fullBits, hasBit, isFull, withBits } from './chunk-bits.ts';
import { type KnownRow, KnownRows } from './known-rows.ts';

export interface BlobStoreParts {
  readonly rows: BlobRowStore;
  readonly files: BlobFiles;
  readonly random: (length: number) => Uint8Array;
}

/**
 * Blobs as rows and chunk files. The row is the truth: a chunk counts once its row says so, which is after its file lies
 * synced in place; folders that no row names were left by a crash and are swept here. Chunks are hashed, encrypted and
 * written in the storage thread; calls that change one blob run one after the other.
 */
export async function openBlobStore({ rows, files, random }: BlobStoreParts): Promise<BlobStore> {
  await files.sweep(await rows.folders());
  const parts: Parts = { rows: new KnownRows(rows), files, random, queue: createKeyedQueue(), marks: new Map() };
  const { queue } = parts;
  const held = new Map<string, number>();
  const hold = (id: string) => void held.set(id, (held.get(id) ?? 0) + 1);
  const known = async (id: string) => (await parts.rows.get(id)) ?? { row: newRow(parts, id), manifest: undefined };

  return {
    add: (content) => addContent(parts, content, hold),
    async addBytes(content) {
      const info = await addContent(parts, bytesSource(content), hold);
      if (info === undefined) throw new Error('bytes in memory were cut');
      return info;
    },
    hold,
    release(id) {
      const count = (held.get(id) ?? 0) - 1;
      if (count > 0) held.set(id, count);
      else held.delete(id);
    },
    async info(id) {
      const found = await parts.rows.get(id);
      return found && infoOf(found);
    },
    expect: (id) =>
      queue.run(id, async () => {
        const found = await parts.rows.get(id);
        if (found !== undefined) return infoOf(found);
        const row = newRow(parts, id);
        await parts.rows.put(row);
        return infoOf({ row, manifest: undefined });
      }),
    putManifest: (id, manifest) =>
      queue.run(id, async () => {
        if (blobId(manifest) !== id) return 'not-the-manifest';
        const decoded = decodeManifest(manifest);
        if (!decoded.ok) return decoded.error === 'too-large' ? 'too-large' : 'not-the-manifest';
        const { row } = await known(id);
        if (row.manifest === undefined) await parts.rows.put(withManifest(row, soleBytes(manifest), decoded.value));
        return 'stored';
      }),
    putChunk: (id, index, bytes) => putChunk(parts, id, index, bytes),
    read: (id, offset, length) => readRange(parts, id, offset, length),
    manifest: async (id) => (await parts.rows.get(id))?.row.manifest,
    async missingChunks(id) {
      const found = await parts.rows.get(id);
      return found?.manifest === undefined ? [] : clearBits(found.row.chunks, chunkCountOf(found.manifest));
    },
    notWhole: async () => (await rows.notWhole()).map(({ id }) => id),
    remove: (id) =>
      queue.run(id, async () => {
        const found = await parts.rows.get(id);
        if (found === undefined || held.has(id)) return;
        await parts.rows.remove(id); // first: a folder without a row is swept, a row without a folder would be a loss
        await files.removeFolder(found.row.folder);
      }),
  };
}

/** What the functions below share. */
interface Parts extends Omit<BlobStoreParts, 'rows'> {
  readonly rows: KnownRows;
  readonly queue: KeyedQueue;
  /** By folder. */
  readonly marks: Map<string, Mark>;
}

/** Writes the chunks under fresh name and key, and only then learns the id; content that is there already is dropped again. */
async function addContent(
  parts: Parts,
  content: ByteSource,
  hold: (id: string) => void,
): Promise<BlobInfo | undefined> {
  const { rows, files, queue } = parts;
  const place = newPlace(parts);
  try {
    const manifest = await writeChunks(files, place, content);
    if (manifest === undefined) {
      await files.removeFolder(place.folder);
      return undefined;
    }
    const bytes = encodeManifest(manifest);
    const id = blobId(bytes);
    return await queue.run(id, async () => {
      hold(id);
      const before = await rows.get(id);
      const row: BlobRow = { id, manifest: bytes, ...place, chunks: fullBits(manifest.hashes.length), isWhole: true };
      const isHere = before?.row.isWhole === true;
      if (!isHere) await rows.put(row);
      const unused = isHere ? place.folder : before?.row.folder;
      if (unused !== undefined) await files.removeFolder(unused);
      return infoOf(isHere ? before : { row, manifest });
    });
  } catch (error) {
    await files.removeFolder(place.folder); // a full disk has no room for half a photo
    throw error;
  }
}

/** A few at a time: the next piece is read while the disk takes its time for those before. */
async function writeChunks(
  files: BlobFiles,
  { folder, key }: BlobPlace,
  content: ByteSource,
): Promise<Manifest | undefined> {
  const { lengthBytes: length } = content;
  const chunkLength = chunkLengthFor(length);
  const hashes: Promise<Uint8Array | undefined>[] = [];
  try {
    for (let start = 0; start < length; start += chunkLength) {
      await hashes.at(-BLOB_WRITES_AT_ONCE);
      const wanted = Math.min(chunkLength, length - start);
      const bytes = await content.read(start, wanted);
      if (bytes.length < wanted) return undefined;
      hashes.push(files.write({ folder, index: hashes.length, key }, bytes, undefined));
    }
    const written = await Promise.all(hashes);
    return { length, chunkLength, hashes: written.filter((hash) => hash !== undefined) }; // with nothing expected nothing is found wrong
  } finally {
    await Promise.allSettled(hashes); // whoever removes the folder must be last
  }
}

/** Chunks that lie in their files, and what is waited for until the row says so. */
interface Mark {
  readonly indexes: number[];
  readonly marked: Promise<'stored' | 'no-manifest'>;
}

/**
 * The file first, beside the writing of others; then the row, in its turn and for all chunks at once that were written while the
 * row of those before was.
 */
async function putChunk(
  parts: Parts,
  id: string,
  index: number,
  bytes: Uint8Array,
): Promise<'stored' | 'wrong' | 'no-manifest'> {
  const { row, manifest } = (await parts.rows.get(id)) ?? {};
  if (row === undefined || manifest === undefined) return 'no-manifest';
  const expected = manifest.hashes[index];
  if (expected === undefined || bytes.length !== chunkBytesOf(manifest, index)) return 'wrong';
  if (hasBit(row.chunks, index)) return 'stored';
  const { folder, key } = row;
  if ((await parts.files.write({ folder, index, key }, bytes, expected)) === undefined) return 'wrong';
  // A blob that went and came back meanwhile lies in another folder: that one's row waits for a mark of its own.
  const mark = parts.marks.get(folder) ?? newMark(parts, id, folder);
  mark.indexes.push(index);
  return mark.marked;
}

function newMark(parts: Parts, id: string, folder: string): Mark {
  const indexes: number[] = [];
  const marked = parts.queue.run(id, async () => {
    parts.marks.delete(folder); // what comes from now on is in the next one
    return markChunks(parts, id, folder, indexes);
  });
  const mark = { indexes, marked };
  parts.marks.set(folder, mark);
  return mark;
}

async function markChunks(
  { rows, files }: Parts,
  id: string,
  folder: string,
  indexes: readonly number[],
): Promise<'stored' | 'no-manifest'> {
  const found = await rows.get(id);
  if (found?.manifest === undefined || found.row.folder !== folder) {
    if (found?.row.folder !== folder) await files.removeFolder(folder); // it was dropped while this was written
    return 'no-manifest';
  }
  const chunks = withBits(found.row.chunks, indexes, true);
  await rows.setChunks(found, chunks, isFull(chunks, chunkCountOf(found.manifest)));
  return 'stored';
}

async function readRange(parts: Parts, id: string, offset: number, length: number): Promise<Uint8Array | undefined> {
  const found = await parts.rows.get(id);
  const manifest = found?.manifest;
  if (found === undefined || manifest === undefined) return undefined;
  if (offset < 0 || length < 0 || offset + length > manifest.length) return undefined;
  const { chunkLength } = manifest;
  if (length > 0 && offset % chunkLength === 0 && length === chunkBytesOf(manifest, offset / chunkLength))
    return readChunk(parts, found, offset / chunkLength);
  const range = new Uint8Array(length);
  const end = offset + length;
  for (let at = offset; at < end; ) {
    const index = Math.floor(at / chunkLength);
    const chunk = await readChunk(parts, found, index);
    if (chunk === undefined) return undefined;
    const start = index * chunkLength;
    const part = chunk.subarray(at - start, end - start);
    range.set(part, at - offset);
    at += part.length;
  }
  return range;
}

/** A file that is not what was written, or gone, is marked missing, so that it is fetched again. */
async function readChunk(
  { rows, files, queue }: Parts,
  { row }: KnownRow,
  index: number,
): Promise<Uint8Array | undefined> {
  const { id, folder, key, chunks } = row;
  if (!hasBit(chunks, index)) return undefined;
  const bytes = await files.read({ folder, index, key });
  if (bytes !== undefined) return bytes;
  await queue.run(id, async () => {
    const now = await rows.get(id);
    if (now?.row.folder === folder) await rows.setChunks(now, withBits(now.row.chunks, [index], false), false);
  });
  return undefined;
}

type BlobPlace = Pick<BlobRow, 'folder' | 'key'>;

function newPlace({ random }: Pick<Parts, 'random'>): BlobPlace {
  return { folder: Buffer.from(random(BLOB_FOLDER_BYTES)).toString('hex'), key: random(BLOB_KEY_BYTES) };
}

function newRow(parts: Pick<Parts, 'random'>, id: string): BlobRow {
  return { id, manifest: undefined, ...newPlace(parts), chunks: emptyBits(0), isWhole: false };
}

/** A blob of length 0 has no chunk, so it is whole at once. */
function withManifest(row: BlobRow, bytes: Uint8Array, manifest: Manifest): BlobRow {
  const count = chunkCountOf(manifest);
  return { ...row, manifest: bytes, chunks: emptyBits(count), isWhole: count === 0 };
}

function infoOf({ row, manifest }: KnownRow): BlobInfo {
  const chunkCount = manifest && chunkCountOf(manifest);
  return {
    id: row.id,
    length: manifest?.length,
    chunkLength: manifest?.chunkLength,
    chunkCount,
    storedChunkCount: chunkCount === undefined ? 0 : chunkCount - clearBits(row.chunks, chunkCount).length,
    isWhole: row.isWhole,
  };
}
