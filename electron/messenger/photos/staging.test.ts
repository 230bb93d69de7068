import { randomBytes } from 'node:crypto';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BlobFiles, openBlobFiles } from '../../storage/index.ts';
import { type TestStore, testStorageWorker, testStore } from '../../storage/testing/index.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { openBlobStore } from '../blobs/open-blob-store.ts';
import { STAGED_MAX } from '../limits.ts';
import { readAlbum } from './album.ts';
import type { ImagePort } from './image-port.ts';
import { createSharpImagePort } from './sharp-image-port.ts';
import { Staging } from './staging.ts';

const TEST_MS_MAX = 60_000;
const random = (length: number) => new Uint8Array(randomBytes(length));

let kept: TestStore;
let files: BlobFiles;
let blobs: BlobStore;
let images: ImagePort;
let staging: Staging;
/** Blobs that a message names. */
const named = new Set<string>();

beforeEach(async () => {
  kept = await testStore();
  files = await openBlobFiles(await testStorageWorker(), join(kept.folder, 'blobs'));
  blobs = await openBlobStore({ rows: kept.store.blobs, files, random });
  images = createSharpImagePort();
  named.clear();
  staging = new Staging({ images, blobs, random, isNamed: async (blob) => named.has(blob) });
});
afterEach(async () => {
  await images.close();
  await files.close();
  await kept.remove();
});

const blobFolders = () => readdirSync(join(kept.folder, 'blobs')).length;

