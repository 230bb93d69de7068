import type { CryptoJob, CryptoJobResult } from '../cipher-sets/crypto-port.ts';
import type { SecretIdentity } from '../endpoint.ts';
import { nodeBox } from './node-box.ts';
import { nodeSecp160 } from './node-secp160.ts';
import { RsaKey } from './rsa-key.ts';

type Secrets = SecretIdentity['secrets'];
type Agreement = CryptoJob & { readonly kind: 'agree' };

/** Does the jobs of one identity, in either of two ways that give the same bytes. */
export interface CryptoJobs {
  /** RSA on a worker; what a tenth of a millisecond does, in a turn of its own. */
  run(job: CryptoJob): Promise<CryptoJobResult>;
  /** At once, on the calling thread: for who needs no more than a few, and for simulations, where a job ends when the seed says so. */
  runNow(job: CryptoJob): CryptoJobResult;
  /** Makes the first job as fast as the others. */
  warmUp(): void;
}

export function createCryptoJobs({ secrets }: SecretIdentity): CryptoJobs {
  const rsa = secrets['2a'] && new RsaKey(secrets['2a']);
  return {
    async run(job) {
      if (job.kind === 'rsa-sign') return needed(rsa).sign(job.data);
      if (job.kind === 'rsa-decrypt') return needed(rsa).decrypt(job.data);
      await new Promise(setImmediate);
      return agree(secrets, job);
    },
    runNow(job) {
      if (job.kind === 'rsa-sign') return needed(rsa).signNow(job.data);
      if (job.kind === 'rsa-decrypt') return needed(rsa).decryptNow(job.data);
      return agree(secrets, job);
    },
    warmUp: () => rsa?.warmUp(),
  };
}

function agree(secrets: Secrets, { csid, publicKey }: Agreement): CryptoJobResult {
  const secretKey = needed(secrets[csid]);
  return csid === '1a' ? nodeSecp160.sharedSecret(secretKey, publicKey) : nodeBox.sharedKey(secretKey, publicKey);
}

/** The engine asks for nothing of a cipher set that its identity lacks. */
function needed<T>(key: T | undefined): T {
  if (key === undefined) throw new Error('the identity has no secret key of that cipher set');
  return key;
}
