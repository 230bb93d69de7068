import { flushAtOnce } from '../durable-writes.ts';
import type { StorageWorker } from '../storage-worker.ts';
import { StoreError } from '../store-error.ts';
import { createWorkerHost } from '../worker-host.ts';

/**
 * The storage worker without a thread: the same tables over the same real files, answered on the caller's thread. Every
 * answer comes in a microtask, so a simulated world with virtual time stays deterministic; arguments and answers are copied
 * as a port would. For tests and simulation only: it waits for the disk.
 */
export function inProcessStorageWorker(): StorageWorker {
  const host = createWorkerHost(flushAtOnce);
  let isStopped = false;
  return {
    async call(table, call, args) {
      if (isStopped) throw new StoreError('closed', 'the storage worker has ended');
      const answer = await host.answer({ id: 0, table, call, args: args.map(cloned) });
      if (!answer.ok) throw new StoreError(answer.reason, answer.message);
      return cloned(answer.value);
    },
    async stop() {
      isStopped = true;
      await host.answer({ id: 0, table: 'control', call: 'close', args: [] });
    },
  };
}

/** The same as `structuredClone` of whatever tables take and give, at less than half its cost; anything else is refused. */
function cloned(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError('a port takes no such thing');
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(cloned);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [cloned(key), cloned(item)]));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('a port takes no such object');
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cloned(item)]));
}
