import { type BlobFiles, openBlobFiles } from './blob-files.ts';
import { type DataFolder, hasDatabase, prepareDataFolder } from './data-folder.ts';
import { type KeySealer, KeyVault, type KeyVaultParts } from './key-vault.ts';
import { finishMovingAside } from './moving-aside.ts';
import { controlOf, type OpenStore, openStoreIn } from './open-store.ts';
import { finishReplacing } from './replace-database.ts';
import type { DetailedResult } from './result.ts';
import { keepSalt } from './salvage/salt-file.ts';
import { type KeyDerivation, systemKeyDerivation } from './secret-box.ts';
import { type StorageWorker, type StorageWorkerSource, startStorageWorker } from './storage-worker.ts';
import { asStoreError } from './store-error.ts';

/** Everything the messenger keeps, opened. */
export interface Storage {
  readonly store: OpenStore;
  readonly files: BlobFiles;
  /** The database key and the ways to it. */
  readonly keys: KeyVault;
  readonly folder: DataFolder;
  /** Closes files, database and lock, in this order. */
  close(): Promise<void>;
}

export type StorageProblem =
  | 'folder-not-writable'
  | 'folder-in-use'
  | 'store-newer'
  | 'store-damaged'
  | 'key-missing'
  | 'passphrase-needed'
  | 'internal';

export interface StorageParts {
  readonly dataFolder: string;
  readonly sealer: KeySealer;
  readonly random: (length: number) => Uint8Array;
  readonly worker: StorageWorkerSource;
  /** scrypt at full cost where nothing else is said. */
  readonly derivation?: KeyDerivation | undefined;
  readonly unlock?: KeyVaultParts['unlock'];
  /** Whether the last run had a doubt: then the database is read through before it is opened. */
  readonly isDoubtful?: boolean;
  /** Puts a good database in the place of one that can't be read. False: there is none. */
  readonly recover?: (damaged: Damaged) => Promise<boolean>;
}

export interface Damaged {
  readonly folder: DataFolder;
  readonly keys: KeyVault;
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
  await finishMovingAside(folder.path);
  await finishReplacing(folder);
  const vault = await KeyVault.open({
    file: folder.keyFile,
    sealer: parts.sealer,
    random: parts.random,
    derivation: parts.derivation ?? systemKeyDerivation,
    unlock: parts.unlock,
    hasDatabase: hasDatabase(folder),
  });
  if (!vault.ok) return vault;
  let opened = await openDatabaseOf(parts, folder, worker, vault.value);
  if (!opened.ok && opened.error === 'store-damaged') {
    const isRecovered = await parts.recover?.({ folder, keys: vault.value });
    if (isRecovered === true) opened = await openDatabaseOf({ isDoubtful: false }, folder, worker, vault.value);
  }
  if (!opened.ok) return opened;
  const store = opened.value;
  const files = await openBlobFiles(parts.worker, folder.blobFolder, worker);
  let closing: Promise<void> | undefined;
  const closeAll = async () => {
    await files.close();
    await store.close();
  };
  const close = () => {
    closing ??= closeAll();
    return closing;
  };
  return { ok: true, value: { store, files, keys: vault.value, folder, close } };
}

/** A key that is surely the right one and opens nothing means that the first page is not what it was. */
async function openDatabaseOf(
  { isDoubtful }: Pick<StorageParts, 'isDoubtful'>,
  { databaseFile }: DataFolder,
  worker: StorageWorker,
  keys: KeyVault,
): Promise<DetailedResult<OpenStore, StorageProblem>> {
  if (isDoubtful === true && !(await controlOf(worker).inspect(databaseFile, keys.key)).isWhole) {
    return { ok: false, error: 'store-damaged', detail: 'pages of the database are not as they were written' };
  }
  const opened = await openStoreIn(worker, databaseFile, keys.key);
  if (opened.ok) keepSalt(databaseFile, String((await opened.value.settings()).cipher_salt));
  if (opened.ok) return opened;
  const isDamaged = opened.error === 'key-wrong' && keys.isChecked;
  return { ok: false, error: isDamaged ? 'store-damaged' : STORAGE_PROBLEM[opened.error], detail: opened.detail };
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
