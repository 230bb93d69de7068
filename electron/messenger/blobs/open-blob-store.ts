import { type BlobFiles, type BlobRow, type BlobRowStore, soleBytes } from '../../storage/index.ts';
import { BLOB_FOLDER_BYTES, BLOB_KEY_BYTES, BLOB_WRITES_AT_ONCE } from '../limits.ts';
import { createKeyedQueue } from '../log/keyed-queue.ts';
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
import { clearBits, emptyBits, fullBits, hasBit, withBit } from './chunk-bits.ts';

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
export async function openBlobStore(parts: BlobStoreParts): Promise<BlobStore> {
  const { rows, files } = parts;
  await files.sweep(await rows.folders());
  const queue = createKeyedQueue();
  const marks = new Map<string, Mark>();
  const held = new Map<string, number>();
  const hold = (id: string) => void held.set(id, (held.get(id) ?? 0) + 1);
  const begin = async (id: string) => {
    const row = newRow(parts, id);
    await rows.put(row);
    return row;
  };

  return {
    add: (content) => addContent(parts, queue, content, hold),
    async addBytes(content) {
      const info = await addContent(parts, queue, bytesSource(content), hold);
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
      const row = await rows.get(id);
      return row && infoOf(row);
    },
    expect: (id) => queue.run(id, async () => infoOf((await rows.get(id)) ?? (await begin(id)))),
    putManifest: (id, manifest) =>
      queue.run(id, async () => {
        if (blobId(manifest) !== id) return 'not-the-manifest';
        const decoded = decodeManifest(manifest);
        if (!decoded.ok) return decoded.error === 'too-large' ? 'too-large' : 'not-the-manifest';
        const row = (await rows.get(id)) ?? newRow(parts, id);
        if (row.manifest === undefined) await rows.put(withManifest(row, soleBytes(manifest), decoded.value));
        return 'stored';
      }),
    putChunk: (id, index, bytes) => putChunk(parts, queue, marks, id, index, bytes),
    read: (id, offset, length) => readRange(parts, queue, id, offset, length),
    manifest: async (id) => (await rows.get(id))?.manifest,
    async missingChunks(id) {
      const row = await rows.get(id);
      const manifest = row && manifestOf(row);
      return row === undefined || manifest === undefined ? [] : clearBits(row.chunks, chunkCountOf(manifest));
    },
    notWhole: async () => (await rows.notWhole()).map(({ id }) => id),
    remove: (id) =>
      queue.run(id, async () => {
        const row = await rows.get(id);
        if (row === undefined || held.has(id)) return;
        await rows.remove(id); // first: a folder without a row is swept, a row without a folder would be a loss
        await files.removeFolder(row.folder);
      }),
  };
}

type Queue = ReturnType<typeof createKeyedQueue>;

/** Writes the chunks under fresh name and key, and only then learns the id; content that is there already is dropped again. */
async function addContent(
  parts: BlobStoreParts,
  queue: Queue,
  content: ByteSource,
  hold: (id: string) => void,
): Promise<BlobInfo | undefined> {
  const { rows, files } = parts;
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
      if (before?.isWhole !== true) await rows.put(row);
      const unused = before?.isWhole === true ? place.folder : before?.folder;
      if (unused !== undefined) await files.removeFolder(unused);
      return infoOf(before?.isWhole === true ? before : row);
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
  parts: BlobStoreParts,
  queue: Queue,
  marks: Map<string, Mark>,
  id: string,
  index: number,
  bytes: Uint8Array,
): Promise<'stored' | 'wrong' | 'no-manifest'> {
  const row = await parts.rows.get(id);
  const manifest = row && manifestOf(row);
  if (row === undefined || manifest === undefined) return 'no-manifest';
  const expected = manifest.hashes[index];
  if (expected === undefined || bytes.length !== chunkBytesOf(manifest, index)) return 'wrong';
  if (hasBit(row.chunks, index)) return 'stored';
  const { folder, key } = row;
  if ((await parts.files.write({ folder, index, key }, bytes, expected)) === undefined) return 'wrong';
  // A blob that went and came back meanwhile lies in another folder: that one's row waits for a mark of its own.
  const mark = marks.get(folder) ?? newMark(parts, queue, marks, id, folder);
  mark.indexes.push(index);
  return mark.marked;
}

