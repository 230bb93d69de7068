import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_KEY_BYTES } from '../constants.ts';
import { type OpenStore, openStore } from '../open-store.ts';
import type { StorageWorkerSource } from '../storage-worker.ts';
import { testStorageWorker } from './test-worker.ts';

/** A folder of one test's own, gone with `remove`. */
export interface TestFolder {
  readonly path: string;
  remove(): void;
}

export function testFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'hashline-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A store as the app has it: real worker, real encrypted file. */
export interface TestStore {
  readonly store: OpenStore;
  readonly file: string;
  readonly key: Uint8Array;
  readonly folder: string;
  /** Closes and opens the same file again. */
  reopen(): Promise<OpenStore>;
  /** Closes and removes everything. */
  remove(): Promise<void>;
}

export async function testStore(worker?: StorageWorkerSource): Promise<TestStore> {
  const source = worker ?? (await testStorageWorker());
  const folder = testFolder();
  const file = join(folder.path, 'store.db');
  const key = new Uint8Array(randomBytes(DATABASE_KEY_BYTES));
  const open = async () => {
    const opened = await openStore({ worker: source, file, key });
    if (!opened.ok) throw new Error(`test store: ${opened.error}: ${opened.detail}`);
    return opened.value;
  };
  let store = await open();
  return {
    get store() {
      return store;
    },
    file,
    key,
    folder: folder.path,
    async reopen() {
      await store.close();
      store = await open();
      return store;
    },
    async remove() {
      await store.close();
      folder.remove();
    },
  };
}
