import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { prepareDataFolder } from './data-folder.ts';
import { finishMovingAside, moveAside } from './moving-aside.ts';
import { controlOf } from './open-store.ts';
import type { DetailedResult } from './result.ts';
import { type StorageWorkerSource, startStorageWorker } from './storage-worker.ts';

/** What makes a person's store. */
const STORE_FILES = ['store.db', 'store.db-wal', 'store.db-shm', 'store.db-salt', 'blobs', 'store.key'] as const;

export interface SetAsideParts {
  readonly dataFolder: string;
  readonly worker: StorageWorkerSource;
  /** Name of the folder below `dataFolder`, where everything goes; a number follows if it is taken. */
  readonly name: string;
  /** Files of the caller's that belong to the store. */
  readonly others: readonly string[];
}

/** Moves a store that does not open out of the way, whole, so that another can begin in its place. Nothing is deleted. */
export async function setStoreAside({
  dataFolder,
  worker: source,
  name,
  others,
}: SetAsideParts): Promise<
  DetailedResult<{ readonly folder: string }, 'folder-in-use' | 'folder-not-writable' | 'internal'>
> {
  const folder = prepareDataFolder(dataFolder);
  if (!folder.ok) return folder;
  const worker = startStorageWorker(source);
  const control = controlOf(worker);
  try {
    if (!(await control.lock(folder.value.lockFile))) {
      return { ok: false, error: 'folder-in-use', detail: 'another copy of the program has the data folder open' };
    }
    const files = [...STORE_FILES, ...others];
    const finished = await finishMovingAside(dataFolder);
    if (finished !== undefined && !files.some((file) => existsSync(join(dataFolder, file))))
      return { ok: true, value: { folder: join(dataFolder, finished) } };
    const aside = freshPath(join(dataFolder, name));
    await moveAside(dataFolder, { folder: basename(aside), files });
    return { ok: true, value: { folder: aside } };
  } catch (error) {
    return { ok: false, error: 'internal', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    await control.close().catch(() => undefined); // it may be the worker itself that failed
    await worker.stop();
  }
}

function freshPath(wanted: string): string {
  for (let number = 1; ; number++) {
    const path = number === 1 ? wanted : `${wanted} (${number})`;
    if (!existsSync(path)) return path;
  }
}
