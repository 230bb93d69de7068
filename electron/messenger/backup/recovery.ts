import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DataFolder,
  inspectCopy,
  type KeyVault,
  openStore,
  replaceDatabase,
  type StorageWorkerSource,
} from '../../storage/index.ts';
import { LOG_NAME_BYTES } from '../limits.ts';
import { LOG_NAME_STATE } from '../log/own-log.ts';
import { copyBlobs, copyDurably, findCopyFolder, generationsOf } from './copy-folder.ts';
import { readCopyPlace } from './copy-place.ts';
import { type Salvaged, salvageInto } from './salvage.ts';

/** Name in the state store: ms since 1970 UTC of the copy that this store came back from; empty for none. */
export const RECOVERED_STATE = 'recovered.from';
/** Name in the state store: what could be read of a damaged database that this one was made of (`Salvaged`); empty for none. */
export const SALVAGED_STATE = 'recovered.salvaged';

export interface RecoveryParts {
  readonly folder: DataFolder;
  readonly keys: KeyVault;
  readonly worker: StorageWorkerSource;
  readonly wallMs: () => number;
  readonly random: (length: number) => Uint8Array;
  readonly log: (line: string) => void;
}

/**
 * Puts another database in the place of one that can't be read: the newest good copy, with everything newer that the damaged one still
 * says; without a copy what it says alone. The same device goes on, in a new log: what others hold of the old one comes back from them.
 * The damaged files stay aside. False if there is neither.
 */
export async function recoverDatabase(parts: RecoveryParts): Promise<boolean> {
  const fresh = join(parts.folder.path, 'recovered.db');
  const removeFresh = async () => {
    for (const part of ['', '-wal', '-shm', '-salt']) await rm(`${fresh}${part}`, { force: true });
  };
  await removeFresh(); // of a recovery that was cut off
  try {
    return await recoverInto(fresh, parts);
  } finally {
    await removeFresh(); // if it is in its place now, it has another name
  }
}

async function recoverInto(fresh: string, parts: RecoveryParts): Promise<boolean> {
  const { folder, keys, worker, wallMs } = parts;
  const copiedAtMs = await takeCopy(parts, fresh);
  const salvaged = await salvageInto({ ...parts, isAlone: copiedAtMs === undefined }, fresh);
  if (copiedAtMs === undefined && salvaged === undefined) return false;
  const isCopy = copiedAtMs !== undefined && (salvaged === undefined || salvaged.areMessagesHarmed);
  await markRecovered(parts, fresh, isCopy ? copiedAtMs : salvaged);
  if (!(await inspectCopy(worker, fresh, keys.key)).isWhole) throw new Error('what was recovered is not whole');
  await replaceDatabase(folder, fresh, wallMs());
  return true;
}

/** The newest good copy, if there is one: when it was made, in ms since 1970 UTC. */
async function takeCopy({ folder, keys, worker }: RecoveryParts, fresh: string): Promise<number | undefined> {
  const place = readCopyPlace(folder.path);
  const copy = place === undefined ? undefined : await findCopyFolder(place);
  if (copy === undefined) return undefined;
  for (const generation of await generationsOf(copy)) {
    if (!(await inspectCopy(worker, generation.databaseFile, keys.key)).isWhole) continue;
    await copyDurably(generation.databaseFile, fresh);
    await copyBlobs(copy.blobFolder, folder.blobFolder, () => undefined);
    return generation.info.atMs;
  }
  return undefined;
}

async function markRecovered(
  { keys, worker, random }: RecoveryParts,
  file: string,
  from: number | Salvaged | undefined,
): Promise<void> {
  const opened = await openStore({ worker, file, key: keys.key });
  if (!opened.ok) throw new Error(`what was recovered does not open: ${opened.error}`);
  const { state } = opened.value;
  await state.setText(LOG_NAME_STATE, Buffer.from(random(LOG_NAME_BYTES)).toString('hex'));
  await state.setText(RECOVERED_STATE, typeof from === 'number' ? String(from) : '');
  await state.setText(SALVAGED_STATE, typeof from === 'object' ? JSON.stringify(from) : '');
  await opened.value.close();
}
