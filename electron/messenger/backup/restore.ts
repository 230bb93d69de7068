import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../switch/index.ts';
import {
  inspectCopy,
  KeyVault,
  type OpenStore,
  openBox,
  openStorage,
  openStore,
  RESCUE_KEY_BOX,
  type Renewal,
  type Storage,
  systemKeyDerivation,
} from '../../storage/index.ts';
import { NOTHING_KNOWN } from '../contacts/contact-details.ts';
import { conversationOf } from '../contacts/contacts.ts';
import { decodeIdentity, IDENTITY_STATE } from '../identity/identity.ts';
import { OwnPerson } from '../identity/own-person.ts';
import { NAME_STATE } from '../identity/own-profile.ts';
import { OWN_KEY_STATE } from '../log/own-log.ts';
import type { MessengerParts, OpenProblem } from '../messenger.ts';
import { isDiskFull } from '../store-trouble.ts';
import { beginAnew } from './begin-anew.ts';
import { MACHINE_STATE } from './copied-folder.ts';
import { copyBlobs, copyDurably, findCopyFolder, type Generation, generationsOf, syncPath } from './copy-folder.ts';
import { renewedPerson, renewedTexts, renewStore, unconfirmed } from './renewal.ts';
import { decodeRescueFile, type RescueContent, type RescueProblem } from './rescue-file.ts';
import { RESCUE_SECRET_STATE } from './rescue-keeper.ts';
import { secretOfWords } from './rescue-words.ts';

export type RestoreParts = Pick<
  MessengerParts,
  'dataFolder' | 'keyProtector' | 'random' | 'storageWorker' | 'keyDerivation' | 'machine' | 'clock' | 'switches'
> & {
  /** 0 to 1, of a full copy: its photos and files are most of it. */
  readonly onProgress?: (part: number) => void;
};

/** `folder-has-person`: somebody lives in this data folder already; nothing of theirs is touched. */
export type RestoreProblem =
  | RescueProblem
  | OpenProblem
  | 'folder-has-person'
  | 'no-copy'
  | 'copy-damaged'
  | 'disk-full';
type Restored = Promise<Result<Record<string, never>, RestoreProblem>>;

/**
 * Makes a new device of the person whose rescue file this is, in a data folder where nobody lives yet. Afterwards the messenger
 * is opened as ever: it says hello to all contacts, and what they hold comes back as they confirm.
 */
export function restoreFromRescueFile(parts: RestoreParts, file: Uint8Array, words: string): Restored {
  return unlessDiskFull(() => fromRescueFile(parts, file, words));
}

async function fromRescueFile(parts: RestoreParts, file: Uint8Array, words: string): Restored {
  const secret = secretOfWords(words);
  if (secret === undefined) return fail('wrong-words');
  const content = await decodeRescueFile({ derivation: derivationOf(parts) }, secret, file);
  if (!content.ok) return content;
  const opened = await openFresh(parts);
  if (!opened.ok) return opened;
  const storage = opened.value;
  try {
    if ((await storage.store.state.getText(NAME_STATE)) !== undefined) return fail('folder-has-person');
    await storage.store.renewal.apply(await renewalOf(parts, storage.store, content.value, secret));
    await storage.keys.setRescue(secret);
    return ok({});
  } finally {
    await storage.close();
  }
}

