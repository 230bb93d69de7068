import type { SafeStorage } from 'electron';
import type { KeyProtector } from '../messenger/index.ts';

/** The parts of safeStorage used here. Electron 25 has only the synchronous calls, newer ones deprecate those. */
export type KeyStore = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> &
  Partial<Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync' | 'isAsyncEncryptionAvailable'>> &
  Partial<Pick<SafeStorage, 'getSelectedStorageBackend'>>;

/** On Linux Chromium then "encrypts" with a password that is the same everywhere: that would be a lie. */
const UNPROTECTED_BACKENDS: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

/** The system's key store where there is a real one. Call it when Electron is ready, not before. */
export async function createKeyProtector(store: KeyStore, platform: NodeJS.Platform): Promise<KeyProtector> {
  if (!(await isProtected(store, platform))) return FILE_PROTECTOR;
  return {
    kind: 'system',
    seal: async (key) => {
      const text = Buffer.from(key).toString('base64');
      return new Uint8Array((await store.encryptStringAsync?.(text)) ?? store.encryptString(text));
    },
    unseal: async (sealed) => {
      try {
        return new Uint8Array(Buffer.from(await decrypt(store, Buffer.from(sealed)), 'base64'));
      } catch {
        return undefined; // another machine's, another user's, or a reset key store: it says so only by throwing
      }
    },
  };
}

async function isProtected(store: KeyStore, platform: NodeJS.Platform): Promise<boolean> {
  // Electron 25 can't name the backend, and says of those two that no encryption is available.
  const backend = platform === 'linux' ? store.getSelectedStorageBackend?.() : undefined;
  if (backend !== undefined && UNPROTECTED_BACKENDS.has(backend)) return false;
  return (await store.isAsyncEncryptionAvailable?.()) ?? store.isEncryptionAvailable();
}

async function decrypt(store: KeyStore, sealed: Buffer): Promise<string> {
  if (store.decryptStringAsync !== undefined) return (await store.decryptStringAsync(sealed)).result;
  return store.decryptString(sealed);
}

/** No key store here: the caller keeps the key as it is, in a file of its owner's. What another one sealed stays shut. */
const FILE_PROTECTOR: KeyProtector = {
  kind: 'file',
  seal: async (key) => Uint8Array.from(key),
  unseal: async () => undefined,
};
