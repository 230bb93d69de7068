import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
      journal_mode: 'wal',
      synchronous: 2, // FULL
      fullfsync: 1,
      checkpoint_fullfsync: 1,
      foreign_keys: 1,
      secure_delete: 1,
      busy_timeout: 5_000,
      user_version: 1,
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
});
