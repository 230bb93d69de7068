import { existsSync, readFileSync } from 'node:fs';
import { DATABASE_KEY_BYTES } from './constants.ts';
import { plainBytes } from './plain-bytes.ts';
import type { DetailedResult } from './result.ts';
import { writeFileDurably } from './write-durably.ts';

/** The system's key store, or the word that there is none. The messenger's `KeyProtector` is one. */
export interface KeySealer {
  readonly kind: 'system' | 'file';
  seal(key: Uint8Array): Promise<Uint8Array>;
  unseal(sealed: Uint8Array): Promise<Uint8Array | undefined>;
}

export interface VaultKey {
  readonly key: Uint8Array;
  /** `file`: the key lies open in a 0600 file, and the person should be told. */
  readonly kind: 'system' | 'file';
}

export interface KeyVaultParts {
  /** Holds the sealed key, or the key itself where there is no key store. */
  readonly file: string;
  readonly sealer: KeySealer;
  readonly random: (length: number) => Uint8Array;
  /** A database is there already: then a key must be there too, and none is ever made beside it. */
  readonly hasDatabase: boolean;
}

/**
 * The database key of this folder: 32 random bytes, made once. Nothing is overwritten when it can't be read: a key store that
 * was reset may come back, and the rescue words may bring the key (issue 4).
 */
export async function openKey(parts: KeyVaultParts): Promise<DetailedResult<VaultKey, 'key-missing'>> {
  const { file, sealer, random, hasDatabase } = parts;
  if (existsSync(file)) return readKey(file, sealer);
  if (hasDatabase) return missing('there is a database but no key file');
  const key = random(DATABASE_KEY_BYTES);
  await keepKey(file, sealer, key);
  return { ok: true, value: { key, kind: sealer.kind } };
}

async function readKey(file: string, sealer: KeySealer): Promise<DetailedResult<VaultKey, 'key-missing'>> {
  const kept = decodeKeyFile(readFileSync(file));
  if (kept === undefined) return missing('the key file is not one of ours');
  const key = kept.kind === 'file' ? kept.bytes : await sealer.unseal(kept.bytes);
  if (key === undefined) return missing('the key store of this system does not open the key');
  if (key.length !== DATABASE_KEY_BYTES) return missing('the key has a wrong length');
  // A key store appeared since (a keyring was installed): from now on it guards the key.
  if (kept.kind === 'file' && sealer.kind === 'system') await keepKey(file, sealer, key);
  return { ok: true, value: { key: plainBytes(key), kind: sealer.kind === 'system' ? 'system' : kept.kind } };
}

async function keepKey(file: string, sealer: KeySealer, key: Uint8Array): Promise<void> {
  const bytes = sealer.kind === 'system' ? await sealer.seal(key) : key;
  writeFileDurably(file, encodeKeyFile({ kind: sealer.kind, bytes }));
}

interface KeyFile {
  readonly kind: 'system' | 'file';
  readonly bytes: Uint8Array;
}

/** One line: what it is, how it is kept, the bytes in hex. */
const KEY_FILE = /^hashline-key 1 (system|file) ((?:[0-9a-f]{2})+)\n$/;

function encodeKeyFile({ kind, bytes }: KeyFile): Uint8Array {
  return Buffer.from(`hashline-key 1 ${kind} ${Buffer.from(bytes).toString('hex')}\n`, 'latin1');
}

function decodeKeyFile(bytes: Buffer): KeyFile | undefined {
  const [, kind, hex] = KEY_FILE.exec(bytes.toString('latin1')) ?? [];
  if (hex === undefined) return undefined;
  return { kind: kind === 'system' ? 'system' : 'file', bytes: plainBytes(Buffer.from(hex, 'hex')) };
}

function missing(detail: string): DetailedResult<never, 'key-missing'> {
  return { ok: false, error: 'key-missing', detail };
}
