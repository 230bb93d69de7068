import { openStorage, type Storage, storeReasonOf } from '../storage/index.ts';
import { openBlobStore } from './blobs/open-blob-store.ts';
import { ContactBook } from './contacts/contacts.ts';
import type { MessengerParts, OpenResult } from './messenger.ts';
import { MessengerService } from './messenger-service.ts';

/**
 * Opens the data folder and starts what is in it. The keys of a new person are made in the background from the start;
 * the network comes up in the background as well, and what needs it waits.
 */
export async function openMessenger(parts: MessengerParts): Promise<OpenResult> {
  const { dataFolder, keyProtector, random, storageWorker } = parts;
  const opened = await openStorage({ dataFolder, sealer: keyProtector, random, worker: storageWorker });
  if (!opened.ok) return { ok: false, problem: opened.error, detail: opened.detail };
  const storage = opened.value;
  try {
    return { ok: true, messenger: await startService(parts, storage) };
  } catch (error) {
    await storage.close();
    const reason = storeReasonOf(error);
    const isUnwritable = reason === 'disk-full' || reason === 'not-writable';
    const problem = isUnwritable ? 'folder-not-writable' : reason === 'damaged' ? 'store-damaged' : 'internal';
    return { ok: false, problem, detail: String(error) };
  }
}

async function startService(parts: MessengerParts, storage: Storage): Promise<MessengerService> {
  const { store, files } = storage;
  const blobs = await openBlobStore({ rows: store.blobs, files, random: parts.random });
  const contacts = await ContactBook.open(store.contacts);
  const service = new MessengerService({ parts, storage, blobs, contacts });
  await service.start();
  return service;
}
