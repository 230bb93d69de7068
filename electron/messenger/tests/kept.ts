import { createHash, randomBytes } from 'node:crypto';
import { openStorage, type Storage } from '../../storage/index.ts';
import { testStorageWorker } from '../../storage/testing/index.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { openBlobStore } from '../blobs/open-blob-store.ts';
import { FILE_PROTECTOR } from '../cli/file-protector.ts';

/** More events than any log of these tests has. */
const LOG_EVENTS_MAX = 1_000_000;

/** Bundled once, however many folders are read. */
let worker: Promise<URL> | undefined;

/** One event as it lies on the disk; what should be equal on both sides. */
export interface KeptEvent {
  readonly id: string;
  readonly seq: number;
  readonly t: number | undefined;
  readonly head: string;
  readonly body: string | undefined;
  readonly own: string | undefined;
  readonly sig: string | undefined;
}

/** A conversation as a stopped messenger left it. */
export interface Kept {
  /** By log, and in a log by number. */
  readonly events: readonly KeptEvent[];
  /** Hash of the content of each blob that a body names, by its id; `missing` if it is not whole. */
  readonly blobs: Readonly<Record<string, string>>;
  /** Blobs begun and not whole, here. */
  readonly unfinished: number;
}

/** Opens the data folder of a messenger that is stopped, and reads everything of a conversation. */
export async function keptIn(dataFolder: string, conv: string): Promise<Kept> {
  const random = (length: number) => new Uint8Array(randomBytes(length));
  worker ??= testStorageWorker();
  const opened = await openStorage({ dataFolder, sealer: FILE_PROTECTOR, random, worker: await worker });
  if (!opened.ok) throw new Error(`${opened.error}: ${opened.detail}`);
  const storage = opened.value;
  try {
    const store = await openBlobStore({ rows: storage.store.blobs, files: storage.files, random });
    return await readAll(storage, store, conv);
  } finally {
    await storage.close();
  }
}

async function readAll({ store }: Storage, blobStore: BlobStore, conv: string): Promise<Kept> {
  const logs = new Map((await store.events.tips(conv)).map((tip) => [`${tip.by} ${tip.log}`, tip]));
  const events: KeptEvent[] = [];
  const blobs: Record<string, string> = {};
  for (const { by, log } of [...logs.values()].sort((a, b) => (a.by + a.log < b.by + b.log ? -1 : 1))) {
    for (const row of await store.events.ofLog(conv, by, log, 1, LOG_EVENTS_MAX)) {
      const { id, seq, t } = row;
      events.push({ id, seq, t, head: hex(row.head) ?? '', body: hex(row.body), own: hex(row.own), sig: hex(row.sig) });
      for (const blob of row.blobs) blobs[blob] ??= await contentOf(blobStore, blob);
    }
  }
  return { events, blobs, unfinished: (await store.blobs.notWhole()).length };
}

async function contentOf(blobs: BlobStore, id: string): Promise<string> {
  const info = await blobs.info(id);
  if (info?.isWhole !== true || info.length === undefined) return 'missing';
  const bytes = await blobs.read(id, 0, info.length);
  return bytes === undefined ? 'missing' : createHash('sha256').update(bytes).digest('hex');
}

function hex(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('hex');
}
