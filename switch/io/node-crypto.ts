import {
  constants,
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  createPublicKey,
  type ECDH,
  hash,
  type KeyObject,
  publicEncrypt,
  verify,
} from 'node:crypto';
import type { CryptoPort, KeyPair } from '../cipher-sets/crypto-port.ts';
import { oneTimeAuth, secretboxOpen, secretboxSeal } from '../portable/nacl.ts';
import { RSA_MODULUS_BYTES, RSA_OAEP_PLAIN_BYTES_MAX, readRsaPublicKey } from '../portable/rsa-public-key.ts';
import { RSA_KEYS_CACHED_MAX } from './limits.ts';
import { nodeBox } from './node-box.ts';
import { nodeSecp160 } from './node-secp160.ts';
import { plainBytes } from './plain-bytes.ts';

/** OpenSSL's and BoringSSL's name of P-256. */
const P256_CURVE = 'prime256v1';
const P256_POINT_BYTES = 64;
const P256_SECRET_BYTES = 32;
/** Marks an uncompressed point (SEC 1 section 2.3.3); cipher set 2a leaves it out. */
const UNCOMPRESSED = 0x04;
const AES_GCM = 'aes-256-gcm';
const AES_CTR = 'aes-128-ctr';
const NO_BYTES = new Uint8Array(0);

/**
 * The CryptoPort that the app runs: node:crypto, over OpenSSL in Node and over BoringSSL in Electron. XSalsa20 and Poly1305
 * neither has, so they are noble's.
 */
export function createNodeCrypto(): CryptoPort {
  const rsaKeys = new RsaKeyCache();
  const p256 = new P256();
  return {
    sha256,
    p256Generate: () => p256.generate(),
    p256SharedSecret: (secretKey, publicKey) => p256.sharedSecret(secretKey, publicKey),
    aesGcmSeal,
    aesGcmOpen,
    rsaEncrypt: (publicKey, plain) => rsaEncrypt(rsaKeys.keyOf(publicKey), plain),
    rsaVerify: (publicKey, data, signature) => rsaVerify(rsaKeys.keyOf(publicKey), data, signature),
    secp160Generate: nodeSecp160.generate,
    secp160SharedSecret: nodeSecp160.sharedSecret,
    aesCtr,
    hmacSha256: (key, data) => plainBytes(createHmac('sha256', key).update(data).digest()),
    boxGenerate: nodeBox.generate,
    boxSharedKey: nodeBox.sharedKey,
    secretboxSeal,
    secretboxOpen,
    oneTimeAuth,
    wipe: (secret) => {
      p256.forget(secret);
      secret.fill(0);
    },
  };
}

/** The Node in Electron 25, which the app falls back to (build/electron-fallback.mjs), can't hash in one call. */
const digestOf = (bytes: Uint8Array): Buffer =>
  typeof hash === 'function' ? hash('sha256', bytes, 'buffer') : createHash('sha256').update(bytes).digest();

/** In one call: what is hashed is short, and an object of the library's costs three times as much as its hash. */
function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const [first = NO_BYTES] = parts;
  if (parts.length === 1) return plainBytes(digestOf(first));
  const all = Buffer.concat(parts);
  const digest = plainBytes(digestOf(all));
  all.fill(0); // the secrets of lines are hashed too
  return digest;
}

/**
 * P-256 with one key made ahead, when nothing else is to be done, so that no handshake waits for it. A fresh key stays as the
 * library made it until its first use: reading it from its bytes takes a third as long as the agreement itself.
 */
class P256 {
  readonly #fresh = new WeakMap<Uint8Array, ECDH>();
  #spare: KeyPair | undefined;

  constructor() {
    this.#prepare();
  }

  generate(): KeyPair {
    const pair = this.#spare ?? this.#make();
    this.#spare = undefined;
    this.#prepare();
    return pair;
  }

  sharedSecret(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
    if (publicKey.length !== P256_POINT_BYTES) return undefined;
    const point = new Uint8Array(1 + P256_POINT_BYTES);
    point[0] = UNCOMPRESSED;
    point.set(publicKey, 1);
    try {
      return plainBytes(this.#take(secretKey).computeSecret(point));
    } catch {
      return undefined; // node's only way to say that the point is not on the curve
    }
  }

  /** The key is going to be wiped. */
  forget(secretKey: Uint8Array): void {
    this.#fresh.delete(secretKey);
  }

  #prepare(): void {
    setImmediate(() => {
      this.#spare ??= this.#make();
    });
  }

