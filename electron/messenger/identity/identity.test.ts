import { expect, test } from 'vitest';
import { nodeSwitchFactory } from '../../../switch/io/index.ts';
import type { StateStore } from '../../storage/store.ts';
import { IdentityKeeper } from './identity.ts';

/** A store's memory, without its disk. */
function createState(): StateStore {
  const [texts, bytes] = [new Map<string, string>(), new Map<string, Uint8Array>()];
  return {
    getText: async (name) => texts.get(name),
    setText: async (name, text) => void texts.set(name, text),
    getBytes: async (name) => bytes.get(name),
    setBytes: async (name, value) => void bytes.set(name, value),
  };
}

test('a device has exactly one part, of cipher set 2a, now and after a restart', async () => {
  const state = createState();
  const made = await new IdentityKeeper({ state, switches: nodeSwitchFactory }).ready();
  for (const part of [made.parts, made.keys, made.secrets]) expect(Object.keys(part)).toEqual(['2a']);
  expect(await new IdentityKeeper({ state, switches: nodeSwitchFactory }).ready()).toEqual(made);
});
