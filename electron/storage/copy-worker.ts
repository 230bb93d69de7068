import { controlOf } from './open-store.ts';
import { remoteTable } from './remote-table.ts';
import type { SalvageStore } from './rows/salvage.ts';
import { type StorageWorkerSource, startStorageWorker } from './storage-worker.ts';
import { type Inspection, salvageOperations } from './worker-protocol.ts';

/** Copies and checks databases in a thread of its own, which ends with `close`. */
export interface CopyWorker {
  copy(file: string, key: Uint8Array, target: string): Promise<void>;
  inspect(file: string, key: Uint8Array): Promise<Inspection>;
  close(): Promise<void>;
}

export function startCopyWorker(source: StorageWorkerSource): CopyWorker {
  const worker = startStorageWorker(source);
  const control = controlOf(worker);
  return {
    copy: (file, key, target) => control.copy(file, key, target),
    inspect: (file, key) => control.inspect(file, key),
    close: () => worker.stop(),
  };
}

/** Reads a whole database file through, in a thread of its own. */
export async function inspectCopy(source: StorageWorkerSource, file: string, key: Uint8Array): Promise<Inspection> {
  const worker = startCopyWorker(source);
  try {
    return await worker.inspect(file, key);
  } finally {
    await worker.close();
  }
}

/** Reads a damaged database in a thread of its own, which ends with `close`. */
export interface SalvageWorker extends SalvageStore {
  close(): Promise<void>;
}

export function startSalvageWorker(source: StorageWorkerSource): SalvageWorker {
  const worker = startStorageWorker(source);
  const salvage = remoteTable<SalvageStore>(worker, 'salvage', salvageOperations);
  return { ...salvage, close: () => worker.stop() };
}
