import { openConnection } from './connection.ts';
import { integerOf } from './row-values.ts';
import { asStoreError } from './store-error.ts';
import type { Inspection } from './worker-protocol.ts';

/**
 * Reads a database file to the end: `cipher_integrity_check` proves every page against its code, `quick_check` that they fit
 * together. Seconds for a large one, so never on a thread that somebody waits for.
 */
export function inspectDatabase(file: string, key: Uint8Array): Inspection {
  try {
    const connection = openConnection(file, key);
    try {
      const isAuthentic = connection.all('PRAGMA cipher_integrity_check').length === 0;
      const isWhole = isAuthentic && connection.pragma('quick_check(1)') === 'ok';
      const row = isWhole ? connection.one('SELECT count(*) AS count FROM events') : undefined;
      return { isWhole, eventCount: row === undefined ? 0 : integerOf(row, 'count') };
    } finally {
      connection.close();
    }
  } catch (error) {
    const { reason } = asStoreError(error);
    if (reason === 'internal' || reason === 'closed') throw error;
    return { isWhole: false, eventCount: 0 };
  }
}

/** A copy of the state of this moment, over a connection of its own: readers and the writer go on. */
export function copyDatabase(file: string, key: Uint8Array, target: string): void {
  const connection = openConnection(file, key);
  try {
    connection.run('VACUUM INTO ?', [target]);
  } finally {
    connection.close();
  }
}
