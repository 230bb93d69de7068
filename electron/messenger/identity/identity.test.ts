import { afterEach, describe, expect, test } from 'vitest';
import { nodeSwitchFactory } from '../../../switch/io/index.ts';
import { inProcessStorageWorker, type TestStore, testStore } from '../../storage/testing/index.ts';
import { decodeIdentity, encodeIdentity, IdentityKeeper } from './identity.ts';
import { identityOfKey, keyOfModulus, modulusOfKey } from './rsa-identity.ts';

let kept: TestStore | undefined;
afterEach(() => kept?.remove());

describe('the keys of this device', () => {
  test('are made once, and are the same after a restart', async () => {
    kept = await testStore(() => inProcessStorageWorker());
    const keeper = new IdentityKeeper({ state: kept.store.state, switches: nodeSwitchFactory });
    const [one, other] = await Promise.all([keeper.ready(), keeper.ready()]);
    expect(other).toBe(one);
    const store = await kept.reopen();
    const again = new IdentityKeeper({
      state: store.state,
      switches: { generateIdentity: () => Promise.reject(new Error('made twice')) },
    });
    expect(await again.ready()).toEqual(one);
  });

  test('that could not be stored are not used, and the next call tries again', async () => {
    kept = await testStore(() => inProcessStorageWorker());
    const { state } = kept.store;
    let isFull = true;
    const failing = {
      ...state,
      setText: (name: string, value: string) =>
        isFull ? Promise.reject(new Error('full')) : state.setText(name, value),
    };
    const keeper = new IdentityKeeper({ state: failing, switches: nodeSwitchFactory });
    await expect(keeper.ready()).rejects.toThrow('full');
    isFull = false;
    const identity = await keeper.ready();
    expect(await keeper.stored()).toEqual(identity);
  });

  test('come back from their text, modulus and hashname as they went in', async () => {
    const identity = await nodeSwitchFactory.generateIdentity();
    expect(decodeIdentity(encodeIdentity(identity))).toEqual(identity);
    const key = identity.keys['2a'] ?? new Uint8Array(0);
    const modulus = modulusOfKey(key);
    expect(modulus && keyOfModulus(modulus)).toEqual(key);
    expect(identityOfKey(key).hashname).toBe(identity.hashname);
    expect(modulusOfKey(key.slice(1))).toBeUndefined();
    expect(keyOfModulus(new Uint8Array(256))).toBeUndefined();
  });

  test('are exactly one part, of cipher set 2a, whatever the switch can do besides', async () => {
    kept = await testStore(() => inProcessStorageWorker());
    const made = await new IdentityKeeper({ state: kept.store.state, switches: nodeSwitchFactory }).ready();
    for (const part of [made.parts, made.keys, made.secrets]) expect(Object.keys(part)).toEqual(['2a']);
  });
});
