import { type StorageWorker, startStorageWorker } from './storage-worker.ts';

/** Storage threads that were started before anybody asked for one. */
export interface ThreadsAhead {
  /** Starts one more now. */
  startOne(): void;
  /** Gives one of them, the oldest first; after the last a new one. */
  readonly take: () => StorageWorker;
}

/** A thread loads the database driver by itself: opening the store need not wait for that if it was begun beside something else. */
export function threadsAhead(script: string): ThreadsAhead {
  const ahead: StorageWorker[] = [];
  return {
    startOne: () => void ahead.push(startStorageWorker(script)),
    take: () => ahead.shift() ?? startStorageWorker(script),
  };
}
