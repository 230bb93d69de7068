import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BlobFiles, openBlobFiles } from '../../storage/index.ts';
import { type TestStore, testStorageWorker, testStore } from '../../storage/testing/index.ts';
import { CHUNK_BYTES_MIN } from '../limits.ts';
import { blobId, decodeManifest, encodeManifest } from './blob.ts';
import type { BlobStore } from './blob-store.ts';
import { bytesSource } from './byte-source.ts';
import { openBlobStore } from './open-blob-store.ts';

/** Disks of busy machines take their time, and each test syncs many times. */
const DISK_TIMEOUT_MS = 60_000;

let kept: TestStore;
let files: BlobFiles;
let blobs: BlobStore;
let root: string;

const random = (length: number) => new Uint8Array(randomBytes(length));
const open = () => openBlobStore({ rows: kept.store.blobs, files, random });

beforeEach(async () => {
  kept = await testStore();
  root = join(kept.folder, 'blobs');
  files = await openBlobFiles(await testStorageWorker(), root);
  blobs = await open();
});
afterEach(async () => {
  await files.close();
  await kept.remove();
});

/** Two and a half chunks that differ everywhere. */
function content(length = 2.5 * CHUNK_BYTES_MIN): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8) * 13 + (index >> 16)) & 0xff);
}

/** The same blob as a peer has it: manifest and chunks. */
async function remoteBlob(bytes: Uint8Array) {
  const { id } = await blobs.addBytes(bytes);
  const manifest = await blobs.manifest(id);
  if (manifest === undefined) throw new Error('no manifest');
  blobs.release(id);
  await blobs.remove(id);
  const count = Math.ceil(bytes.length / CHUNK_BYTES_MIN);
  const chunk = (index: number) => bytes.slice(index * CHUNK_BYTES_MIN, (index + 1) * CHUNK_BYTES_MIN);
  return { id, manifest, count, chunk };
}

function chunkFiles(): readonly string[] {
  return readdirSync(root).flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)));
}

describe('content of our own', { timeout: DISK_TIMEOUT_MS }, () => {
  test('is found again, whole and in every range', async () => {
    const bytes = content();
    const { id } = await blobs.addBytes(bytes);
    expect(await blobs.info(id)).toEqual({
      id,
      length: bytes.length,
      chunkLength: CHUNK_BYTES_MIN,
      chunkCount: 3,
      storedChunkCount: 3,
      isWhole: true,
    });
    const anyRange = fc.tuple(fc.nat({ max: bytes.length }), fc.nat({ max: 3 * CHUNK_BYTES_MIN }));
    await fc.assert(
      fc.asyncProperty(anyRange, async ([offset, wanted]) => {
        const length = Math.min(wanted, bytes.length - offset);
        const read = await blobs.read(id, offset, length);
        expect(read !== undefined && Buffer.compare(read, bytes.subarray(offset, offset + length))).toBe(0);
      }),
      { numRuns: 30 },
    );
    expect(await blobs.read(id, 1, bytes.length)).toBeUndefined();
  });

  test('of no bytes is a blob too', async () => {
    const info = await blobs.addBytes(new Uint8Array(0));
    expect(info).toMatchObject({ length: 0, chunkCount: 0, isWhole: true });
    expect(await blobs.read(info.id, 0, 0)).toEqual(new Uint8Array(0));
  });

  test('added twice is kept once', async () => {
    const first = await blobs.addBytes(content());
    const second = await blobs.addBytes(content());
    expect(second).toEqual(first);
    expect(readdirSync(root)).toHaveLength(1);
  });

  test('lies on disk under names and bytes that say nothing of it', async () => {
    const bytes = new Uint8Array(1_000).fill(0x41);
    const { id } = await blobs.addBytes(bytes);
    for (const file of chunkFiles()) {
      expect(file).not.toContain(id);
      expect(readFileSync(file).includes(Buffer.alloc(16, 0x41))).toBe(false);
    }
    expect(chunkFiles()).toHaveLength(1);
  });
});