async function renewalOf(
  parts: RestoreParts,
  store: OpenStore,
  content: RescueContent,
  secret: Uint8Array,
): Promise<Renewal> {
  const { switches, clock, random, machine } = parts;
  const made = await store.state.getText(IDENTITY_STATE);
  const identity = made === undefined ? await switches.generateIdentity() : decodeIdentity(made);
  const renewal = { identity, wallMs: () => clock.wallMs(), random };
  const person = renewedPerson(renewal, content.self, content.device);
  const here = await machine?.();
  return {
    texts: [
      ...renewedTexts(renewal, person),
      [NAME_STATE, content.name],
      ...(here === undefined ? [] : [[MACHINE_STATE, here] as const]),
    ],
    bytes: [
      [OWN_KEY_STATE, bytesOf(content.ownKey)],
      [RESCUE_SECRET_STATE, secret],
    ],
    contacts: content.contacts.map(({ person: owner, device, publicKey, name, paths, addedAtMs }) =>
      unconfirmed({
        ...{ person: owner, device, name, paths, addedAtMs, inviteSecret: undefined, refusal: undefined },
        publicKey: bytesOf(publicKey),
        conv: conversationOf(person.person, owner),
        state: 'contact',
      }),
    ),
    devices: content.contacts.flatMap(({ person: owner, devices, addedAtMs }) =>
      devices.map(({ device, publicKey, n, rootKey, sig }) => ({
        ...{ device, person: owner, n, seenAtMs: addedAtMs },
        publicKey: bytesOf(publicKey),
        rootKey: rootKey === undefined ? undefined : bytesOf(rootKey),
        sig: sig === undefined ? undefined : bytesOf(sig),
        state: 'theirs' as const,
      })),
    ),
    details: content.contacts.map(({ person: owner, nickname, met, verified, differedAtMs }) => ({
      ...{ ...NOTHING_KNOWN, person: owner, nickname, met, differedAtMs },
      ...{ verified: verified?.how, verifiedAtMs: verified?.atMs },
    })),
    blocked: content.blocked ?? [],
    groups: content.groups.map((group) => ({ ...group, stage: 'joining', invitedBy: undefined })),
  };
}

/** Everything as it was when the copy was made, on a new device. `shown`: the folder that was chosen for copies. */
export function restoreFromFullCopy(parts: RestoreParts, shown: string, words: string): Restored {
  return unlessDiskFull(() => fromFullCopy(parts, shown, words));
}

/** Whether there is a copy in the folder that a person shows, before they type any words. */
export async function hasFullCopy(shown: string): Promise<boolean> {
  return (await findCopy(shown)) !== undefined;
}

async function findCopy(shown: string) {
  const folder = await findCopyFolder(shown);
  const generations = folder === undefined ? [] : await generationsOf(folder);
  return folder === undefined || generations.length === 0 ? undefined : { folder, generations };
}

async function fromFullCopy(parts: RestoreParts, shown: string, words: string): Restored {
  const secret = secretOfWords(words);
  if (secret === undefined) return fail('wrong-words');
  const copy = await findCopy(shown);
  if (copy === undefined) return fail('no-copy');
  const { folder } = copy;
  const found = await newestThatOpens(parts, copy.generations, secret);
  if (!found.ok) return found;
  const emptied = await emptyDataFolder(parts); // only now: what does not help changes nothing
  if (!emptied.ok) return emptied;
  const { generation, key } = found.value;
  await mkdir(join(parts.dataFolder, 'blobs'), { mode: 0o700 });
  await copyBlobs(folder.blobFolder, join(parts.dataFolder, 'blobs'), (done, all) => parts.onProgress?.(done / all));
  await takeDatabase(parts, generation, key);
  return ok({});
}

async function newestThatOpens(
  parts: RestoreParts,
  generations: readonly Generation[],
  secret: Uint8Array,
): Promise<Result<{ readonly generation: Generation; readonly key: Uint8Array }, 'wrong-words' | 'copy-damaged'>> {
  let problem: 'wrong-words' | 'copy-damaged' = 'copy-damaged';
  for (const generation of generations) {
    const key = await keyIn(parts, generation, secret);
    if (key === undefined) problem = 'wrong-words';
    else if ((await inspectCopy(parts.storageWorker, generation.databaseFile, key)).isWhole)
      return ok({ generation, key });
  }
  return fail(problem);
}

