import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStorage } from './open-storage.ts';
import { setStoreAside } from './set-aside.ts';
import { startChild } from './testing/child.ts';
import { inProcessStorageWorker, type TestFolder, testFolder, testSealer } from './testing/index.ts';

/** Each test starts a process and opens real stores, on a disk that may be busy. */
const DISK_TIMEOUT_MS = 60_000;

let temp: TestFolder;
let dataFolder: string;
beforeEach(async () => {
  temp = testFolder();
  dataFolder = join(temp.path, 'data');
  await leaveStore();
});
afterEach(() => temp.remove());

async function openAt(folder: string) {
  const opened = await openStorage({
    dataFolder: folder,
    sealer: testSealer(),
    random: (length) => new Uint8Array(length).fill(7),
    worker: inProcessStorageWorker,
  });
  if (!opened.ok) throw new Error(`${opened.error}: ${opened.detail}`);
  return opened.value;
}

/** As a crash leaves it: what was written last is in the write-ahead log alone. */
async function leaveStore(): Promise<void> {
  const running = join(temp.path, 'running');
  const storage = await openAt(running);
  await storage.store.state.setText('kept', 'yes');
  cpSync(running, dataFolder, { recursive: true });
  await storage.close();
  writeFileSync(join(dataFolder, 'doubt'), '');
}

const filesOf = (folder: string) =>
  new Map(
    ['store.db', 'store.db-wal', 'store.key', 'doubt'].map((name) => [name, readFileSync(join(folder, name), 'hex')]),
  );

describe('a store that is set aside', () => {
  test.each([0, 1, 2, 4])(
    'is moved whole, also by a program that is killed after %i files',
    { timeout: DISK_TIMEOUT_MS },
    async (renames) => {
      const before = filesOf(dataFolder);
      const child = startChild(new URL('./testing/set-aside-and-die.ts', import.meta.url), [
        dataFolder,
        String(renames),
      ]);
      const lines: string[] = [];
      child.lines.on('line', (line) => lines.push(line));
      await once(child.lines, 'close');
      expect(lines).toEqual([]); // it did not come to its end
      expect(existsSync(join(dataFolder, 'store.db'))).toBe(renames === 0);

      const fresh = await openAt(dataFolder);
      expect(await fresh.store.state.getText('kept')).toBeUndefined();
      await fresh.close();
      const aside = join(dataFolder, 'Set aside');
      expect(filesOf(aside)).toEqual(before);
      expect(existsSync(join(dataFolder, 'moving-aside'))).toBe(false);
      const old = await openAt(aside);
      expect(await old.store.state.getText('kept')).toBe('yes');
      await old.close();
    },
  );

  test('is finished by a second try too, and is not moved twice', { timeout: DISK_TIMEOUT_MS }, async () => {
    const move = {
      folder: 'Set aside',
      files: ['store.db', 'store.db-wal', 'store.db-shm', 'store.db-salt', 'blobs', 'store.key', 'doubt'],
    };
    writeFileSync(join(dataFolder, 'moving-aside'), JSON.stringify(move));
    const set = await setStoreAside({
      dataFolder,
      worker: inProcessStorageWorker,
      name: 'Set aside later',
      others: ['doubt'],
    });
    expect(set).toEqual({ ok: true, value: { folder: join(dataFolder, 'Set aside') } });
    expect(readdirSync(dataFolder)).not.toContain('Set aside later');
  });

  test('is never moved out of its folder by a note of somebody else', { timeout: DISK_TIMEOUT_MS }, async () => {
    for (const note of [
      '{',
      '{"folder":"../x","files":["store.db"]}',
      '{"folder":"x","files":["../running/store.db"]}',
    ]) {
      writeFileSync(join(dataFolder, 'moving-aside'), note);
      const storage = await openAt(dataFolder);
      expect(await storage.store.state.getText('kept')).toBe('yes');
      await storage.close();
      expect(existsSync(join(temp.path, 'running', 'store.db'))).toBe(true);
    }
  });
});
