import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import {
  CIPHER_HMAC_BYTES,
  CIPHER_IV_BYTES,
  CIPHER_PAGE_BYTES,
  CIPHER_SALT_BYTES,
  SALT_TRIES_MAX,
} from '../constants.ts';
import type { RawPages } from './raw-pages.ts';

/** SQLCipher 4: the key of the codes is made of the raw key and the salt, whose bytes are masked, in two rounds. */
const HMAC_SALT_MASK = 0x3a;
const HMAC_KEY_ROUNDS = 2;
const HMAC_KEY_BYTES = 32;
const TAIL_BYTES = CIPHER_IV_BYTES + CIPHER_HMAC_BYTES;

/** Pages of a damaged database, each of them proved by its code: what is not as it was written does not exist here. */
export interface Pages {
  /** Pages are counted from 1 to this. */
  readonly count: number;
  /** Decrypted, without the bytes that encryption needs at its end. Undefined: damaged, or past the end. */
  read(page: number): Buffer | undefined;
}

/**
 * Reads what `raw` has. Without the salt, which lies in the first page, no page can be proved: so it is tried as each of `salts`
 * says. Undefined if none of them proves anything.
 */
export function decryptPages(raw: RawPages, key: Uint8Array, salts: readonly Uint8Array[]): Pages | undefined {
  let best: { readonly proven: number; readonly code: Buffer } | undefined;
  for (const salt of salts) {
    const code = codeKey(key, salt);
    const proven = sampleOf(raw.count).filter((page) => versionOf(raw, page, code) !== undefined).length;
    if (proven > (best?.proven ?? 0)) best = { proven, code };
  }
  if (best === undefined) return undefined;
  const { code } = best;
  return {
    count: raw.count,
    read(page) {
      const bytes = page >= 1 && page <= raw.count ? versionOf(raw, page, code) : undefined;
      return bytes && decrypt(bytes, page, key);
    },
  };
}

/** The newest version of a page that is as it was written. */
function versionOf(raw: RawPages, page: number, code: Buffer): Buffer | undefined {
  return raw.versions(page).find((bytes) => isProven(bytes, page, code));
}

function codeKey(key: Uint8Array, salt: Uint8Array): Buffer {
  const masked = salt.map((byte) => byte ^ HMAC_SALT_MASK);
  return pbkdf2Sync(key, masked, HMAC_KEY_ROUNDS, HMAC_KEY_BYTES, 'sha512');
}

/** Some pages from everywhere: damage often lies in one place. */
function sampleOf(count: number): readonly number[] {
  const step = Math.max(1, Math.floor(count / SALT_TRIES_MAX));
  return Array.from({ length: Math.min(count, SALT_TRIES_MAX) }, (_, index) => 1 + index * step);
}

function isProven(bytes: Buffer, page: number, code: Buffer): boolean {
  const number = Buffer.alloc(4);
  number.writeUInt32LE(page);
  const start = startOf(page);
  const end = CIPHER_PAGE_BYTES - CIPHER_HMAC_BYTES;
  const mac = createHmac('sha512', code).update(bytes.subarray(start, end)).update(number).digest();
  return timingSafeEqual(mac, bytes.subarray(end));
}

function decrypt(bytes: Buffer, page: number, key: Uint8Array): Buffer {
  const [start, end] = [startOf(page), CIPHER_PAGE_BYTES - TAIL_BYTES];
  const cipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(end, end + CIPHER_IV_BYTES)).setAutoPadding(false);
  return Buffer.concat([Buffer.alloc(start), cipher.update(bytes.subarray(start, end)), cipher.final()]);
}

/** The first page begins with the salt in place of SQLite's own first words. */
function startOf(page: number): number {
  return page === 1 ? CIPHER_SALT_BYTES : 0;
}
