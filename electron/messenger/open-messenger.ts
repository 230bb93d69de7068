import { openStorage, type Storage, storeReasonOf, type UnlockAnswer } from '../storage/index.ts';
import { renewIfCopied } from './backup/copied-folder.ts';
import { takeDoubt } from './backup/integrity-watch.ts';
import { recoverDatabase } from './backup/recovery.ts';
import { secretOfWords } from './backup/rescue-words.ts';
import { openBlobStore } from './blobs/open-blob-store.ts';
import { BlockList } from './contacts/block-list.ts';
import { ContactDetails } from './contacts/contact-details.ts';
import { ContactBook } from './contacts/contacts.ts';
import type { MessengerParts, OpenResult, Unlock } from './messenger.ts';
import { MessengerService } from './messenger-service.ts';
import { NetworkChoices } from './network/network-settings.ts';

/**
 * Opens the data folder and starts what is in it. The keys of a new person are made in the background from the start;
 * the network comes up in the background as well, and what needs it waits.
 */
export async function openMessenger(parts: MessengerParts): Promise<OpenResult> {
  const { dataFolder, keyProtector, random, storageWorker, keyDerivation, unlock } = parts;
  const opened = await openStorage({
    dataFolder,
    sealer: keyProtector,
    random,
    worker: storageWorker,
    derivation: keyDerivation,
    isDoubtful: takeDoubt(dataFolder),
    recover: (damaged) =>
      recoverDatabase({
        ...damaged,
        worker: storageWorker,
        wallMs: () => parts.clock.wallMs(),
        random,
        log: parts.log,
      }),
    unlock: unlock && (async (question) => unlockAnswer(await unlock(question))),
  });
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

/** Words that can be none open nothing, and the person is asked again. */
function unlockAnswer(unlock: Unlock | undefined): UnlockAnswer | undefined {
  if (unlock === undefined) return undefined;
  if ('passphrase' in unlock) return { kind: 'passphrase', text: unlock.passphrase };
  return { kind: 'words', secret: secretOfWords(unlock.words) ?? new Uint8Array(0) };
}

async function startService(parts: MessengerParts, storage: Storage): Promise<MessengerService> {
  const { store, files } = storage;
  await renewIfCopied({ ...parts, store, generateIdentity: () => parts.switches.generateIdentity() });
  const blobs = await openBlobStore({ rows: store.blobs, files, random: parts.random });
  const contacts = await ContactBook.open(store.contacts, store.devices);
  const details = await ContactDetails.open(store.people);
  const blocked = await BlockList.open(store.people);
  const network = await NetworkChoices.open(store.state);
  const service = new MessengerService({ parts, storage, blobs, contacts, details, blocked, network });
  await service.start();
  return service;
}
