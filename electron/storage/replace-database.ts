import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import type { DataFolder } from './data-folder.ts';
import { saltFile } from './salvage/salt-file.ts';
import { syncFolder } from './write-durably.ts';

/** A database under this name is whole, and waits for the place of one that is damaged. */
const FRESH = '-recovered';
const PARTS = ['', '-wal', '-shm'] as const;

/**
 * Puts `fresh` in the place of the database, which stays beside it with its log: together they may still be of use to somebody who
 * can mend them. Once this began, it is done: by us or by the next start.
 */
export async function replaceDatabase(folder: DataFolder, fresh: string, atMs: number): Promise<void> {
  const { databaseFile, path } = folder;
  await rename(fresh, `${databaseFile}${FRESH}`);
  syncFolder(path);
  const damaged = `${databaseFile}.damaged-${atMs}`;
  for (const part of PARTS) await renameIfThere(`${databaseFile}${part}`, `${damaged}${part}`);
  await renameIfThere(saltFile(databaseFile), saltFile(damaged));
  syncFolder(path);
  await finishReplacing(folder);
}

/** What was cut off between the two: a database is there, and not in its place. Its own log can't be there: it was closed. */
export async function finishReplacing({ databaseFile, path }: DataFolder): Promise<void> {
  if (existsSync(databaseFile) || !existsSync(`${databaseFile}${FRESH}`)) return;
  for (const part of ['-wal', '-shm']) await renameIfThere(`${databaseFile}${part}`, `${databaseFile}.damaged${part}`);
  await rename(`${databaseFile}${FRESH}`, databaseFile);
  syncFolder(path);
}

async function renameIfThere(from: string, to: string): Promise<void> {
  if (existsSync(from)) await rename(from, to);
}
