import { openFile } from './connection.ts';
import { FOLDER_LOCK_WAIT_MS } from './constants.ts';

/** Holds a folder for one process. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the folder by an exclusive lock that SQLite holds on an empty file. The operating system drops it when the process
 * ends, however it ends, so a crash leaves nothing behind; no process id that another program may have by now, no clock.
 * Undefined: another copy has it. Throws a `StoreError` where the file can't be made.
 */
export function takeFolderLock(file: string): FolderLock | undefined {
  const database = openFile(file);
  try {
    database.pragma(`busy_timeout = ${FOLDER_LOCK_WAIT_MS}`);
    database.exec('BEGIN EXCLUSIVE');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && error.message.includes('SQLITE_BUSY')) return undefined;
    throw error;
  }
}
