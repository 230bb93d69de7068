import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { type ContactRow, openStorage, type Storage } from '../../storage/index.ts';
import { testStorageWorker } from '../../storage/testing/index.ts';
import { systemClock } from '../clock.ts';
import { conversationOf } from '../contacts/contacts.ts';
import { identityOfKey, keyOfModulus } from '../identity/rsa-identity.ts';
import { type Messenger, type MessengerParts, openMessenger } from '../index.ts';
import { openKeyProtector, realSwitches } from '../testing/test-messenger.ts';
import { Writer, wordOf } from './writer.ts';

/** A person with this many contacts. */
const CONVERSATIONS = 500;
/** So many messages are in one conversation: each tenth. */
const LARGEST_EVERY = 10;
/** And its other person. */
export const LARGEST_NAME = 'Large';
/** Events that are stored at once, as after a long time away. */
export const BATCH = 500;

export async function benchParts(dataFolder: string, images: MessengerParts['images']): Promise<MessengerParts> {
  return {
    dataFolder,
    keyProtector: openKeyProtector,
    images,
    switches: realSwitches,
    clock: systemClock,
    random: (length) => new Uint8Array(randomBytes(length)),
    storageWorker: await testStorageWorker(),
    listen: { ip: '127.0.0.1' },
    appVersion: '0.0.0-bench',
    log: () => undefined,
  };
}

export async function openOrThrow(parts: MessengerParts): Promise<Messenger> {
  const opened = await openMessenger(parts);
  if (!opened.ok) throw new Error(`${opened.problem}: ${opened.detail}`);
  return opened.messenger;
}

/** Makes the profile, and answers its hashname. */
export async function firstRun(parts: MessengerParts, name: string): Promise<string> {
  const messenger = await openOrThrow(parts);
  const made = await messenger.createProfile(name);
  if (!made.ok) throw new Error(made.error);
  await messenger.stop();
  return made.value.hashname;
}

export interface FilledProfile {
  readonly storage: Storage;
  readonly contacts: readonly ContactRow[];
  readonly writers: readonly Writer[];
  readonly tookMs: number;
}

/** Puts contacts and messages into the store of a profile, by the store's own code. The caller closes it. */
export async function fillProfile(parts: MessengerParts, own: string, messages: number): Promise<FilledProfile> {
  const { dataFolder, random, storageWorker: worker } = parts;
  const opened = await openStorage({ dataFolder, sealer: openKeyProtector, random, worker });
  if (!opened.ok) throw new Error(opened.error);
  const storage = opened.value;
  const contacts = Array.from({ length: CONVERSATIONS }, (_, n) => contactOf(own, n));
  for (const contact of contacts) await storage.store.contacts.put(contact);
  const writers = contacts.map((contact, n) => new Writer(contact, own, n));
  const startMs = performance.now();
  for (let done = 0; done < messages; done += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, n) => {
      const turn = done + n;
      return writers[turn % LARGEST_EVERY === 0 ? 0 : turn % CONVERSATIONS]?.next(turn);
    });
    await storage.store.events.insert(batch.filter((row) => row !== undefined));
  }
  return { storage, contacts, writers, tookMs: performance.now() - startMs };
}

function contactOf(own: string, n: number): ContactRow {
  const modulus = new Uint8Array(randomBytes(256));
  modulus[0] = 0xff; // of full length, as a modulus is
  modulus[255] = 0xff; // odd
  const publicKey = keyOfModulus(modulus);
  if (publicKey === undefined) throw new Error('no modulus');
  const device = identityOfKey(publicKey).hashname;
  return {
    person: device,
    device,
    conv: conversationOf(own, device),
    publicKey,
    name: n === 0 ? LARGEST_NAME : `${wordOf(n)} ${n}`,
    paths: '[]',
    state: 'contact',
    inviteSecret: undefined,
    refusal: undefined,
    addedAtMs: n,
  };
}
