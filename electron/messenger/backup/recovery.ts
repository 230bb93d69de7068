import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DataFolder,
  inspectCopy,
  type KeyVault,
  openStore,
  type StorageWorkerSource,
} from '../../storage/index.ts';
import { LOG_NAME_BYTES } from '../limits.ts';
import { LOG_NAME_STATE } from '../log/own-log.ts';
import { copyBlobs, copyDurably, findCopyFolder, generationsOf } from './copy-folder.ts';
import { readCopyPlace } from './copy-place.ts';

/** Name in the state store: ms since 1970 UTC of the copy that this store came back from. */
export const RECOVERED_STATE = 'recovered.from';

export interface RecoveryParts {
  readonly folder: DataFolder;
  readonly keys: KeyVault;
  readonly worker: StorageWorkerSource;
  readonly wallMs: () => number;
  readonly random: (length: number) => Uint8Array;
}

/**
 * Puts the newest good copy in the place of a database that can't be read. The same device goes on, in a new log: what others
 * hold of the old one comes back from them. The damaged files stay aside. False if there is no good copy of this store.
 */
export async function recoverFromCopy(parts: RecoveryParts): Promise<boolean> {
  const { folder, keys, worker } = parts;
  const place = readCopyPlace(folder.path);
  const copy = place === undefined ? undefined : await findCopyFolder(place);
  if (copy === undefined) return false;
  for (const generation of await generationsOf(copy)) {
    if (!(await inspectCopy(worker, generation.databaseFile, keys.key)).isWhole) continue;
    const fresh = join(folder.path, 'recovered.db');
    await copyDurably(generation.databaseFile, fresh);
    await markRecovered(parts, fresh, generation.info.atMs);
    await copyBlobs(copy.blobFolder, folder.blobFolder, () => undefined);
    await putAside(folder, parts.wallMs());
    await rename(fresh, folder.databaseFile);
    return true;
  }
  return false;
}

async function markRecovered({ keys, worker, random }: RecoveryParts, file: string, fromAtMs: number): Promise<void> {
  const opened = await openStore({ worker, file, key: keys.key });
  if (!opened.ok) throw new Error(`a copy that was whole does not open: ${opened.error}`);
  const { state } = opened.value;
  await state.setText(LOG_NAME_STATE, Buffer.from(random(LOG_NAME_BYTES)).toString('hex'));
  await state.setText(RECOVERED_STATE, String(fromAtMs));
  await opened.value.close();
}

/** The log beside the database belongs to it: together they may still be of use to somebody who can mend them. */
async function putAside({ databaseFile }: DataFolder, atMs: number): Promise<void> {
  for (const end of ['', '-wal', '-shm']) {
    const file = `${databaseFile}${end}`;
    const isThere = await stat(file).then(
      () => true,
      () => false,
    );
    if (isThere) await rename(file, `${databaseFile}.damaged-${atMs}${end}`);
  }
}
