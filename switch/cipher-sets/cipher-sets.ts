import type { CipherSet } from './cipher-set.ts';
import type { CryptoPort } from './crypto-port.ts';
import { createCipherSet1a } from './cs1a.ts';
import { createCipherSet2a } from './cs2a.ts';
import { createCipherSet3a } from './cs3a.ts';

/** Those of the specification, lowest first. */
export function createCipherSets(port: CryptoPort): readonly CipherSet[] {
  return [createCipherSet1a(port), createCipherSet2a(port), createCipherSet3a(port)];
}
