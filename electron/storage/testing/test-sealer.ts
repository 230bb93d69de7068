import type { KeySealer } from '../key-vault.ts';

/** A key store of a test's own: seals by a mask that another one does not know. */
export function testSealer(kind: KeySealer['kind'] = 'system', mask = 0x5a): KeySealer {
  const masked = (bytes: Uint8Array) => bytes.map((byte) => byte ^ mask);
  return {
    kind,
    seal: async (key) => new Uint8Array([mask, ...masked(key)]),
    unseal: async (sealed) => (sealed[0] === mask ? masked(sealed.slice(1)) : undefined),
  };
}
