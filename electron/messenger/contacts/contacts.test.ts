import { afterEach, describe, expect, test } from 'vitest';
import type { ContactRow } from '../../storage/store.ts';
import { inProcessStorageWorker, type TestStore, testStore } from '../../storage/testing/index.ts';
import { CONTACT_PATHS_MAX } from '../limits.ts';
import { ContactBook, conversationOf, mergePaths, pathsOf } from './contacts.ts';

const ANNA = 'a'.repeat(64);
const ME = 'b'.repeat(64);

const row: ContactRow = {
  person: ANNA,
  device: ANNA,
  conv: conversationOf(ANNA, ME),
  publicKey: new Uint8Array(294),
  name: 'Anna',
  paths: '[]',
  state: 'invited',
  inviteSecret: '0'.repeat(32),
  refusal: undefined,
  addedAtMs: 1,
};

const v4 = (port: number) => ({ type: 'ipv4', ip: '192.0.2.7', port }) as const;

test('the conversation of two is the same on both sides, and that of the specification', () => {
  expect(conversationOf(ANNA, ME)).toBe(conversationOf(ME, ANNA));
  // SHA-256 of "hashline/1:1\n", 64 times "a", "\n", 64 times "b"
  expect(conversationOf(ANNA, ME)).toBe('320834e7353a1e967edfd9ea95ca566c08e38a7d8db344524c00323a4bcd82d5');
});

describe('ContactBook', () => {
  let kept: TestStore | undefined;
  afterEach(() => kept?.remove());

  test('changes at the same time do not lose each other', async () => {
    kept = await testStore(() => inProcessStorageWorker());
    const book = await ContactBook.open(kept.store.contacts, kept.store.devices);
    await book.update(ANNA, () => row);
    await Promise.all([
      book.update(ANNA, (now) => now && { ...now, name: 'Anna B.' }),
      book.update(ANNA, (now) => now && { ...now, state: 'contact', inviteSecret: undefined }),
      book.update(ANNA, (now) => now && { ...now, paths: JSON.stringify([v4(1)]) }),
    ]);
    const again = await ContactBook.open(kept.store.contacts, kept.store.devices);
    expect(again.get(ANNA)).toEqual(book.get(ANNA));
    expect(again.ofConversation(row.conv)).toMatchObject({
      name: 'Anna B.',
      state: 'contact',
      paths: JSON.stringify([v4(1)]),
    });
    expect(again.ofDevice(ANNA)?.person).toBe(ANNA);
  });

  test('a change that is refused or changes nothing writes nothing, and the next one goes on', async () => {
    kept = await testStore(() => inProcessStorageWorker());
    const book = await ContactBook.open(kept.store.contacts, kept.store.devices);
    await expect(
      book.update(
        ANNA,
        () => row,
        () => Promise.reject(new Error('no room')),
      ),
    ).rejects.toThrow('no room');
    expect(
      await book.update(
        ANNA,
        () => row,
        async () => false,
      ),
    ).toBe(false);
    expect(book.get(ANNA)).toBeUndefined();
    expect(await book.update(ANNA, (now) => now)).toBe(false);
    expect(await book.update(ANNA, () => row)).toBe(true);
    expect(await book.update(ANNA, (now) => now)).toBe(false);
  });
});

describe('paths of a contact', () => {
  test('the newest come first, none twice, a few are kept', () => {
    const known = Array.from({ length: CONTACT_PATHS_MAX }, (_, index) => v4(index + 1));
    const merged = mergePaths([v4(3), v4(99)], known);
    expect(merged.slice(0, 3)).toEqual([v4(3), v4(99), v4(1)]);
    expect(merged).toHaveLength(CONTACT_PATHS_MAX);
  });

  test('what is no list of paths is none', () => {
    expect(pathsOf({ paths: 'x' })).toEqual([]);
    expect(pathsOf({ paths: '[1, {"type":"ipv4"}]' })).toEqual([]);
    expect(pathsOf({ paths: JSON.stringify([v4(5)]) })).toEqual([v4(5)]);
  });
});
