import { describe, expect, test } from 'vitest';
import { createKeyProtector, type KeyStore } from './key-protector.ts';

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 7);

/** A key store that keeps its promise to tell its own from others' by a word in front. */
function keyStore(word: string, backend?: ReturnType<NonNullable<KeyStore['getSelectedStorageBackend']>>): KeyStore {
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => Buffer.from(`${word}:${text}`),
    decryptString: (sealed) => {
      const text = sealed.toString();
      if (!text.startsWith(`${word}:`)) throw new Error('Error while decrypting the ciphertext');
      return text.slice(word.length + 1);
    },
    ...(backend !== undefined && { getSelectedStorageBackend: () => backend }),
  };
}

/** The same with the calls of newer releases, whose synchronous ones must not be used any more. */
function newerKeyStore(word: string): KeyStore {
  const older = keyStore(word, 'gnome_libsecret');
  const deprecated = () => expect.fail('a deprecated call was used');
  return {
    isEncryptionAvailable: deprecated,
    encryptString: deprecated,
    decryptString: deprecated,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => older.encryptString(text),
    decryptStringAsync: async (sealed) => ({ result: older.decryptString(sealed), shouldReEncrypt: false }),
  };
}

describe('the key protector', () => {
  test.each([
    ['Electron 25', keyStore],
    ['newer Electron', newerKeyStore],
  ])('seals and unseals with the system’s key store (%s)', async (_name, make) => {
    const protector = await createKeyProtector(make('mine'), 'darwin');
    expect(protector.kind).toBe('system');
    const sealed = await protector.seal(KEY);
    expect(Buffer.from(sealed).includes(Buffer.from(KEY))).toBe(false);
    expect(await protector.unseal(sealed)).toEqual(KEY);
    const stranger = await createKeyProtector(make('theirs'), 'darwin');
    expect(await stranger.unseal(sealed)).toBeUndefined();
  });

  test.each([
    ['linux', 'basic_text', 'file'],
    ['linux', 'unknown', 'file'],
    ['linux', undefined, 'system'],
    ['linux', 'gnome_libsecret', 'system'],
    ['linux', 'kwallet6', 'system'],
    ['win32', undefined, 'system'],
  ] as const)('on %s with backend %s the key is kept by the %s', async (platform, backend, kind) => {
    expect((await createKeyProtector(keyStore('mine', backend), platform)).kind).toBe(kind);
  });

  test('a key store that is locked away counts as none', async () => {
    const store = { ...keyStore('mine'), isEncryptionAvailable: () => false };
    expect((await createKeyProtector(store, 'win32')).kind).toBe('file');
  });
});
