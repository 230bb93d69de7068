import type { StateStore } from '../../storage/index.ts';
import { LOG_NAME_BYTES, OWN_KEY_BYTES } from '../limits.ts';

/** Names in the state store; the rescue file takes the key from there. */
export const OWN_KEY_STATE = 'log.own-key';
export const LOG_NAME_STATE = 'log.name';

/** The log this device writes in, and the key of its `own` marks. */
export interface OwnLog {
  readonly key: Uint8Array;
  /** 16 hex digits. */
  name(): string;
  /** Closes the log and begins another. Resolved: the new name is on disk, and the old one is never written again. */
  begin(): Promise<void>;
}

/** Finds both in the store, or makes them at first run. */
export async function openOwnLog(state: StateStore, random: (length: number) => Uint8Array): Promise<OwnLog> {
  let key = await state.getBytes(OWN_KEY_STATE);
  if (key === undefined) {
    key = random(OWN_KEY_BYTES);
    await state.setBytes(OWN_KEY_STATE, key);
  }
  let name = await state.getText(LOG_NAME_STATE);
  if (name === undefined) name = await keepNewName();

  async function keepNewName(): Promise<string> {
    const fresh = Buffer.from(random(LOG_NAME_BYTES)).toString('hex');
    await state.setText(LOG_NAME_STATE, fresh);
    return fresh;
  }

  const current = { key, name };
  return {
    key: current.key,
    name: () => current.name,
    async begin() {
      current.name = await keepNewName();
    },
  };
}
