import { withKnownTips } from './known-tips.ts';
import { storeOperations } from './operations.ts';
import { type Remote, remoteTable } from './remote-table.ts';
import type { DetailedResult } from './result.ts';
import { type StorageWorker, type StorageWorkerSource, startStorageWorker } from './storage-worker.ts';
import type { Store, StoreTables } from './store.ts';
import {
  type ControlTable,
  controlOperations,
  type DatabaseSettings,
  type OpenStoreProblem,
} from './worker-protocol.ts';

export type { OpenStoreProblem } from './worker-protocol.ts';

/** An open store that can also say how its database is set. */
export interface OpenStore extends Store {
  settings(): Promise<DatabaseSettings>;
}

/** Starts a worker and opens the encrypted file in it, or makes it. The caller holds the folder (`open-storage.ts`). */
export async function openStore(parts: {
  readonly worker: StorageWorkerSource;
  readonly file: string;
  readonly key: Uint8Array;
}): Promise<DetailedResult<OpenStore, OpenStoreProblem>> {
  const worker = startStorageWorker(parts.worker);
  const opened = await openStoreIn(worker, parts.file, parts.key);
  if (!opened.ok) await worker.stop();
  return opened;
}

/** The same in a worker that runs already. Closing the store ends the worker. */
export async function openStoreIn(
  worker: StorageWorker,
  file: string,
  key: Uint8Array,
): Promise<DetailedResult<OpenStore, OpenStoreProblem>> {
  const control = controlOf(worker);
  const opened = await control.open(file, key);
  if (!opened.ok) return opened;
  let closing: Promise<void> | undefined;
  const close = async () => {
    try {
      await control.close(); // after all that was asked before
    } finally {
      await worker.stop();
    }
  };
  const value: OpenStore = {
    ...tablesOf(worker),
    settings: () => control.settings(),
    close() {
      closing ??= close();
      return closing;
    },
  };
  return { ok: true, value };
}

export function controlOf(worker: StorageWorker): Remote<ControlTable> {
  return remoteTable<Remote<ControlTable>>(worker, 'control', controlOperations);
}

function tablesOf(worker: StorageWorker): StoreTables {
  return {
    state: remoteTable(worker, 'state', storeOperations.state),
    contacts: remoteTable(worker, 'contacts', storeOperations.contacts),
    invites: remoteTable(worker, 'invites', storeOperations.invites),
    events: withKnownTips(remoteTable(worker, 'events', storeOperations.events)),
    marks: remoteTable(worker, 'marks', storeOperations.marks),
    hidden: remoteTable(worker, 'hidden', storeOperations.hidden),
    blobs: remoteTable(worker, 'blobs', storeOperations.blobs),
    groups: remoteTable(worker, 'groups', storeOperations.groups),
    people: remoteTable(worker, 'people', storeOperations.people),
    starts: remoteTable(worker, 'starts', storeOperations.starts),
    search: remoteTable(worker, 'search', storeOperations.search),
    conversations: remoteTable(worker, 'conversations', storeOperations.conversations),
    devices: remoteTable(worker, 'devices', storeOperations.devices),
    renewal: remoteTable(worker, 'renewal', storeOperations.renewal),
  };
}
