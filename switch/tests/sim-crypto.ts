import type { SecretIdentity } from '../endpoint.ts';
import { identityOfKeys } from '../hashname/keys.ts';
import { createSyncCryptoJobRunner } from '../io/crypto-jobs.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import type { SimCrypto } from '../sim/world.ts';
import stored from '../testing/identities.json' with { type: 'json' };

const port = createNodeCrypto();

/** What simulations in tests run on: node:crypto, and identities made once, in the order of their hashnames. */
export const simCrypto: SimCrypto = {
  port,
  identity: (number) => {
    const identity = testIdentities[number];
    if (identity === undefined) throw new RangeError(`there are ${testIdentities.length} test identities`);
    return identity;
  },
  createJobRunner: createSyncCryptoJobRunner,
};

export const testIdentities: readonly SecretIdentity[] = stored.identities
  .map((keys) => ({
    ...identityOfKeys(port, { '2a': bytesOf(keys.public) }),
    secrets: { '2a': bytesOf(keys.secret) },
  }))
  .sort((a, b) => (a.hashname < b.hashname ? -1 : 1));

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
