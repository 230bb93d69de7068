import { controlOf } from './open-store.ts';
import { givenBytes, soleBytes } from './plain-bytes.ts';
import { type Remote, remoteTable } from './remote-table.ts';
import { type StorageWorker, type StorageWorkerSource, startStorageWorker } from './storage-worker.ts';
import { type ChunkPlace, type ChunkTable, chunkOperations } from './worker-protocol.ts';

/** Chunk files in a thread of their own: a photo on its way to a slow disk must not hold up a message. */
export interface BlobFiles extends Omit<Remote<ChunkTable>, 'open' | 'write' | 'settled'> {
  /** As `ChunkTable` has it. `bytes` are given away: they are not the caller's any more, nor is what lies around them. */
  write(place: ChunkPlace, bytes: Uint8Array, expected: Uint8Array | undefined): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

interface OwnThread {
  readonly worker: StorageWorker;
  readonly chunks: Remote<ChunkTable>;
}

/**
 * The thread of its own begins with the first chunk: a start of the app needs none, and a thread that begins takes from a start what
 * it could use. Until then `near`, a thread that is there already, makes the folder and sweeps it.
 */
export async function openBlobFiles(
  source: StorageWorkerSource,
  folder: string,
  near?: StorageWorker,
): Promise<BlobFiles> {
  let own: Promise<OwnThread> | undefined;
  const begun = () => {
    own ??= beginThread(source, folder).catch((error: unknown) => {
      own = undefined; // the next one tries again
      throw error;
    });
    return own;
  };
  const before = near === undefined ? (await begun()).chunks : chunksOf(near);
  if (near !== undefined) await before.open(folder);
  return {
    async write(place, bytes, expected) {
      const given = givenBytes(bytes);
      const { worker } = await begun();
      const args = [place, given, expected && soleBytes(expected)];
      return (await worker.call('chunks', 'write', args, [given.buffer])) as Uint8Array | undefined; // as ChunkTable has it
    },
    read: async (place) => (await begun()).chunks.read(place),
    removeFolder: async (name) => (await begun()).chunks.removeFolder(name),
    sweep: async (keep) => (own === undefined ? before : (await own).chunks).sweep(keep),
    async close() {
      const thread = await own?.catch(() => undefined); // whoever asked first was told
      if (thread === undefined) return;
      try {
        await thread.chunks.settled(); // what is being written is finished first
        await controlOf(thread.worker).close();
      } finally {
        await thread.worker.stop();
      }
    },
  };
}

const chunksOf = (worker: StorageWorker): Remote<ChunkTable> =>
  remoteTable<Remote<ChunkTable>>(worker, 'chunks', chunkOperations);

async function beginThread(source: StorageWorkerSource, folder: string): Promise<OwnThread> {
  const worker = startStorageWorker(source);
  const chunks = chunksOf(worker);
  try {
    await chunks.open(folder);
  } catch (error) {
    await worker.stop();
    throw error;
  }
  return { worker, chunks };
}
