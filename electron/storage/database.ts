import { statSync } from 'node:fs';
import { type Connection, openConnection, prepareForWriting } from './connection.ts';
import { CHECK_AT_START_BYTES_MAX } from './constants.ts';
import { migrate, versionOf } from './migrations/migrate.ts';
import { migrations } from './migrations/migrations.ts';
import type { DetailedResult } from './result.ts';
import { textOf } from './row-values.ts';
import { isWalDamaged } from './salvage/wal-frames.ts';
import { asStoreError } from './store-error.ts';
import type { OpenStoreProblem } from './worker-protocol.ts';

/** Opens the store's file, makes it if it is missing, and brings it up to this version. A newer one stays untouched. */
export function openDatabase(file: string, key: Uint8Array): DetailedResult<Connection, OpenStoreProblem> {
  let connection: Connection | undefined;
  try {
    if (isWalDamaged(`${file}-wal`))
      return problem('store-damaged', 'the log beside the database is not what was written');
    connection = openConnection(file, key);
    const version = versionOf(connection);
    if (version > migrations.length) {
      connection.close();
      return problem('store-newer', `the store has version ${version}, this program knows ${migrations.length}`);
    }
    prepareForWriting(connection);
    migrate(connection, migrations);
    touchTables(connection);
    if (!isSmallOneWhole(connection, file)) {
      connection.close();
      return problem('store-damaged', 'the pages of the database do not fit together');
    }
    connection.script('BEGIN IMMEDIATE; ROLLBACK'); // a disk that takes no writes shows here, not at the first message
    return { ok: true, value: connection };
  } catch (error) {
    connection?.close();
    return openProblemOf(error);
  }
}

/**
 * Reads the first page of every table: damage there is told now, and not in the middle of a conversation. A virtual table has
 * no pages but those of the tables behind it.
 */
function touchTables(connection: Connection): void {
  for (const row of connection.all(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
  )) {
    connection.one(`SELECT 1 FROM "${textOf(row, 'name')}" LIMIT 1`);
  }
}

/** A small database is read through at once; a large one is looked after in the background. */
function isSmallOneWhole(connection: Connection, file: string): boolean {
  if (statSync(file).size > CHECK_AT_START_BYTES_MAX) return true;
  return connection.pragma('quick_check(1)') === 'ok';
}

function openProblemOf(error: unknown): DetailedResult<never, OpenStoreProblem> {
  const { reason, message } = asStoreError(error);
  if (message.includes('SQLITE_NOTADB')) return problem('key-wrong', 'the key does not open the store');
  if (reason === 'damaged') return problem('store-damaged', message);
  if (reason === 'not-writable' || reason === 'disk-full') return problem('not-writable', message);
  throw error;
}

function problem(error: OpenStoreProblem, detail: string): DetailedResult<never, OpenStoreProblem> {
  return { ok: false, error, detail };
}