async function keyIn(
  parts: RestoreParts,
  { keyFile }: Generation,
  secret: Uint8Array,
): Promise<Uint8Array | undefined> {
  const box = await readFile(keyFile).catch(() => undefined);
  return box && openBox(derivationOf(parts), RESCUE_KEY_BOX, secret, new Uint8Array(box));
}

/** The database becomes this device's own beside its place: under its name it never runs as the old one. */
async function takeDatabase(
  parts: RestoreParts,
  { databaseFile, keyFile }: Generation,
  key: Uint8Array,
): Promise<void> {
  const { dataFolder, keyProtector, random, storageWorker, switches, clock, machine } = parts;
  const [fresh, place] = [join(dataFolder, 'restored.db'), join(dataFolder, 'store.db')];
  await copyDurably(databaseFile, fresh);
  const opened = await openStore({ worker: storageWorker, file: fresh, key });
  if (!opened.ok) throw new Error(`a copy that was whole does not open: ${opened.error}`);
  const store = opened.value;
  try {
    const text = await store.state.getText(IDENTITY_STATE);
    if (text === undefined) throw new Error('a copy of nobody');
    const old = decodeIdentity(text);
    const { kept } = await OwnPerson.open(store.state, old);
    const identity = await switches.generateIdentity();
    await renewStore({ identity, wallMs: () => clock.wallMs(), random }, store, kept, old.hashname);
    const here = await machine?.();
    if (here !== undefined) await store.state.setText(MACHINE_STATE, here);
  } finally {
    await store.close();
  }
  const rescue = new Uint8Array(await readFile(keyFile));
  const vault = { file: join(dataFolder, 'store.key'), sealer: keyProtector, random, derivation: derivationOf(parts) };
  await KeyVault.make({ ...vault, unlock: undefined, hasDatabase: false }, key, rescue);
  await rename(fresh, place);
  await syncPath(dataFolder);
}

/**
 * A first run may have begun here, without a name yet: that is nobody. Parts of a store whose database is gone may be somebody's,
 * and are set aside.
 */
async function emptyDataFolder(parts: RestoreParts): Promise<Result<Record<string, never>, RestoreProblem>> {
  const { dataFolder } = parts;
  const found = await stat(join(dataFolder, 'store.db')).catch(() => undefined);
  if (found !== undefined && found.size > 0) {
    const opened = await openFresh(parts);
    if (!opened.ok) return opened;
    const name = await opened.value.store.state.getText(NAME_STATE);
    await opened.value.close();
    if (name !== undefined) return fail('folder-has-person');
  } else if (await hasRemains(dataFolder)) {
    const aside = await beginAnew(parts);
    if (!aside.ok) return fail(aside.error);
  }
  for (const file of [
    'store.db',
    'store.db-wal',
    'store.db-shm',
    'store.db-salt',
    'store.key',
    'restored.db',
    'blobs',
  ]) {
    await rm(join(dataFolder, file), { recursive: true, force: true });
  }
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  return ok({});
}

async function hasRemains(dataFolder: string): Promise<boolean> {
  const blobs = await readdir(join(dataFolder, 'blobs')).catch(() => []);
  return blobs.length > 0 || (await stat(join(dataFolder, 'store.key')).catch(() => undefined)) !== undefined;
}

/** A full disk is for the person to mend; what was begun is begun anew the next time. */
async function unlessDiskFull(work: () => Restored): Restored {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (isDiskFull(error) || code === 'ENOSPC' || code === 'EDQUOT') return fail('disk-full');
    throw error;
  }
}

async function openFresh(parts: RestoreParts): Promise<Result<Storage, OpenProblem>> {
  const { dataFolder, keyProtector, random, storageWorker, keyDerivation } = parts;
  const opened = await openStorage({
    dataFolder,
    sealer: keyProtector,
    random,
    worker: storageWorker,
    derivation: keyDerivation,
  });
  return opened.ok ? opened : fail(opened.error);
}

function derivationOf({ keyDerivation }: RestoreParts) {
  return keyDerivation ?? systemKeyDerivation;
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
