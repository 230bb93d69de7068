import type { SecretIdentity } from '../endpoint.ts';
import { identityOfKeys } from '../hashname/keys.ts';
import { createCryptoJobs } from '../io/crypto-jobs.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { createPortableCrypto } from '../portable/portable-crypto.ts';
import { Dice } from '../sim/dice.ts';
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
  createJobRunner: (identity) => createCryptoJobs(identity).runNow,
};

export const testIdentities: readonly SecretIdentity[] = stored.identities
  .map((keys) => ({
    ...identityOfKeys(port, { '2a': bytesOf(keys.public) }),
    secrets: { '2a': bytesOf(keys.secret) },
  }))
  .sort((a, b) => (a.hashname < b.hashname ? -1 : 1));

/** The first three test identities with keys of every cipher set, the same in each run. */
export const mixedIdentities = [mixed(0), mixed(1), mixed(2)] as const;

/** One of them with only these parts: another hashname. */
export function identityWith(identity: SecretIdentity, csids: readonly string[]): SecretIdentity {
  const only = (all: SecretIdentity['keys']) =>
    Object.fromEntries(Object.entries(all).filter(([csid]) => csids.includes(csid)));
  return { ...identityOfKeys(port, only(identity.keys)), secrets: only(identity.secrets) };
}

function mixed(number: number): SecretIdentity {
  const { keys, secrets } = simCrypto.identity(number);
  const seeded = createPortableCrypto(new Dice(number).bytes);
  const [small, box] = [seeded.secp160Generate(), seeded.boxGenerate()];
  return {
    ...identityOfKeys(port, { ...keys, '1a': small.publicKey, '3a': box.publicKey }),
    secrets: { ...secrets, '1a': small.secretKey, '3a': box.secretKey },
  };
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
