import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from './constants.ts';

/**
 * Writes the whole file beside its place, flushes it, renames it into place and flushes the folder: after a crash at any
 * moment the old file or the new one is there, whole. Waits for the disk.
 */
export function writeFileDurably(file: string, bytes: Uint8Array): void {
  const fresh = `${file}.new`;
  const descriptor = writeUnflushed(fresh, [bytes]);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(fresh, file);
  syncFolder(dirname(file));
}

/** All parts in a new file, of which nothing need be on the disk yet. The caller closes what it gives. */
export function writeUnflushed(file: string, parts: readonly Uint8Array[]): number {
  const descriptor = openSync(file, 'w', PRIVATE_FILE_MODE);
  try {
    for (const part of parts) {
      for (let written = 0; written < part.length; ) {
        written += writeSync(descriptor, part, written, part.length - written);
      }
    }
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return descriptor;
}

/** Makes the folder, for its owner alone, if it is missing; its name lasts when this returns. */
export function makeFolderDurably(path: string): void {
  const made = mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  if (made !== undefined) syncFolder(dirname(made));
}

/** Makes renames and new names in the folder last. Windows has no such call; there NTFS's own journal keeps them. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
