import type { CryptoJob, CryptoJobResult, CryptoPort } from '../cipher-sets/crypto-port.ts';
import type { SecretIdentity } from '../endpoint.ts';
import { readPortableRsaKey } from './portable-rsa.ts';

/**
 * Does the jobs of one identity at once, in JavaScript: for places without node:crypto. Some 40 ms each with RSA, 3 ms in
 * cipher set 1a, 1 ms in 3a, so never on a thread that somebody waits for.
 */
export function createPortableJobRunner(
  secrets: SecretIdentity['secrets'],
  port: CryptoPort,
): (job: CryptoJob) => CryptoJobResult {
  const rsa = secrets['2a'] && readPortableRsaKey(secrets['2a']);
  return (job) => {
    if (job.kind === 'rsa-sign') return rsa?.sign(job.data);
    if (job.kind === 'rsa-decrypt') return rsa?.decrypt(job.data);
    const secretKey = secrets[job.csid];
    if (secretKey === undefined) return undefined;
    return job.csid === '1a'
      ? port.secp160SharedSecret(secretKey, job.publicKey)
      : port.boxSharedKey(secretKey, job.publicKey);
  };
}
