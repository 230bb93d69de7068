import Database from '@signalapp/sqlcipher';
import { DATABASE_BUSY_MS } from './constants.ts';
import { plainBytes } from './plain-bytes.ts';
import { StoreError } from './store-error.ts';

/** What a statement takes. No booleans and no undefined: the driver refuses them, and it is right to. */
export type SqlValue = string | number | Uint8Array | null;
export type SqlRow = Readonly<Record<string, unknown>>;

/** In place of `?` for bytes that may be empty: the driver binds none at all as NULL. */
export const BYTES = "coalesce(?, x'')";

/** One open database, on the thread that opened it. Statements are compiled once and kept. */
export interface Connection {
  run(sql: string, values?: readonly SqlValue[]): { readonly changes: number; readonly rowid: number };
  one(sql: string, values?: readonly SqlValue[]): SqlRow | undefined;
  all(sql: string, values?: readonly SqlValue[]): readonly SqlRow[];
  /** Several statements at once, as migrations have them. */
  script(sql: string): void;
  /** First column of the first row. */
  pragma(source: string): unknown;
  /** How the full-text index cuts this text into words. */
  tokens(text: string): readonly string[];
  /** Commits when `work` returns, rolls back when it throws. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/**
 * Opens the encrypted file and proves that the key fits; throws the driver's error if not. Nothing is written yet, so that a
 * file of a newer version can be refused untouched: call `prepareForWriting` once its version is known.
 */
export function openConnection(file: string, key: Uint8Array): Connection {
  const database = openFile(file);
  try {
    database.pragma('cipher_log_level = NONE'); // it would write page numbers of a wrong key to stderr
    database.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`); // a raw key: no derivation, opens in 2 ms
    database.prepare('SELECT count(*) AS count FROM sqlite_master').get(); // the wrong key shows here, not before
    database.initTokenizer(); // of the full-text index; without it its table can't even be named
    return connectionOf(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The driver's own error has no code here, and there is but one reason: the file can't be opened or made. */
export function openFile(file: string): Database {
  try {
    return new Database(file, { cacheStatements: true });
  } catch (error) {
    throw new StoreError('not-writable', error instanceof Error ? error.message : String(error));
  }
}

/**
 * Settings of every connection that writes. The driver is compiled with synchronous=NORMAL for WAL, which may lose the last
 * commits at power loss, and an acknowledged event must never be lost: FULL, and on macOS the flush that reaches the platter.
 */
export function prepareForWriting(connection: Connection): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('fullfsync = ON');
  connection.pragma('checkpoint_fullfsync = ON');
  connection.pragma('foreign_keys = ON');
  connection.pragma('secure_delete = ON');
  connection.pragma('temp_store = MEMORY');
  connection.pragma(`busy_timeout = ${DATABASE_BUSY_MS}`);
}

function connectionOf(database: Database): Connection {
  const pragma = (source: string) => database.pragma(source, { simple: true });
  return {
    run(sql, values = []) {
      const { changes, lastInsertRowid } = database.prepare(sql).run(values.map(bound));
      return { changes, rowid: lastInsertRowid };
    },
    one: (sql, values = []) => database.prepare(sql).get(values.map(bound)),
    all: (sql, values = []) => database.prepare(sql).all(values.map(bound)),
    script: (sql) => database.exec(sql),
    pragma,
    tokens: (text) => database.signalTokenize(text),
    transaction: (work) => inTransaction(database, work),
    close: () => database.close(),
  };
}

/** Not the driver's own: where SQLite has rolled back by itself (a full disk), that one reports the second rollback instead. */
function inTransaction<T>(database: Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

function rollBack(database: Database): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // SQLite was first. Should a transaction be open in truth, the next BEGIN says so.
  }
}

type Bound = string | number | Uint8Array<ArrayBuffer> | null;

/** The driver wants bytes that are not shared between threads. */
function bound(value: SqlValue): Bound {
  return value instanceof Uint8Array ? plainBytes(value) : value;
}
