import type { SecretIdentity } from '../../../switch/index.ts';
import type { Store } from '../../storage/index.ts';
import { decodeIdentity, IDENTITY_STATE } from '../identity/identity.ts';
import { OwnPerson } from '../identity/own-person.ts';
import type { MessengerParts } from '../messenger.ts';
import { renewStore } from './renewal.ts';

/** Name in the state store: the machine that the folder belongs to. */
export const MACHINE_STATE = 'machine';

export interface CopiedFolderParts extends Pick<MessengerParts, 'clock' | 'random' | 'machine' | 'log'> {
  readonly store: Store;
  readonly generateIdentity: () => Promise<SecretIdentity>;
}

/**
 * A data folder that was made on another machine is a copy: the one it was copied from may still run, and two must never write
 * under one name. So it becomes a new device, as after a restore. True if that was so.
 */
export async function renewIfCopied(parts: CopiedFolderParts): Promise<boolean> {
  const { store, machine, clock, random, log, generateIdentity } = parts;
  const here = await machine?.();
  if (here === undefined) return false;
  const [before, text] = [await store.state.getText(MACHINE_STATE), await store.state.getText(IDENTITY_STATE)];
  const isCopied = before !== undefined && before !== here && text !== undefined;
  if (isCopied) {
    log('backup: the data folder comes from another machine; this is a new device now');
    const old = decodeIdentity(text);
    const { kept } = await OwnPerson.open(store.state, old);
    const identity = await generateIdentity();
    await renewStore({ identity, wallMs: () => clock.wallMs(), random }, store, kept, old.hashname);
  }
  if (before !== here) await store.state.setText(MACHINE_STATE, here);
  return isCopied;
}
