import { flushAtOnce } from '../durable-writes.ts';
import type { StorageWorker } from '../storage-worker.ts';
import { StoreError } from '../store-error.ts';
import { createWorkerHost } from '../worker-host.ts';

/**
 * The storage worker without a thread: the same tables over the same real files, answered on the caller's thread. Every
 * answer comes in a microtask, so a simulated world with virtual time stays deterministic; answers are cloned as a port would.
 * For tests and simulation only: it waits for the disk.
 */
export function inProcessStorageWorker(): StorageWorker {
  const host = createWorkerHost(flushAtOnce);
  let isStopped = false;
  return {
    async call(table, call, args) {
      if (isStopped) throw new StoreError('closed', 'the storage worker has ended');
      const answer = await host.answer({ id: 0, table, call, args: structuredClone(args) });
      if (!answer.ok) throw new StoreError(answer.reason, answer.message);
      return structuredClone(answer.value);
    },
    async stop() {
      isStopped = true;
      await host.answer({ id: 0, table: 'control', call: 'close', args: [] });
    },
  };
}