async function photoFile(name: string, edgePx = 3_000): Promise<string> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const bytes = await sharp({ create: { width: edgePx, height: edgePx / 2, channels: 3, background: 'red', noise } })
    .withExif({ IFD0: { Make: 'SecretCam' }, IFD2: { DateTimeOriginal: '2024:05:01 18:30:00' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const path = join(kept.folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function stage(path: string) {
  const staged = await staging.stage('photo.jpg', { path });
  if (!staged.ok) throw new Error(staged.error);
  return staged.value;
}

test('what is said of the sizes is what goes out', { timeout: TEST_MS_MAX }, async () => {
  const { stagedId, sizes, takenAt } = await stage(await photoFile('a.jpg'));
  expect(takenAt).toBe('2024-05-01T18:30:00');
  expect(sizes.small).toBeLessThan(sizes.good);
  expect(sizes.good).toBeLessThan(sizes.original);
  for (const [size, edgePx] of [
    ['small', 1_280],
    ['good', 2_048],
    ['original', 3_000],
  ] as const) {
    const album = await staging.album([{ stagedId, caption: 'Sea' }], size);
    if (!album.ok) throw new Error(album.error);
    const item = readAlbum(album.value.body)?.items[0];
    // It lay on its side: upright it is higher than wide.
    expect([item?.w, item?.h, item?.bytes]).toEqual([edgePx / 2, edgePx, sizes[size]]);
    expect(item).toMatchObject({ taken: takenAt, caption: 'Sea' });
    const bytes = Buffer.from((await blobs.read(item?.blob ?? '', 0, sizes[size])) ?? []);
    expect(bytes.length).toBe(sizes[size]);
    expect(bytes.includes('SecretCam')).toBe(false);
    await album.value.release();
  }
});

test('what is not sent leaves nothing behind, and what a message names stays', { timeout: TEST_MS_MAX }, async () => {
  const [first, second] = [await stage(await photoFile('a.jpg')), await stage(await photoFile('b.jpg'))];
  expect(blobFolders()).toBeGreaterThan(0);
  const album = await staging.album([{ stagedId: first.stagedId }], 'good');
  if (!album.ok) throw new Error(album.error);
  for (const blob of album.value.blobs) named.add(blob);
  await staging.discard([first.stagedId, second.stagedId]);
  await album.value.release();
  expect(blobFolders()).toBe(album.value.blobs.length);
  expect(staging.open(first.stagedId, 'full')).toBeUndefined();
  expect(await staging.album([{ stagedId: first.stagedId }], 'good')).toEqual({ ok: false, error: 'unknown-photo' });
});

test('blobs of photos that were never sent are not named, so a start after a crash removes them', async () => {
  await stage(await photoFile('a.jpg', 400));
  const left = await kept.store.blobs.unnamed();
  expect(left.length).toBeGreaterThan(0);
  // The next start holds nothing: the same store, opened anew, lets them go (blobs/downloads.ts `resume`).
  const anew = await openBlobStore({ rows: kept.store.blobs, files, random });
  for (const blob of left) await blobs.remove(blob);
  expect(blobFolders()).toBeGreaterThan(0); // held: a running program's tray loses nothing
  for (const blob of left) await anew.remove(blob);
  expect(blobFolders()).toBe(0);
});

test('an original that was changed since it was picked is not sent in its place', {
  timeout: TEST_MS_MAX,
}, async () => {
  const path = await photoFile('a.jpg', 400);
  const { stagedId } = await stage(path);
  const before = blobFolders();
  utimesSync(path, 1, 1);
  expect(await staging.album([{ stagedId }], 'original')).toEqual({ ok: false, error: 'photo-changed' });
  expect(blobFolders()).toBe(before);
  expect((await staging.album([{ stagedId }], 'good')).ok).toBe(true);
});

test('what moves is sent as it is, at every size', { timeout: TEST_MS_MAX }, async () => {
  const frames = { raw: { width: 16, height: 48, channels: 3, pageHeight: 16 } } as const;
  const gif = await sharp(random(16 * 48 * 3), frames)
    .gif({ delay: [100, 100, 100] })
    .toBuffer();
  const staged = await staging.stage('wave.gif', new Uint8Array(gif));
  if (!staged.ok) throw new Error(staged.error);
  const album = await staging.album([{ stagedId: staged.value.stagedId }], 'small');
  expect(album.ok && readAlbum(album.value.body)?.items[0]).toMatchObject({ type: 'image/gif', bytes: gif.length });
});

/** A film of nothing: the boxes of one, with a place. */
function film(): Uint8Array {
  const box = (name: string, content: string) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + content.length);
    head.write(name, 4, 'latin1');
    return Buffer.concat([head, Buffer.from(content, 'latin1')]);
  };
  const moov = box('moov', box('udta', 'SecretPlace').toString('latin1'));
  return new Uint8Array(Buffer.concat([box('ftyp', 'mp42\0\0\0\0'), moov, box('mdat', 'frames')]));
}

test('a clip goes beside photos, without its place, with its picture and length', {
  timeout: TEST_MS_MAX,
}, async () => {
  const path = join(kept.folder, 'film.mp4');
  writeFileSync(path, film());
  const poster = new Uint8Array(
    await sharp({ create: { width: 640, height: 360, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer(),
  );
  const shown = { fileName: 'film.mp4', poster, widthPx: 640, heightPx: 360, durationMs: 4_200.4 };
  const clip = await staging.stageClip({ ...shown, file: { path } });
  if (!clip.ok) throw new Error(clip.error);
  expect(clip.value).toMatchObject({ durationMs: 4_200, sizes: { small: film().length, original: film().length } });
  const photo = await stage(await photoFile('a.jpg', 400));
  const album = await staging.album([{ stagedId: photo.stagedId }, { stagedId: clip.value.stagedId }], 'good');
  if (!album.ok) throw new Error(album.error);
  const body = readAlbum(album.value.body);
  expect(body?.items[1]).toMatchObject({ type: 'video/mp4', w: 640, h: 360, ms: 4_200, bytes: film().length });
  expect(body?.items[0]?.ms).toBeUndefined();
  const bytes = Buffer.from((await blobs.read(body?.items[1]?.blob ?? '', 0, film().length)) ?? []);
  expect(bytes.includes('frames')).toBe(true);
  expect(bytes.includes('SecretPlace')).toBe(false);

  writeFileSync(path, 'Dear Anna');
  expect(await staging.stageClip({ ...shown, file: { path } })).toEqual({ ok: false, error: 'clip-unsupported' });
  expect(await staging.stageClip({ ...shown, durationMs: 0, file: { path } })).toMatchObject({ ok: false });
  expect(await staging.stageClip({ ...shown, file: { path: `${path}-gone` } })).toEqual({
    ok: false,
    error: 'photo-unreadable',
  });
});

test('only so many wait at one time', async () => {
  const refused = {
    process: async () => ({ ok: false, error: 'not-an-image' }) as const,
    close: async () => undefined,
  };
  const full = new Staging({ images: refused, blobs, random, isNamed: async () => false });
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000', 'hex');
  const answers = await Promise.all(
    Array.from({ length: STAGED_MAX + 2 }, () => full.stage('a.png', new Uint8Array(png))),
  );
  expect(answers.filter((answer) => !answer.ok && answer.error === 'too-many-staged')).toHaveLength(2);
});
