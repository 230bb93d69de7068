import type { StorageWorker } from './storage-worker.ts';

/** The asynchronous face of a table on the other thread. */
export type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};

/** A table of the worker by its names. `T` is the promise of both ends: operations.ts and worker-protocol.ts hold them to it. */
export function remoteTable<T>(worker: StorageWorker, table: string, names: readonly (keyof T & string)[]): T {
  const methods = names.map((name) => [name, (...args: unknown[]) => worker.call(table, name, args)]);
  return Object.fromEntries(methods) as T; // exactly the names of T, each asking its namesake
}
