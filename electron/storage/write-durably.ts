import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { PRIVATE_FILE_MODE } from './constants.ts';

/**
 * Writes the whole file beside its place, flushes it, renames it into place and flushes the folder: after a crash at any
 * moment the old file or the new one is there, whole. Waits for the disk.
 */
export function writeFileDurably(file: string, bytes: Uint8Array): void {
  const fresh = `${file}.new`;
  const descriptor = openSync(fresh, 'w', PRIVATE_FILE_MODE);
  try {
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(descriptor, bytes, written, bytes.length - written);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(fresh, file);
  syncFolder(dirname(file));
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
