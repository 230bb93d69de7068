import {
  constants,
  createPrivateKey,
  type KeyObject,
  privateDecrypt,
  sign,
  type webcrypto as WebCrypto,
  webcrypto,
} from 'node:crypto';
import type { CryptoJob, CryptoJobResult } from '../cipher-sets/crypto-port.ts';
import type { SecretIdentity } from '../endpoint.ts';
import { RSA_MODULUS_BYTES } from '../portable/rsa-public-key.ts';
import { plainBytes } from './plain-bytes.ts';

/** What webcrypto calls the encryption of cipher set 2a. */
const OAEP_SHA1 = { name: 'RSA-OAEP', hash: 'SHA-1' };

/**
 * Does the jobs of one identity on libuv's worker pool, so the thread that calls never waits for RSA.
 *
 * node:crypto can sign there but not decrypt, so that goes through webcrypto, which can.
 */
export function createCryptoJobRunner(identity: SecretIdentity): (job: CryptoJob) => Promise<CryptoJobResult> {
  const key = secretKeyOf(identity);
  const decryptKey = importForDecrypt(key);
  decryptKey.catch(() => undefined); // told to whoever awaits the first decrypt, not to the process
  return async (job) =>
    job.kind === 'rsa-sign' ? signOnPool(key, job.data) : decryptOnPool(await decryptKey, job.data);
}

/** The same at once, about 1 ms each on the calling thread: for simulations, where a job ends when the seed says so. */
export function createSyncCryptoJobRunner(identity: SecretIdentity): (job: CryptoJob) => CryptoJobResult {
  const key = secretKeyOf(identity);
  return (job) => (job.kind === 'rsa-sign' ? plainBytes(sign('sha256', job.data, key)) : decryptNow(key, job.data));
}

function secretKeyOf(identity: SecretIdentity): KeyObject {
  const der = identity.secrets['2a'];
  if (der === undefined) throw new Error('the identity has no secret key of cipher set 2a');
  return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs1' });
}

function importForDecrypt(key: KeyObject): Promise<WebCrypto.CryptoKey> {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', pkcs8, OAEP_SHA1, false, ['decrypt']);
}

function signOnPool(key: KeyObject, data: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    sign('sha256', data, key, (error, signature) => (error ? reject(error) : resolve(plainBytes(signature))));
  });
}

async function decryptOnPool(key: WebCrypto.CryptoKey, data: Uint8Array): Promise<CryptoJobResult> {
  if (data.length !== RSA_MODULUS_BYTES) return undefined;
  try {
    return new Uint8Array(await webcrypto.subtle.decrypt({ name: OAEP_SHA1.name }, key, data));
  } catch (error) {
    return undefinedIfUndecryptable(error);
  }
}

function decryptNow(key: KeyObject, data: Uint8Array): CryptoJobResult {
  if (data.length !== RSA_MODULUS_BYTES) return undefined;
  try {
    return plainBytes(privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, data));
  } catch {
    return undefined; // the only way it says that the padding is not OAEP's
  }
}

/** webcrypto says "not a ciphertext for this key" by an OperationError; anything else is a bug of ours. */
function undefinedIfUndecryptable(error: unknown): undefined {
  if (error instanceof Error && error.name === 'OperationError') return undefined;
  throw error;
}
