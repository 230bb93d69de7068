/**
 * The synchronous cryptography the engine asks for: everything of the cipher sets but what takes the secret key of this
 * switch's hashname, which are jobs (see `CryptoJob`). Two ports exist and must agree byte for byte: `switch/io/node-crypto.ts`
 * and `switch/portable/portable-crypto.ts`; `compliance.ts` holds what both must pass.
 *
 * No function throws on hostile input: what can't be done is `undefined` or false.
 */
export interface CryptoPort {
  /** SHA-256 over the parts, one after the other; 32 bytes. */
  sha256(...parts: readonly Uint8Array[]): Uint8Array;
  /** A fresh P-256 key. `publicKey` is X and Y, 64 bytes, without the 04 prefix (cs/2a.md "Open"). */
  p256Generate(): KeyPair;
  /** The X coordinate, 32 bytes; undefined if `publicKey` is not a point of the curve. */
  p256SharedSecret(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined;
  /** AES-256-GCM with a 16-byte IV: `before` as it is, if it is given, ciphertext, and then the tag of `tagBytes`. */
  aesGcmSeal(key: Uint8Array, iv: Uint8Array, plain: Uint8Array, tagBytes: 4 | 16, before?: Uint8Array): Uint8Array;
  aesGcmOpen(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array, tagBytes: 4 | 16): Uint8Array | undefined;
  /** RSA-2048 OAEP with SHA-1 to a DER SubjectPublicKeyInfo; 256 bytes; undefined if that is no 2048-bit RSA key. */
  rsaEncrypt(publicKey: Uint8Array, plain: Uint8Array): Uint8Array | undefined;
  /** PKCS#1 v1.5 with SHA-256. */
  rsaVerify(publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean;
  /** A fresh secp160r1 key. `publicKey` is X and Y, 40 bytes, without the 04 prefix (cs/1a.md); the secret has 20. */
  secp160Generate(): KeyPair;
  /** The X coordinate, 20 bytes; undefined if `publicKey` is not a point of the curve. */
  secp160SharedSecret(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined;
  /** AES-128-CTR from this 16-byte counter block on, which counts up big-endian. Seals and opens. */
  aesCtr(key: Uint8Array, counter: Uint8Array, data: Uint8Array): Uint8Array;
  /** HMAC-SHA-256; 32 bytes. */
  hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array;
  /** A fresh Curve25519 key, 32 bytes each (NaCl's crypto_box_keypair). */
  boxGenerate(): KeyPair;
  /** NaCl's crypto_box_beforenm, 32 bytes; undefined if `publicKey` has another length or a small order. */
  boxSharedKey(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined;
  /** NaCl's crypto_secretbox with a 24-byte nonce: the 16-byte tag, then the ciphertext, without NaCl's zeros before. */
  secretboxSeal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array;
  secretboxOpen(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined;
  /** NaCl's crypto_onetimeauth (Poly1305); 16 bytes. */
  oneTimeAuth(key: Uint8Array, data: Uint8Array): Uint8Array;
  /** Wipes secrets as well as the platform lets us. */
  wipe(secret: Uint8Array): void;
}

/** Bytes from the system's generator in production, from a seed in simulation. The only dice in the engine. */
export type Random = (length: number) => Uint8Array;

export interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** What a cipher set asks of the secret key of this switch's hashname. */
export type SecretWork =
  /** 2a: PKCS#1 v1.5 with SHA-256 over `data`. */
  | { readonly kind: 'rsa-sign'; readonly data: Uint8Array }
  /** 2a: RSA-2048 OAEP with SHA-1. */
  | { readonly kind: 'rsa-decrypt'; readonly data: Uint8Array }
  /** 1a and 3a: the secret shared with the holder of `publicKey`, as `secp160SharedSecret` and `boxSharedKey` have it. */
  | { readonly kind: 'agree'; readonly csid: '1a' | '3a'; readonly publicKey: Uint8Array };

/**
 * Such work as the engine hands it out. RSA takes about 1 ms each (notes of libraries.md), so the driver runs it off the main
 * thread and simulation answers after a seeded delay. The engine never holds the secret key.
 */
export type CryptoJob = SecretWork & {
  readonly id: number;
  /** Only if it makes an open: the open's stamp, to be stored before the work is done. */
  readonly openAtMs?: number;
};

/** Result of a job: the bytes, or undefined if it can't be done (a decrypt of garbage). */
export type CryptoJobResult = Uint8Array | undefined;
