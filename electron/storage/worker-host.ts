import { setLogger } from '@signalapp/sqlcipher';
import { createChunkTable } from './chunk-files.ts';
import type { Connection } from './connection.ts';
import { openDatabase } from './database.ts';
import type { Flush } from './durable-writes.ts';
import { type FolderLock, takeFolderLock } from './folder-lock.ts';
import { copyDatabase, inspectDatabase } from './inspect.ts';
import { storeOperations } from './operations.ts';
import { createSalvage } from './salvage/salvage.ts';
import { asStoreError, StoreError } from './store-error.ts';
import { createTables } from './tables/tables.ts';
import {
  type ControlTable,
  chunkOperations,
  controlOperations,
  SETTINGS_READ,
  salvageOperations,
  type WorkerAnswer,
  type WorkerRequest,
  type WorkerTables,
} from './worker-protocol.ts';

/** Names that may be called, by table. */
const operations: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ...storeOperations,
    control: controlOperations,
    chunks: chunkOperations,
    salvage: salvageOperations,
  }),
);

const STORE_TABLES = [
  'state',
  'contacts',
  'invites',
  'events',
  'marks',
  'blobs',
  'groups',
  'devices',
  'renewal',
] as const;

/** Answers requests on the thread it lives on: in the worker, or in a test's own process. */
export interface WorkerHost {
  /** At once, but for what flushes files. */
  answer(request: WorkerRequest): WorkerAnswer | Promise<WorkerAnswer>;
}

/** `flush`: how chunk files come onto the disk. */
export function createWorkerHost(flush: Flush): WorkerHost {
  setLogger(() => undefined); // every failure also comes as an error; the driver's lines quote statements and paths
  const tables: OpenTables = { chunks: createChunkTable(flush), salvage: createSalvage() };
  tables.control = createControl(tables);

  return {
    answer({ id, table, call, args }) {
      const failed = (error: unknown): WorkerAnswer => {
        const { reason, message } = asStoreError(error);
        return { id, ok: false, reason, message };
      };
      try {
        const value = methodOf(tables, table, call)(...args);
        if (!(value instanceof Promise)) return { id, ok: true, value };
        return value.then((later: unknown): WorkerAnswer => ({ id, ok: true, value: later }), failed);
      } catch (error) {
        return failed(error);
      }
    },
  };
}

/** What can be asked now: the store's tables only while it is open. */
type OpenTables = { -readonly [T in keyof WorkerTables]?: WorkerTables[T] };

function createControl(tables: OpenTables): ControlTable {
  let lock: FolderLock | undefined;
  let connection: Connection | undefined;
  return {
    lock(file) {
      lock ??= takeFolderLock(file);
      return lock !== undefined;
    },
    open(file, key) {
      const opened = openDatabase(file, key);
      if (!opened.ok) return opened;
      connection = opened.value;
      Object.assign(tables, createTables(connection));
      return { ok: true, value: undefined };
    },
    copy: copyDatabase,
    inspect: inspectDatabase,
    settings() {
      const open = connection;
      if (open === undefined) throw new StoreError('closed', 'no database is open');
      const read = SETTINGS_READ.map((name) => [name, open.pragma(name)] as const);
      return Object.fromEntries(read) as ReturnType<ControlTable['settings']>; // one entry a name, from the list
    },
    close() {
      for (const name of STORE_TABLES) delete tables[name];
      connection?.close();
      connection = undefined;
      lock?.release();
      lock = undefined;
    },
  };
}

type Method = (...args: readonly unknown[]) => unknown;

function methodOf(tables: OpenTables, table: string, call: string): Method {
  if (operations.get(table)?.includes(call) !== true) throw new StoreError('internal', `no operation ${table}.${call}`);
  const found: unknown = Reflect.get(tables, table);
  if (typeof found !== 'object' || found === null) throw new StoreError('closed', 'the store is not open');
  const method: unknown = Reflect.get(found, call);
  if (typeof method !== 'function') throw new StoreError('internal', `no operation ${table}.${call}`);
  return (...args) => Reflect.apply(method, found, args);
}
