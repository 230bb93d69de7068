/**
 * The synchronous cryptography the engine asks for: everything of cipher set 2a but the two slow operations with the
 * secret RSA key, which are jobs (see `CryptoJob`). Two ports exist and must agree byte for byte: `switch/io/node-crypto.ts`
 * and `switch/portable/portable-crypto.ts`; `compliance.ts` holds what both must pass.
 *
 * No function throws on hostile input: what can't be done is `undefined` or false.
 */
export interface CryptoPort {
  /** SHA-256 over the parts, one after the other; 32 bytes. */
  sha256(...parts: readonly Uint8Array[]): Uint8Array;
  /** A fresh P-256 key. `publicKey` is X and Y, 64 bytes, without the 04 prefix (cs/2a.md "Open"). */
  p256Generate(): { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array };
  /** The X coordinate, 32 bytes; undefined if `publicKey` is not a point of the curve. */
  p256SharedSecret(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined;
  /** AES-256-GCM with a 16-byte IV: ciphertext and then the tag of `tagBytes`. */
  aesGcmSeal(key: Uint8Array, iv: Uint8Array, plain: Uint8Array, tagBytes: 4 | 16): Uint8Array;
  aesGcmOpen(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array, tagBytes: 4 | 16): Uint8Array | undefined;
  /** RSA-2048 OAEP with SHA-1 to a DER SubjectPublicKeyInfo; 256 bytes; undefined if that is no 2048-bit RSA key. */
  rsaEncrypt(publicKey: Uint8Array, plain: Uint8Array): Uint8Array | undefined;
  /** PKCS#1 v1.5 with SHA-256. */
  rsaVerify(publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean;
  /** Wipes secrets as well as the platform lets us. */
  wipe(secret: Uint8Array): void;
}

/** Bytes from the system's generator in production, from a seed in simulation. The only dice in the engine. */
export type Random = (length: number) => Uint8Array;

/**
 * Work with the secret RSA key of this switch's identity, about 1 ms each (notes of libraries.md), so the driver runs it
 * off the main thread and simulation answers after a seeded delay. The engine never holds the secret key.
 */
export type CryptoJob =
  /** PKCS#1 v1.5 with SHA-256 over `data`. */
  | { readonly id: number; readonly kind: 'rsa-sign'; readonly data: Uint8Array; readonly openAtMs: number }
  /** RSA-2048 OAEP with SHA-1. */
  | { readonly id: number; readonly kind: 'rsa-decrypt'; readonly data: Uint8Array };

/** Result of a job: the bytes, or undefined if it can't be done (a decrypt of garbage). */
export type CryptoJobResult = Uint8Array | undefined;