  #make(): KeyPair {
    const ecdh = createECDH(P256_CURVE);
    const publicKey = plainBytes(ecdh.generateKeys()).subarray(1);
    const secretKey = padded(plainBytes(ecdh.getPrivateKey()));
    this.#fresh.set(secretKey, ecdh);
    return { publicKey, secretKey };
  }

  #take(secretKey: Uint8Array): ECDH {
    const fresh = this.#fresh.get(secretKey);
    this.#fresh.delete(secretKey);
    if (fresh !== undefined) return fresh;
    const ecdh = createECDH(P256_CURVE);
    ecdh.setPrivateKey(secretKey);
    return ecdh;
  }
}

/** One key in 256 begins with a zero byte, which node leaves out. */
function padded(secretKey: Uint8Array): Uint8Array {
  if (secretKey.length === P256_SECRET_BYTES) return secretKey;
  const whole = new Uint8Array(P256_SECRET_BYTES);
  whole.set(secretKey, P256_SECRET_BYTES - secretKey.length);
  secretKey.fill(0);
  return whole;
}

function aesGcmSeal(
  key: Uint8Array,
  iv: Uint8Array,
  plain: Uint8Array,
  tagBytes: 4 | 16,
  before: Uint8Array = NO_BYTES,
): Uint8Array {
  const cipher = createCipheriv(AES_GCM, key, iv, { authTagLength: tagBytes });
  const sealed = plainBytes(Buffer.allocUnsafe(before.length + plain.length + tagBytes)); // all of it is written
  sealed.set(before);
  sealed.set(cipher.update(plain), before.length);
  cipher.final();
  sealed.set(cipher.getAuthTag(), before.length + plain.length);
  return sealed;
}

function aesGcmOpen(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array, tagBytes: 4 | 16): Uint8Array | undefined {
  const length = sealed.length - tagBytes;
  if (length < 0) return undefined;
  // Without authTagLength a tag of any length is taken, and a short one is easier to guess.
  const decipher = createDecipheriv(AES_GCM, key, iv, { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(length));
  const plain = plainBytes(decipher.update(sealed.subarray(0, length)));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0); // node's only way to say that the tag is wrong
    return undefined;
  }
}

function aesCtr(key: Uint8Array, counter: Uint8Array, data: Uint8Array): Uint8Array {
  const cipher = createCipheriv(AES_CTR, key, counter);
  return plainBytes(cipher.update(data)); // all of it: a stream cipher keeps nothing back
}

function rsaEncrypt(key: KeyObject | undefined, plain: Uint8Array): Uint8Array | undefined {
  if (key === undefined || plain.length > RSA_OAEP_PLAIN_BYTES_MAX) return undefined;
  return plainBytes(publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, plain));
}

function rsaVerify(key: KeyObject | undefined, data: Uint8Array, signature: Uint8Array): boolean {
  if (key === undefined || signature.length !== RSA_MODULUS_BYTES) return false;
  return verify('sha256', data, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
}

/** Parsed public keys by their DER. A key that is refused is not kept: it costs less to refuse again. */
class RsaKeyCache {
  readonly #keyByDer = new Map<string, KeyObject>();

  keyOf(der: Uint8Array): KeyObject | undefined {
    const name = Buffer.from(der.buffer, der.byteOffset, der.length).toString('latin1');
    const known = this.#keyByDer.get(name);
    if (known !== undefined) return known;
    const read = readRsaPublicKey(der);
    if (read === undefined) return undefined;
    const key = createPublicKey({ key: Buffer.from(read.pkcs1), format: 'der', type: 'pkcs1' });
    if (this.#keyByDer.size >= RSA_KEYS_CACHED_MAX) this.#forgetOldest();
    this.#keyByDer.set(name, key);
    return key;
  }

  #forgetOldest(): void {
    const oldest = this.#keyByDer.keys().next();
    if (!oldest.done) this.#keyByDer.delete(oldest.value);
  }
}
