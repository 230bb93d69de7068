import type { CryptoJob, CryptoJobResult } from '../cipher-sets/crypto-port.ts';
import type { SecretIdentity } from '../endpoint.ts';
import { nodeBox } from './node-box.ts';
import { nodeSecp160 } from './node-secp160.ts';
import { RsaKey } from './rsa-key.ts';

type Secrets = SecretIdentity['secrets'];
type Agreement = CryptoJob & { readonly kind: 'agree' };

/** Does the jobs of one identity: RSA on workers; what a tenth of a millisecond does, in a turn of its own. */
export function createCryptoJobRunner({ secrets }: SecretIdentity): (job: CryptoJob) => Promise<CryptoJobResult> {
  const rsa = secrets['2a'] && new RsaKey(secrets['2a']);
  return async (job) => {
    if (job.kind === 'rsa-sign') return needed(rsa).sign(job.data);
    if (job.kind === 'rsa-decrypt') return needed(rsa).decrypt(job.data);
    await new Promise(setImmediate);
    return agree(secrets, job);
  };
}

/** The same at once: for simulations, where a job ends when the seed says so. */
export function createSyncCryptoJobRunner({ secrets }: SecretIdentity): (job: CryptoJob) => CryptoJobResult {
  const rsa = secrets['2a'] && new RsaKey(secrets['2a']);
  return (job) => {
    if (job.kind === 'rsa-sign') return needed(rsa).signNow(job.data);
    if (job.kind === 'rsa-decrypt') return needed(rsa).decryptNow(job.data);
    return agree(secrets, job);
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
