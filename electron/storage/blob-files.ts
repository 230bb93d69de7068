import { controlOf } from './open-store.ts';
import { givenBytes, soleBytes } from './plain-bytes.ts';
import { type Remote, remoteTable } from './remote-table.ts';
import { type StorageWorkerSource, startStorageWorker } from './storage-worker.ts';
import { type ChunkPlace, type ChunkTable, chunkOperations } from './worker-protocol.ts';

/** Chunk files in a thread of their own: a photo on its way to a slow disk must not hold up a message. */
export interface BlobFiles extends Omit<Remote<ChunkTable>, 'open' | 'write' | 'settled'> {
  /** As `ChunkTable` has it. `bytes` are given away: they are not the caller's any more, nor is what lies around them. */
  write(place: ChunkPlace, bytes: Uint8Array, expected: Uint8Array | undefined): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

export async function openBlobFiles(source: StorageWorkerSource, folder: string): Promise<BlobFiles> {
  const worker = startStorageWorker(source);
  const chunks = remoteTable<Remote<ChunkTable>>(worker, 'chunks', chunkOperations);
  try {
    await chunks.open(folder);
  } catch (error) {
    await worker.stop();
    throw error;
  }
  return {
    ...chunks,
    async write(place, bytes, expected) {
      const given = givenBytes(bytes);
      const args = [place, given, expected && soleBytes(expected)];
      return (await worker.call('chunks', 'write', args, [given.buffer])) as Uint8Array | undefined; // as ChunkTable has it
    },
    async close() {
      try {
        await chunks.settled(); // what is being written is finished first
        await controlOf(worker).close();
      } finally {
        await worker.stop();
      }
    },
  };
}