describe('content from a source', { timeout: DISK_TIMEOUT_MS }, () => {
  test('is read a chunk at a time', async () => {
    const bytes = content();
    const asked: number[] = [];
    const source = {
      ...bytesSource(bytes),
      read: async (at: number, length: number) => {
        asked.push(length);
        return bytes.slice(at, at + length);
      },
    };
    const info = await blobs.add(source);
    expect(Math.max(...asked)).toBe(CHUNK_BYTES_MIN);
    const read = await blobs.read(info?.id ?? '', 0, bytes.length);
    expect(Buffer.compare(read ?? new Uint8Array(0), bytes)).toBe(0); // `toEqual` takes seconds
  });

  test('that is cut while it is read leaves nothing', async () => {
    const bytes = content();
    const source = { ...bytesSource(bytes), lengthBytes: bytes.length + 1 };
    expect(await blobs.add(source)).toBeUndefined();
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('content of a peer', { timeout: DISK_TIMEOUT_MS }, () => {
  test('comes chunk by chunk, in any order, and is whole with the last', async () => {
    const bytes = content();
    const { id, manifest, chunk } = await remoteBlob(bytes);
    expect(await blobs.expect(id)).toMatchObject({ length: undefined, storedChunkCount: 0, isWhole: false });
    expect(await blobs.putChunk(id, 0, chunk(0))).toBe('no-manifest');
    expect(await blobs.putManifest(id, manifest)).toBe('stored');
    expect(await blobs.missingChunks(id)).toEqual([0, 1, 2]);
    expect(await blobs.putChunk(id, 2, chunk(2))).toBe('stored');
    expect(await blobs.putChunk(id, 0, chunk(0))).toBe('stored');
    expect(await blobs.notWhole()).toEqual([id]);
    expect(await blobs.read(id, 0, bytes.length)).toBeUndefined();
    expect(await blobs.read(id, 5, 100)).toEqual(bytes.slice(5, 105));
    expect(await blobs.putChunk(id, 1, chunk(1))).toBe('stored');
    expect(await blobs.info(id)).toMatchObject({ storedChunkCount: 3, isWhole: true });
    expect(await blobs.notWhole()).toEqual([]);
    const read = await blobs.read(id, 0, bytes.length);
    expect(read !== undefined && Buffer.compare(read, bytes)).toBe(0);
  });

  test('progress is there after a restart, and chunks that come at once are all counted', async () => {
    const { id, manifest, chunk } = await remoteBlob(content());
    await blobs.putManifest(id, manifest);
    await Promise.all([blobs.putChunk(id, 0, chunk(0)), blobs.putChunk(id, 1, chunk(1))]);
    await kept.reopen();
    blobs = await open();
    expect(await blobs.missingChunks(id)).toEqual([2]);
    expect(await blobs.putChunk(id, 2, chunk(2))).toBe('stored');
    expect(await blobs.info(id)).toMatchObject({ isWhole: true });
  });

  test('that does not match is refused and nothing of it stays', async () => {
    const { id, manifest, chunk } = await remoteBlob(content());
    expect(await blobs.putManifest(id, manifest.slice(1))).toBe('not-the-manifest');
    await blobs.putManifest(id, manifest);
    expect(await blobs.putChunk(id, 0, chunk(1))).toBe('wrong');
    expect(await blobs.putChunk(id, 0, chunk(0).slice(1))).toBe('wrong');
    expect(await blobs.putChunk(id, 3, chunk(0))).toBe('wrong');
    expect(await blobs.missingChunks(id)).toEqual([0, 1, 2]);
    expect(chunkFiles()).toEqual([]);
  });

  test('a manifest of more than 8 GiB is too large', async () => {
    const bytes = Buffer.from(encodeManifest({ length: 0, chunkLength: CHUNK_BYTES_MIN, hashes: [] }));
    bytes.writeBigUInt64BE(2n ** 40n, 16);
    expect(decodeManifest(bytes).ok).toBe(false);
    expect(await blobs.putManifest(blobId(bytes), bytes)).toBe('too-large');
  });
});

describe('on a disk that is not perfect', { timeout: DISK_TIMEOUT_MS }, () => {
  test('a changed chunk file is not read; it is missing, and can be fetched again', async () => {
    const bytes = content();
    const { id, manifest, chunk } = await remoteBlob(bytes);
    await blobs.putManifest(id, manifest);
    for (const index of [0, 1, 2]) await blobs.putChunk(id, index, chunk(index));
    const [file = ''] = chunkFiles().filter((name) => name.endsWith('/1'));
    const damaged = readFileSync(file);
    damaged[1_000] = (damaged[1_000] ?? 0) ^ 1;
    writeFileSync(file, damaged);

    expect(await blobs.read(id, CHUNK_BYTES_MIN, 10)).toBeUndefined();
    expect(await blobs.missingChunks(id)).toEqual([1]);
    expect(await blobs.info(id)).toMatchObject({ isWhole: false, storedChunkCount: 2 });
    expect(await blobs.putChunk(id, 1, chunk(1))).toBe('stored');
    expect(await blobs.read(id, CHUNK_BYTES_MIN, 10)).toEqual(bytes.slice(CHUNK_BYTES_MIN, CHUNK_BYTES_MIN + 10));
  });

  test.each([
    ['gone', (file: string) => rmSync(file)],
    ['empty', (file: string) => writeFileSync(file, '')],
    ['cut', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 100))],
  ])('a chunk file that is %s is missing', async (_name, harm) => {
    const { id } = await blobs.addBytes(new Uint8Array(1_000));
    for (const file of chunkFiles()) harm(file);
    expect(await blobs.read(id, 0, 1_000)).toBeUndefined();
    expect(await blobs.notWhole()).toEqual([id]);
  });

  test('a chunk moved to another place is not taken for that one', async () => {
    const { id } = await blobs.addBytes(content());
    const [first = '', second = ''] = [...chunkFiles()].sort();
    writeFileSync(first, readFileSync(second));
    expect(await blobs.read(id, 0, 10)).toBeUndefined();
  });

  test('folders that no row names are swept at start, others stay', async () => {
    const { id } = await blobs.addBytes(new Uint8Array(1_000));
    const orphan = join(root, 'ab'.repeat(16));
    mkdirSync(orphan);
    writeFileSync(join(orphan, '0'), 'left by a crash');
    blobs = await open();
    expect(existsSync(orphan)).toBe(false);
    expect(await blobs.read(id, 0, 1_000)).toEqual(new Uint8Array(1_000));
  });

  test('what is removed leaves nothing', async () => {
    const { id } = await blobs.addBytes(content());
    await blobs.remove(id);
    expect(await blobs.info(id)).toBeDefined(); // held: an event is to name it
    blobs.release(id);
    await blobs.remove(id);
    await blobs.remove(id);
    expect(await blobs.info(id)).toBeUndefined();
    expect(readdirSync(root)).toEqual([]);
  });
});
