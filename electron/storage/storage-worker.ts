import { Worker } from 'node:worker_threads';
import { StoreError } from './store-error.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-protocol.ts';

/** The near end of the storage thread. */
export interface StorageWorker {
  /** Rejects with a `StoreError`. Arguments are copied, but for memory that is `given` away. */
  call(table: string, name: string, args: readonly unknown[], given?: readonly ArrayBuffer[]): Promise<unknown>;
  /** Ends the thread; what is still asked is rejected as `closed`. */
  stop(): Promise<void>;
}

/** The compiled script of `worker.ts`, or something that starts one otherwise (tests: on the same thread). */
export type StorageWorkerSource = string | URL | (() => StorageWorker);

export function startStorageWorker(source: StorageWorkerSource): StorageWorker {
  return typeof source === 'function' ? source() : startThread(source);
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: StoreError) => void;
}

function startThread(script: string | URL): StorageWorker {
  const worker = new Worker(script, { name: 'storage' });
  const waiting = new Map<number, Waiting>();
  let nextId = 0;
  let ended: StoreError | undefined;

  function end(error: StoreError): void {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  }
  worker.on('message', (answer: WorkerAnswer) => settle(waiting, answer));
  worker.on('messageerror', () => end(new StoreError('internal', 'an answer of the storage worker could not be read')));
  worker.on('error', (error) => end(new StoreError('internal', `the storage worker failed: ${error.message}`)));
  worker.on('exit', () => end(new StoreError('closed', 'the storage worker has ended')));

  return {
    call(table, name, args, given = []) {
      if (ended !== undefined) return Promise.reject(ended);
      const request: WorkerRequest = { id: nextId, table, call: name, args };
      nextId += 1;
      return new Promise((resolve, reject) => {
        waiting.set(request.id, { resolve, reject });
        worker.postMessage(request, given);
      });
    },
    async stop() {
      await worker.terminate();
    },
  };
}

function settle(waiting: Map<number, Waiting>, answer: WorkerAnswer): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (answer.ok) asked?.resolve(answer.value);
  else asked?.reject(new StoreError(answer.reason, answer.message));
}
