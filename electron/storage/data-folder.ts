import { chmodSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from './constants.ts';
import type { DetailedResult } from './result.ts';
import { makeFolderDurably } from './write-durably.ts';

/** Where everything lies. */
export interface DataFolder {
  readonly path: string;
  readonly lockFile: string;
  readonly keyFile: string;
  readonly databaseFile: string;
  readonly blobFolder: string;
}

/** Makes the folder if it is missing, keeps everybody else out of it, and proves that files can be written. */
export function prepareDataFolder(path: string): DetailedResult<DataFolder, 'folder-not-writable'> {
  const folder: DataFolder = {
    path,
    lockFile: join(path, 'lock'),
    keyFile: join(path, 'store.key'),
    databaseFile: join(path, 'store.db'),
    blobFolder: join(path, 'blobs'),
  };
  try {
    makeFolderDurably(path);
    chmodSync(path, PRIVATE_FOLDER_MODE); // it may have been there before, open to others
    const probe = join(path, 'probe.new');
    writeFileSync(probe, 'can this folder be written?', { mode: PRIVATE_FILE_MODE });
    rmSync(probe);
    return { ok: true, value: folder };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, error: 'folder-not-writable', detail };
  }
}

/** Whether a database was begun here. An empty file is none: its making was cut off before the first write. */
export function hasDatabase({ databaseFile }: DataFolder): boolean {
  const found = statSync(databaseFile, { throwIfNoEntry: false });
  return found !== undefined && found.size > 0;
}
