import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from './migrations/migrations.ts';
import { openStore } from './open-store.ts';
import { type TestStore, testStore } from './testing/index.ts';

/** Disks of busy machines take their time, and each test syncs many times. */
const DISK_TIMEOUT_MS = 60_000;

let kept: TestStore;
beforeEach(async () => {
  kept = await testStore();
});
afterEach(() => kept.remove());

describe('an open store', { timeout: DISK_TIMEOUT_MS }, () => {
  test('every writing connection has the settings that lose nothing', async () => {
    expect(await kept.store.settings()).toEqual({
      cipher_salt: expect.stringMatching(/^[0-9a-f]{32}$/),
      journal_mode: 'wal',
      synchronous: 2, // FULL
      fullfsync: 1,
      checkpoint_fullfsync: 1,
      foreign_keys: 1,
      secure_delete: 1,
      busy_timeout: 5_000,
      user_version: migrations.length,
    });
  });

  test('state is found again after reopening', async () => {
    await kept.store.state.setText('a', 'hello');
    await kept.store.state.setBytes('b', new Uint8Array([1, 2, 3]));
    const store = await kept.reopen();
    expect(await store.state.getText('a')).toBe('hello');
    expect(await store.state.getBytes('b')).toEqual(new Uint8Array([1, 2, 3]));
    expect(await store.state.getBytes('a')).toBeUndefined();
    expect(await store.state.getText('c')).toBeUndefined();
  });

  test('asks nothing any more once it is closed, and closing twice is closing once', async () => {
    const last = kept.store.state.setText('last', 'asked before the close');
    await kept.store.close();
    await kept.store.close();
    await last;
    await expect(kept.store.state.getText('last')).rejects.toMatchObject({ name: 'StoreError', reason: 'closed' });
    const store = await kept.reopen();
    expect(await store.state.getText('last')).toBe('asked before the close');
  });

  test('keeps the order in which it was asked', async () => {
    const { state } = kept.store;
    const writes = ['1', '2', '3'].map((value) => state.setText('a', value));
    expect(await state.getText('a')).toBe('3');
    await Promise.all(writes);
  });
});

test('a worker that does not start rejects, and nobody waits for ever', async () => {
  const opening = openStore({ worker: new URL('file:///no/such/worker.mjs'), file: '/no', key: new Uint8Array(32) });
  await expect(opening).rejects.toMatchObject({ name: 'StoreError', reason: 'internal' });
});
