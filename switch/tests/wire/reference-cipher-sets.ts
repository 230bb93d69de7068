import {
  constants,
  createCipheriv,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  publicEncrypt,
  sign,
  verify,
} from 'node:crypto';
import type { ReferenceSwitch } from './reference-api.ts';

/** An object with the calls that its cipher set 2a makes with a key. */
interface KeyCalls {
  key?: Buffer;
  encrypt?: (plain: Buffer) => Buffer;
  verify?: (data: Buffer, signature: Buffer) => boolean;
  sign?: (data: Buffer) => Buffer;
  decrypt?: (sealed: Buffer) => Buffer | undefined;
}

interface ReferenceCipherSet {
  /** Gives it what it computes with. */
  crypt(...means: unknown[]): void;
  /** What is wrong with the key; false if nothing is. */
  loadkey(calls: KeyCalls, publicKey: Buffer | string, secretKey?: string): string | boolean;
  install(referenceSwitch: ReferenceSwitch): void;
}

/** One of the reference's cipher sets, with what its native modules did, which can no longer be built. */
export function loadCipherSet(need: (name: string) => unknown, csid: string): ReferenceCipherSet {
  const cipherSet = need(`telehash-cs${csid}/cs${csid}.js`) as ReferenceCipherSet; // as the package has it
  if (csid === '1a') cipherSet.crypt(need('ecc-jsbn'), aesCtr);
  if (csid === '2a') cipherSet.crypt(need('ecc-jsbn'));
  if (csid === '2a') cipherSet.loadkey = loadKey;
  if (csid === '3a') cipherSet.crypt(sodiumOf(need('tweetnacl') as Nacl)); // as the package has it
  return cipherSet;
}

/** Seals and opens. */
function aesCtr(_isSealing: boolean, key: Buffer, counter: Buffer, data: Buffer): Buffer {
  return createCipheriv('aes-128-ctr', key, counter).update(data);
}

/** What is used of tweetnacl 1.0.3. */
interface Nacl {
  readonly box: {
    keyPair(): { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array };
    before(publicKey: Uint8Array, secretKey: Uint8Array): Uint8Array;
  };
  readonly secretbox: {
    (plain: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array;
    open(sealed: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array | null;
  };
  readonly lowlevel: {
    crypto_onetimeauth(
      mac: Uint8Array,
      macAt: number,
      data: Uint8Array,
      at: number,
      length: number,
      key: Uint8Array,
    ): void;
  };
}

/** Zeros that NaCl's C functions want before a box, and put there. */
const BOX_ZERO_BYTES = 16;

/** The native module `sodium` of 2014, as far as cipher set 3a calls it. */
function sodiumOf(nacl: Nacl) {
  return {
    crypto_secretbox_BOXZEROBYTES: BOX_ZERO_BYTES,
    crypto_box_keypair: () => {
      const { publicKey, secretKey } = nacl.box.keyPair();
      return { publicKey: Buffer.from(publicKey), secretKey: Buffer.from(secretKey) };
    },
    crypto_box_beforenm: (publicKey: Buffer, secretKey: Buffer) =>
      Buffer.from(nacl.box.before(plain(publicKey), plain(secretKey))),
    crypto_secretbox: (data: Buffer, nonce: Buffer, key: Buffer) =>
      Buffer.concat([Buffer.alloc(BOX_ZERO_BYTES), nacl.secretbox(plain(data), plain(nonce), plain(key))]),
    crypto_secretbox_open: (padded: Buffer, nonce: Buffer, key: Buffer) => {
      const opened = nacl.secretbox.open(plain(padded.subarray(BOX_ZERO_BYTES)), plain(nonce), plain(key));
      return opened && Buffer.from(opened);
    },
    crypto_onetimeauth: (data: Buffer, key: Buffer) => {
      const mac = new Uint8Array(16);
      nacl.lowlevel.crypto_onetimeauth(mac, 0, plain(data), 0, data.length, plain(key));
      return Buffer.from(mac);
    },
  };
}

/** tweetnacl refuses Buffers of another realm and keeps views: a copy is both fresh and plain. */
function plain(buffer: Buffer): Uint8Array {
  return Uint8Array.from(buffer);
}

/** True if the key is refused. */
function loadKey(calls: KeyCalls, publicKey: Buffer | string, secretKey?: string): boolean {
  const der = typeof publicKey === 'string' ? Buffer.from(publicKey, 'base64') : publicKey;
  const rsa = (() => {
    try {
      return createPublicKey({ key: der, format: 'der', type: 'spki' });
    } catch {
      return undefined; // node's only way to say that it is no key
    }
  })();
  if (rsa?.asymmetricKeyDetails?.modulusLength !== 2048) return true;
  const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
  calls.key = der;
  calls.encrypt = (plain) => publicEncrypt({ key: rsa, ...oaep }, plain);
  calls.verify = (data, signature) => verify('sha256', data, rsa, signature);
  if (secretKey === undefined) return false;
  const secret = createPrivateKey({ key: Buffer.from(secretKey, 'base64'), format: 'der', type: 'pkcs1' });
  calls.sign = (data) => sign('sha256', data, secret);
  calls.decrypt = (sealed) => {
    try {
      return privateDecrypt({ key: secret, ...oaep }, sealed);
    } catch {
      return undefined; // node's only way to say that it is none for this key
    }
  };
  return false;
}
