import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStorage, type Storage, storeReasonOf } from '../../storage/index.ts';
import { type TestFolder, testFolder, testSealer, testStorageWorker } from '../../storage/testing/index.ts';
import type { ConversationLog } from '../log/conversation-log.ts';
import { openConversationLog } from '../log/open-conversation-log.ts';
import { ALICE, CONV, seededRandom, textDraft } from '../log/testing/test-log.ts';
import type { BlobStore } from './blob-store.ts';
import { openBlobStore } from './open-blob-store.ts';

/** A disk of 3 MB that really fills up: Linux lets root make one. Elsewhere tables.test.ts stands for it. */
function mountSmallDisk(path: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', path], { stdio: 'ignore' }).status === 0;
}

function canMount(): boolean {
  const folder = testFolder();
  const isMounted = mountSmallDisk(folder.path);
  if (isMounted) spawnSync('umount', [folder.path]);
  folder.remove();
  return isMounted;
}

describe.skipIf(!canMount())('on a disk that is full', { timeout: 60_000 }, () => {
  let temp: TestFolder;
  let disk: string;
  let storage: Storage;
  let log: ConversationLog;
  let blobs: BlobStore;
  const random = seededRandom('disk full');

  beforeEach(async () => {
    temp = testFolder();
    disk = join(temp.path, 'disk');
    mkdirSync(disk);
    mountSmallDisk(disk);
    await open();
  });
  afterEach(async () => {
    await storage.close();
    spawnSync('umount', [disk]);
    temp.remove();
  });

  async function open(): Promise<void> {
    const dataFolder = join(disk, 'data');
    const opened = await openStorage({ dataFolder, sealer: testSealer(), random, worker: await testStorageWorker() });
    if (!opened.ok) throw new Error(`${opened.error}: ${opened.detail}`);
    storage = opened.value;
    const { store, files } = storage;
    log = await openConversationLog({
      store,
      selfDevice: ALICE,
      sign: () => new Uint8Array(256),
      random,
      wallMs: () => 1,
      blobsOf: () => [],
    });
    blobs = await openBlobStore({ rows: store.blobs, files, random });
  }

  /** Repeats until it fails, and says why and what was acknowledged before. */
  async function until<T>(
    work: (n: number) => Promise<T>,
  ): Promise<{ readonly why: string; readonly done: readonly T[] }> {
    const done: T[] = [];
    for (let n = 0; ; n += 1) {
      try {
        done.push(await work(n));
      } catch (error) {
        return { why: storeReasonOf(error), done };
      }
    }
  }

  test('messages and photos say so, nothing kept is lost, and all goes on when there is room', async () => {
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(1_000_000));
    const photos = await until(() => blobs.addBytes(random(200_000)));
    const texts = await until((n) => log.append(textDraft(`message ${n} ${'x'.repeat(2_000)}`, n)));
    expect([photos.why, texts.why]).toEqual(['disk-full', 'disk-full']);

    rmSync(ballast);
    await log.append(textDraft('there is room again', 1));
    const photo = await blobs.addBytes(random(200_000));
    await storage.close();
    await open();
    expect(await storage.store.events.page(CONV, undefined, 10_000)).toHaveLength(texts.done.length + 1);
    for (const { id } of [...photos.done, photo]) expect((await blobs.read(id, 0, 200_000))?.length).toBe(200_000);
  });

  test('or one that takes no writes, the folder does not open, and opens again when it does', async () => {
    const { id } = await log.append(textDraft('before', 1));
    await storage.close();
    const parts = {
      ...{ dataFolder: join(disk, 'data'), sealer: testSealer(), random },
      worker: await testStorageWorker(),
    };
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    const closed = await openStorage(parts);
    spawnSync('mount', ['-o', 'remount,rw', disk]);
    expect(closed.ok ? 'open' : closed.error).toBe('folder-not-writable');
    await open();
    expect((await storage.store.events.get(id))?.id).toBe(id);
  });
});
