import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';
import { GCM_NONCE_BYTES, GCM_TAG_BYTES, SCRYPT_COST, SCRYPT_MEMORY_BYTES_MAX, SCRYPT_P_MAX } from './constants.ts';
import { plainBytes } from './plain-bytes.ts';

/** How hard guessing is made (RFC 7914): 2 ^ `logN` rounds over blocks of 128 * `r` bytes, `p` times. */
export interface ScryptCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** Turns a secret into a key. Tests take a cheaper one; the cost is written beside what it locks. */
export interface KeyDerivation {
  /** For new boxes. */
  readonly cost: ScryptCost;
  /** A key of its own each time: it is wiped after use. */
  derive(secret: Uint8Array, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array>;
}

/** scrypt on the thread pool. */
export const systemKeyDerivation: KeyDerivation = {
  cost: SCRYPT_COST,
  derive: (secret, salt, { logN, r, p }) =>
    new Promise((resolve, reject) => {
      const options = { N: 2 ** logN, r, p, maxmem: 2 * SCRYPT_MEMORY_BYTES_MAX };
      scrypt(secret, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(plainBytes(key))));
    }),
};

const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** The three numbers of the cost. */
const COST_BYTES = 3;
const HEAD_BYTES = COST_BYTES + SALT_BYTES + GCM_NONCE_BYTES;
const CIPHER = 'aes-256-gcm';

export interface BoxParts {
  readonly derivation: KeyDerivation;
  readonly random: (length: number) => Uint8Array;
}

/**
 * Locks bytes with a secret: cost (3 bytes: logN, r, p), salt (16), nonce (12), AES-256-GCM of the bytes, tag (16). `purpose`
 * and the head are authenticated too, so that no box passes for another (WIRE.md "Box").
 */
export async function lockBox(
  { derivation, random }: BoxParts,
  purpose: string,
  secret: Uint8Array,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const { logN, r, p } = derivation.cost;
  const head = Buffer.concat([Uint8Array.of(logN, r, p), random(SALT_BYTES), random(GCM_NONCE_BYTES)]);
  const key = await derivation.derive(secret, saltOf(head), derivation.cost);
  const cipher = createCipheriv(CIPHER, key, nonceOf(head), { authTagLength: GCM_TAG_BYTES });
  key.fill(0); // the cipher has its own copy
  cipher.setAAD(Buffer.concat([Buffer.from(purpose), head]));
  return new Uint8Array(Buffer.concat([head, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]));
}

/** Undefined for a wrong secret, another purpose, or bytes that were changed. */
export async function openBox(
  derivation: KeyDerivation,
  purpose: string,
  secret: Uint8Array,
  box: Uint8Array,
): Promise<Uint8Array | undefined> {
  const cost = costOf(box);
  if (cost === undefined) return undefined;
  const head = box.subarray(0, HEAD_BYTES);
  const key = await derivation.derive(secret, saltOf(head), cost);
  const decipher = createDecipheriv(CIPHER, key, nonceOf(head), { authTagLength: GCM_TAG_BYTES });
  key.fill(0);
  decipher.setAAD(Buffer.concat([Buffer.from(purpose), head]));
  decipher.setAuthTag(box.subarray(box.length - GCM_TAG_BYTES));
  const plain = decipher.update(box.subarray(HEAD_BYTES, box.length - GCM_TAG_BYTES));
  try {
    decipher.final();
  } catch {
    plain.fill(0);
    return undefined; // the one thing `final` throws for: it does not authenticate
  }
  return plainBytes(plain);
}

/** Undefined for what is no box, or would cost more memory than any of ours. */
function costOf(box: Uint8Array): ScryptCost | undefined {
  const [logN = 0, r = 0, p = 0] = box;
  if (box.length < HEAD_BYTES + GCM_TAG_BYTES || logN < 1 || logN > 24 || r < 1 || p < 1 || p > SCRYPT_P_MAX)
    return undefined;
  return 128 * 2 ** logN * r > SCRYPT_MEMORY_BYTES_MAX ? undefined : { logN, r, p };
}

function saltOf(head: Uint8Array): Uint8Array {
  return head.subarray(COST_BYTES, COST_BYTES + SALT_BYTES);
}

function nonceOf(head: Uint8Array): Uint8Array {
  return head.subarray(COST_BYTES + SALT_BYTES, HEAD_BYTES);
}