function newMark(parts: BlobStoreParts, queue: Queue, marks: Map<string, Mark>, id: string, folder: string): Mark {
  const indexes: number[] = [];
  const marked = queue.run(id, async () => {
    marks.delete(folder); // what comes from now on is in the next one
    return markChunks(parts, id, folder, indexes);
  });
  const mark = { indexes, marked };
  marks.set(folder, mark);
  return mark;
}

async function markChunks(
  { rows, files }: BlobStoreParts,
  id: string,
  folder: string,
  indexes: readonly number[],
): Promise<'stored' | 'no-manifest'> {
  const row = await rows.get(id);
  const manifest = row && manifestOf(row);
  if (row === undefined || manifest === undefined || row.folder !== folder) {
    if (row?.folder !== folder) await files.removeFolder(folder); // it was dropped while this was written
    return 'no-manifest';
  }
  const chunks = indexes.reduce((bits, index) => withBit(bits, index, true), row.chunks);
  await rows.setChunks(id, chunks, clearBits(chunks, chunkCountOf(manifest)).length === 0);
  return 'stored';
}

async function readRange(
  parts: BlobStoreParts,
  queue: Queue,
  id: string,
  offset: number,
  length: number,
): Promise<Uint8Array | undefined> {
  const row = await parts.rows.get(id);
  const manifest = row && manifestOf(row);
  if (row === undefined || manifest === undefined) return undefined;
  if (offset < 0 || length < 0 || offset + length > manifest.length) return undefined;
  const range = new Uint8Array(length);
  const end = offset + length;
  for (let at = offset; at < end; ) {
    const index = Math.floor(at / manifest.chunkLength);
    const chunk = await readChunk(parts, queue, row, index);
    if (chunk === undefined) return undefined;
    const start = index * manifest.chunkLength;
    const part = chunk.subarray(at - start, end - start);
    range.set(part, at - offset);
    at += part.length;
  }
  return range;
}

/** A file that is not what was written, or gone, is marked missing, so that it is fetched again. */
async function readChunk(
  { rows, files }: BlobStoreParts,
  queue: Queue,
  { id, folder, key, chunks }: BlobRow,
  index: number,
): Promise<Uint8Array | undefined> {
  if (!hasBit(chunks, index)) return undefined;
  const bytes = await files.read({ folder, index, key });
  if (bytes !== undefined) return bytes;
  await queue.run(id, async () => {
    const now = await rows.get(id);
    if (now?.folder === folder) await rows.setChunks(id, withBit(now.chunks, index, false), false);
  });
  return undefined;
}

type BlobPlace = Pick<BlobRow, 'folder' | 'key'>;

function newPlace({ random }: BlobStoreParts): BlobPlace {
  return { folder: Buffer.from(random(BLOB_FOLDER_BYTES)).toString('hex'), key: random(BLOB_KEY_BYTES) };
}

function newRow(parts: BlobStoreParts, id: string): BlobRow {
  return { id, manifest: undefined, ...newPlace(parts), chunks: emptyBits(0), isWhole: false };
}

/** A blob of length 0 has no chunk, so it is whole at once. */
function withManifest(row: BlobRow, bytes: Uint8Array, manifest: Manifest): BlobRow {
  const count = chunkCountOf(manifest);
  return { ...row, manifest: bytes, chunks: emptyBits(count), isWhole: count === 0 };
}

/** What lies in the store was checked before it came there. */
function manifestOf(row: BlobRow): Manifest | undefined {
  const decoded = row.manifest && decodeManifest(row.manifest);
  return decoded?.ok === true ? decoded.value : undefined;
}

function infoOf(row: BlobRow): BlobInfo {
  const manifest = manifestOf(row);
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
