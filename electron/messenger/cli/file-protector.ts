import type { KeyProtector } from '../index.ts';

/** No key store without a desktop: the key lies in a file of its owner's, as the notice `key-in-file` says. */
export const FILE_PROTECTOR: KeyProtector = {
  kind: 'file',
  seal: async (key) => Uint8Array.from(key),
  unseal: async () => undefined,
};
