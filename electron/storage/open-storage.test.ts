import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConnection } from './connection.ts';
import type { KeySealer } from './key-vault.ts';
import { migrations } from './migrations/migrations.ts';
import { openStorage, type Storage } from './open-storage.ts';
import type { StorageWorkerSource } from './storage-worker.ts';
import { startChild } from './testing/child.ts';
import { inProcessStorageWorker, type TestFolder, testFolder, testSealer, testStorageWorker } from './testing/index.ts';

/** Disks of busy machines take their time, and each test syncs many times. */
const DISK_TIMEOUT_MS = 60_000;

const PAGE_BYTES = 4_096;
const KEY = new Uint8Array(32).fill(7);

let temp: TestFolder;
let dataFolder: string;
let open: Storage[] = [];
beforeEach(() => {
  temp = testFolder();
  dataFolder = join(temp.path, 'data');
});
afterEach(async () => {
  for (const storage of open) await storage.close();
  open = [];
  temp.remove();
});

async function start(
  sealer: KeySealer = testSealer(),
  folder = dataFolder,
  worker: StorageWorkerSource = inProcessStorageWorker,
) {
  const opened = await openStorage({
    dataFolder: folder,
    sealer,
    random: (length) => new Uint8Array(length).fill(7),
    worker,
  });
  if (opened.ok) open.push(opened.value);
  return opened;
}

async function startAndStop(sealer?: KeySealer): Promise<void> {
  const opened = await start(sealer);
  if (!opened.ok) throw new Error(`${opened.error}: ${opened.detail}`);
  await opened.value.store.state.setText('kept', 'yes');
  await opened.value.close();
  open = [];
}

const problemOf = async (sealer?: KeySealer, folder?: string) => {
  const opened = await start(sealer, folder);
  return opened.ok ? 'open' : opened.error;
};

/** Every file of the folder with its bytes, to prove that nothing changed. */
function snapshot(): ReadonlyMap<string, string> {
  const names = readdirSync(dataFolder).filter((name) => !name.startsWith('lock'));
  const files = names.filter((name) => statSync(join(dataFolder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(dataFolder, name)).toString('hex')]));
}

const mode = (name: string) => statSync(join(dataFolder, name)).mode & 0o777;

describe('a data folder', { timeout: DISK_TIMEOUT_MS }, () => {
  test('is made for its owner alone, and found again', async () => {
    await startAndStop();
    expect(mode('.')).toBe(0o700);
    expect(mode('store.key')).toBe(0o600);
    expect(mode('blobs')).toBe(0o700);
    const again = await start();
    expect(again.ok && (await again.value.store.state.getText('kept'))).toBe('yes');
  });

  test('that was open to others is closed to them', async () => {
    mkdirSync(dataFolder, { mode: 0o755 });
    await startAndStop();
    expect(mode('.')).toBe(0o700);
  });

  test('that can be no folder is not writable', async () => {
    const file = join(temp.path, 'a file');
    writeFileSync(file, '');
    expect(await problemOf(testSealer(), join(file, 'data'))).toBe('folder-not-writable');
  });

  test.skipIf(process.getuid?.() === 0)('without the right to write is not writable', async () => {
    mkdirSync(join(temp.path, 'closed'), { mode: 0o500 });
    expect(await problemOf(testSealer(), join(temp.path, 'closed', 'data'))).toBe('folder-not-writable');
  });

  test('holds one copy of the program at a time, in its own threads too', async () => {
    const first = await start(testSealer(), dataFolder, await testStorageWorker());
    const second = await start(testSealer(), dataFolder, await testStorageWorker());
    expect(second.ok ? 'open' : second.error).toBe('folder-in-use');
    expect(first.ok && (await first.value.store.state.getText('kept'))).toBeUndefined(); // and the first goes on
    if (first.ok) await first.value.close();
    open = [];
    expect(await problemOf()).toBe('open');
  });

  test('in use by another process is refused, and is free the moment that process is killed', async () => {
    const other = startChild(new URL('./testing/hold-folder.ts', import.meta.url), [dataFolder]);
    try {
      expect(await once(other.lines, 'line')).toEqual(['open']);
      expect(await problemOf()).toBe('folder-in-use');
    } finally {
      await other.kill();
    }
    expect(await problemOf()).toBe('open');
  });
});

