import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BlobStore } from '../blobs/blob-store.ts';
import { EXPORT_PIECE_BYTES } from '../limits.ts';
import { DatedFiles } from './dated-files.ts';

const AT_MS = Date.parse('2026-11-03T14:22:05Z');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-export-'));
  await mkdir(join(folder, 'files'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A blob of two pieces, of which the disk gives as many as are said. */
function blobs(pieces: number): BlobStore {
  const store: Pick<BlobStore, 'info' | 'read'> = {
    info: async () => ({ isWhole: true, length: 2 * EXPORT_PIECE_BYTES }) as Awaited<ReturnType<BlobStore['info']>>,
    read: async (_blob, offset, length) =>
      offset < pieces * EXPORT_PIECE_BYTES ? new Uint8Array(length).fill(7) : undefined,
  };
  return store as BlobStore;
}

test('a file is written whole, under its own name and date', async () => {
  const marked: string[] = [];
  const files = new DatedFiles(folder, blobs(2), async (path) => {
    marked.push(path);
  });
  expect(await files.write('files', 'b', 'Letter.pdf', AT_MS)).toBe('files/Letter.pdf');
  expect(await files.write('files', 'b', 'letter.PDF', AT_MS)).toBe('files/letter (2).PDF');
  expect(files.count).toBe(2);
  expect(marked).toEqual([join(folder, 'files', 'Letter.pdf'), join(folder, 'files', 'letter (2).PDF')]);
  expect((await readFile(join(folder, 'files', 'Letter.pdf'))).length).toBe(2 * EXPORT_PIECE_BYTES);
  expect((await stat(join(folder, 'files', 'Letter.pdf'))).mtimeMs).toBe(AT_MS);
});

test('half a file is not left behind', async () => {
  const files = new DatedFiles(folder, blobs(1));
  expect(await files.write('files', 'b', 'Letter.pdf', AT_MS)).toBeUndefined();
  expect(await readdir(join(folder, 'files'))).toEqual([]);
  expect(files.count).toBe(0);
});
