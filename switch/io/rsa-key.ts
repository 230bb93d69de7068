import {
  constants,
  createPrivateKey,
  type KeyObject,
  privateDecrypt,
  sign,
  type webcrypto as WebCrypto,
  webcrypto,
} from 'node:crypto';
import type { CryptoJobResult } from '../cipher-sets/crypto-port.ts';
import { RSA_MODULUS_BYTES } from '../portable/rsa-public-key.ts';
import { plainBytes } from './plain-bytes.ts';

/** What webcrypto calls the encryption of cipher set 2a. */
const OAEP_SHA1 = { name: 'RSA-OAEP', hash: 'SHA-1' };

/**
 * The secret RSA key of an identity, at once or on libuv's worker pool, where the thread that calls doesn't wait for it.
 * node:crypto can sign there but not decrypt, so that goes through webcrypto, which can.
 */
export class RsaKey {
  readonly #key: KeyObject;
  #decryptKey: Promise<WebCrypto.CryptoKey> | undefined;

  constructor(secretKeyPkcs1: Uint8Array) {
    this.#key = createPrivateKey({ key: Buffer.from(secretKeyPkcs1), format: 'der', type: 'pkcs1' });
  }

  /** The first use of a key on a thread costs nearly as much again: the library makes what hides the key's timing. */
  warmUp(): void {
    this.signNow(new Uint8Array(0));
  }

  sign(data: Uint8Array): Promise<Uint8Array> {
    return signOnPool(this.#key, data);
  }

  async decrypt(data: Uint8Array): Promise<CryptoJobResult> {
    this.#decryptKey ??= importForDecrypt(this.#key);
    return decryptOnPool(await this.#decryptKey, data);
  }

  /** At once: a third of a millisecond to 2 ms on the calling thread. */
  signNow(data: Uint8Array): Uint8Array {
    return plainBytes(sign('sha256', data, this.#key));
  }

  decryptNow(data: Uint8Array): CryptoJobResult {
    return decryptNow(this.#key, data);
  }
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
