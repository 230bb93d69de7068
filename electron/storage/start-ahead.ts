import { type StorageWorker, startStorageWorker } from './storage-worker.ts';

/**
 * Starts a storage thread now, for whoever asks for one first; those after it get one of their own. The thread loads the database
 * driver by itself, so that opening the store need not wait for that.
 */
export function startAhead(script: string): () => StorageWorker {
  let ahead: StorageWorker | undefined = startStorageWorker(script);
  return () => {
    const worker = ahead ?? startStorageWorker(script);
    ahead = undefined;
    return worker;
  };
}