describe('the database key', { timeout: DISK_TIMEOUT_MS }, () => {
  test('lies sealed where there is a key store', async () => {
    const opened = await start(testSealer('system'));
    expect(opened.ok && opened.value.keys.kind).toBe('system');
    expect(readFileSync(join(dataFolder, 'store.key'), 'latin1')).not.toContain('07070707');
  });

  test('lies open, and says so, where there is none; a key store that appears takes it over', async () => {
    await startAndStop(testSealer('file'));
    expect(readFileSync(join(dataFolder, 'store.key'), 'latin1')).toContain(Buffer.from(KEY).toString('hex'));
    const again = await start(testSealer('file'));
    expect(again.ok && again.value.keys.kind).toBe('file');
    if (again.ok) await again.value.close();
    open = [];
    const sealed = await start(testSealer('system'));
    expect(sealed.ok && sealed.value.keys.kind).toBe('system');
    expect(readFileSync(join(dataFolder, 'store.key'), 'latin1')).not.toContain('07070707');
  });

  test.each([
    ['another key store', () => undefined, testSealer('system', 0x33)],
    ['no key file', () => writeFileSync(join(dataFolder, 'store.key'), ''), testSealer()],
    ['a key file of another kind', () => writeFileSync(join(dataFolder, 'store.key'), 'hello'), testSealer()],
    [
      'another key',
      () => writeFileSync(join(dataFolder, 'store.key'), `hashline-key 1 file ${'01'.repeat(32)}\n`),
      testSealer('file'),
    ],
    [
      'a short key',
      () => writeFileSync(join(dataFolder, 'store.key'), 'hashline-key 1 file 0101\n'),
      testSealer('file'),
    ],
  ])('with %s is missing, and nothing is overwritten', async (_name, harm, sealer) => {
    await startAndStop();
    harm();
    const before = snapshot();
    expect(await problemOf(sealer)).toBe('key-missing');
    expect(snapshot()).toEqual(before);
  });

  test('is never made anew beside a database', async () => {
    await startAndStop();
    rmSync(join(dataFolder, 'store.key'));
    expect(await problemOf()).toBe('key-missing');
    expect(existsSync(join(dataFolder, 'store.key'))).toBe(false);
  });

  test('is there before the database: a first run that was cut off between them goes on', async () => {
    mkdirSync(dataFolder);
    writeFileSync(join(dataFolder, 'store.key'), `hashline-key 1 file ${'09'.repeat(32)}\n`);
    writeFileSync(join(dataFolder, 'store.db'), '');
    expect(await problemOf(testSealer('file'))).toBe('open');
    await open[0]?.close();
    open = [];
    openConnection(join(dataFolder, 'store.db'), new Uint8Array(32).fill(9)).close();
  });
});

describe('a store', { timeout: DISK_TIMEOUT_MS }, () => {
  test('of a newer version is refused, untouched', async () => {
    await startAndStop();
    const connection = openConnection(join(dataFolder, 'store.db'), KEY);
    connection.pragma(`user_version = ${migrations.length + 1}`);
    connection.close();
    const before = snapshot();
    expect(await problemOf()).toBe('store-newer');
    expect(snapshot()).toEqual(before);
  });

  test('with damaged pages says so and is left as it is', async () => {
    await startAndStop();
    const file = join(dataFolder, 'store.db');
    const bytes = readFileSync(file);
    for (let at = PAGE_BYTES + 100; at < bytes.length; at += PAGE_BYTES) bytes[at] = 0xff ^ (bytes[at] ?? 0);
    writeFileSync(file, bytes);
    expect(await problemOf()).toBe('store-damaged');
    expect(readFileSync(file)).toEqual(bytes);
  });

  test.skipIf(process.getuid?.() === 0)('that lost its right to be written says so', async () => {
    await startAndStop();
    chmodSync(join(dataFolder, 'store.db'), 0o400);
    expect(await problemOf()).toBe('folder-not-writable');
  });
});
