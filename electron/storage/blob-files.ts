import { controlOf } from './open-store.ts';
import { soleBytes } from './plain-bytes.ts';
import { type Remote, remoteTable } from './remote-table.ts';
import { type StorageWorkerSource, startStorageWorker } from './storage-worker.ts';
import { type ChunkTable, chunkOperations } from './worker-protocol.ts';

/** Chunk files in a thread of their own: a photo on its way to a slow disk must not hold up a message. */
export interface BlobFiles extends Omit<Remote<ChunkTable>, 'open'> {
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
    write: (place, bytes, expected) => chunks.write(place, soleBytes(bytes), expected && soleBytes(expected)),
    async close() {
      try {
        await controlOf(worker).close(); // what is being written is finished first
      } finally {
        await worker.stop();
      }
    },
  };
}
