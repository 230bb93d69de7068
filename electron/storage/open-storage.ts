import { type BlobFiles, openBlobFiles } from './blob-files.ts';
import { type DataFolder, hasDatabase, prepareDataFolder } from './data-folder.ts';
import { type KeySealer, openKey } from './key-vault.ts';
import { controlOf, type OpenStore, openStoreIn } from './open-store.ts';
import type { DetailedResult } from './result.ts';
import { type StorageWorker, type StorageWorkerSource, startStorageWorker } from './storage-worker.ts';
import { asStoreError } from './store-error.ts';

/** Everything the messenger keeps, opened. */
export interface Storage {
  readonly store: OpenStore;
  readonly files: BlobFiles;
  /** `file`: the database key lies open beside the database; the person should be told. */
  readonly keyKind: 'system' | 'file';
  /** Closes files, database and lock, in this order. */
  close(): Promise<void>;
}

export type StorageProblem =
  | 'folder-not-writable'
  | 'folder-in-use'
  | 'store-newer'
  | 'store-damaged'
  | 'key-missing'
  | 'internal';

export interface StorageParts {
  readonly dataFolder: string;
  readonly sealer: KeySealer;
  readonly random: (length: number) => Uint8Array;
  readonly worker: StorageWorkerSource;
}

/** Opens a data folder, in the order that can lose nothing: folder, lock, key, database, blobs. */
export async function openStorage(parts: StorageParts): Promise<DetailedResult<Storage, StorageProblem>> {
  const folder = prepareDataFolder(parts.dataFolder);
  if (!folder.ok) return folder;
  const worker = startStorageWorker(parts.worker);
  const opened = await openLocked(parts, folder.value, worker).catch(problemOf);
  if (!opened.ok) {
    await controlOf(worker)
      .close()
      .catch(() => undefined); // it may be the worker itself that failed
    await worker.stop();
  }
  return opened;
}

async function openLocked(
  parts: StorageParts,
  folder: DataFolder,
  worker: StorageWorker,
): Promise<DetailedResult<Storage, StorageProblem>> {
  if (!(await controlOf(worker).lock(folder.lockFile))) {
    return { ok: false, error: 'folder-in-use', detail: 'another copy of the program has the data folder open' };
  }
  const vault = await openKey({
    file: folder.keyFile,
    sealer: parts.sealer,
    random: parts.random,
    hasDatabase: hasDatabase(folder),
  });
  if (!vault.ok) return vault;
  const opened = await openStoreIn(worker, folder.databaseFile, vault.value.key);
  if (!opened.ok) return { ok: false, error: STORAGE_PROBLEM[opened.error], detail: opened.detail };
  const store = opened.value;
  const files = await openBlobFiles(parts.worker, folder.blobFolder);
  let closing: Promise<void> | undefined;
  const closeAll = async () => {
    await files.close();
    await store.close();
  };
  const close = () => {
    closing ??= closeAll();
    return closing;
  };
  return { ok: true, value: { store, files, keyKind: vault.value.kind, close } };
}

const STORAGE_PROBLEM = {
  'store-newer': 'store-newer',
  'store-damaged': 'store-damaged',
  'key-wrong': 'key-missing', // the right one is somewhere else
  'not-writable': 'folder-not-writable',
} as const;

function problemOf(error: unknown): DetailedResult<never, StorageProblem> {
  const { reason, message } = asStoreError(error);
  if (reason === 'not-writable' || reason === 'disk-full') {
    return { ok: false, error: 'folder-not-writable', detail: message };
  }
  return { ok: false, error: reason === 'damaged' ? 'store-damaged' : 'internal', detail: message };
}
