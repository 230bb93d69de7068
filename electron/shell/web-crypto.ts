import { webcrypto } from 'node:crypto';

/**
 * Electron 25's main process has no `globalThis.crypto`, and libraries look for it while they load. Imported before
 * everything else, for its effect.
 */
if (!('crypto' in globalThis)) {
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
}
