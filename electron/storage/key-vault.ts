import { existsSync, readFileSync } from 'node:fs';
import {
  DATABASE_KEY_BYTES,
  PASSPHRASE_BOX,
  PASSPHRASE_CHARS_MAX,
  PASSPHRASE_CHARS_MIN,
  RESCUE_KEY_BOX,
} from './constants.ts';
import { checkOf, decodeKeyFile, encodeKeyFile, type KeyFile } from './key-file.ts';
import { plainBytes } from './plain-bytes.ts';
import type { DetailedResult, Result } from './result.ts';
import { type KeyDerivation, lockBox, openBox } from './secret-box.ts';
import { writeFileDurably } from './write-durably.ts';

/** The system's key store, or the word that there is none. The messenger's `KeyProtector` is one. */
export interface KeySealer {
  readonly kind: 'system' | 'file';
  seal(key: Uint8Array): Promise<Uint8Array>;
  unseal(sealed: Uint8Array): Promise<Uint8Array | undefined>;
}

/** What is asked when the key does not open by itself; `isAgain`: the last answer was wrong. */
export interface UnlockQuestion {
  readonly why: 'passphrase' | 'key-missing';
  readonly isAgain: boolean;
}

/** `words`: the 16 bytes that the rescue words stand for. */
export type UnlockAnswer =
  | { readonly kind: 'passphrase'; readonly text: string }
  | { readonly kind: 'words'; readonly secret: Uint8Array };

export interface KeyVaultParts {
  /** Holds the sealed key, or the key itself where there is no key store. */
  readonly file: string;
  readonly sealer: KeySealer;
  readonly random: (length: number) => Uint8Array;
  readonly derivation: KeyDerivation;
  /** Asked for the passphrase or the rescue words; undefined ends the opening. */
  readonly unlock: ((question: UnlockQuestion) => Promise<UnlockAnswer | undefined>) | undefined;
  /** A database is there already: then a key must be there too, and none is ever made beside it. */
  readonly hasDatabase: boolean;
}

export type KeyProblem = 'key-missing' | 'passphrase-needed';

/**
 * The database key of this folder: 32 random bytes, made once, and the ways to it. Nothing is overwritten when it can't be
 * read: a key store that was reset may come back, and the rescue words bring the key in any case.
 */
export class KeyVault {
  private constructor(
    private readonly parts: KeyVaultParts,
    readonly key: Uint8Array,
    private kept: KeyFile,
  ) {}

  static async open(parts: KeyVaultParts): Promise<DetailedResult<KeyVault, KeyProblem>> {
    const { file, sealer, random, hasDatabase } = parts;
    if (!existsSync(file)) {
      if (hasDatabase) return missing('there is a database but no key file');
      return { ok: true, value: await KeyVault.make(parts, random(DATABASE_KEY_BYTES), undefined) };
    }
    const kept = decodeKeyFile(readFileSync(file));
    if (kept === undefined) return missing('the key file is not one of ours');
    const found = await findKey(parts, kept);
    if (!found.ok) return found;
    const { key, byWords } = found.value;
    if (key.length !== DATABASE_KEY_BYTES) return missing('the key has a wrong length');
    const vault = new KeyVault(parts, plainBytes(key), kept);
    // The words open what passphrase and key store did not: from now on this machine's key store keeps it, unlocked.
    if (byWords) await vault.keep(key, false);
    // A key store appeared since (a keyring was installed): from now on it guards the key.
    else if (kept.kind === 'file' && sealer.kind === 'system')
      await vault.keep(await insideOf(parts, kept), kept.isLocked);
    return { ok: true, value: vault };
  }

  /** Writes the key file of a folder that has none yet. */
  static async make(parts: KeyVaultParts, key: Uint8Array, rescue: Uint8Array | undefined): Promise<KeyVault> {
    const vault = new KeyVault(parts, key, {
      kind: parts.sealer.kind,
      isLocked: false,
      kept: key,
      rescue,
      check: checkOf(key),
    });
    await vault.keep(key, false);
    return vault;
  }

  /** `file`: the key lies in a 0600 file; unless there is a passphrase, the person should be told. */
  get kind(): 'system' | 'file' {
    return this.kept.kind;
  }

  get hasPassphrase(): boolean {
    return this.kept.isLocked;
  }

  get rescueBox(): Uint8Array | undefined {
    return this.kept.rescue;
  }

  /** Sets the passphrase, changes it or, with none, takes it away. */
  async setPassphrase(text: string | undefined): Promise<Result<Record<string, never>, 'bad-passphrase'>> {
    if (text === undefined) {
      await this.keep(this.key, false);
      return { ok: true, value: {} };
    }
    if (text.length < PASSPHRASE_CHARS_MIN || text.length > PASSPHRASE_CHARS_MAX)
      return { ok: false, error: 'bad-passphrase' };
    await this.keep(await withSecret(text, (secret) => lockBox(this.parts, PASSPHRASE_BOX, secret, this.key)), true);
    return { ok: true, value: {} };
  }

  /** Whether this is the passphrase of now; false where there is none. */
  async isPassphrase(text: string): Promise<boolean> {
    const inside = this.kept.isLocked ? await unsealed(this.parts, this.kept) : undefined;
    if (inside === undefined) return false;
    const key = await withSecret(text, (secret) => openBox(this.parts.derivation, PASSPHRASE_BOX, secret, inside));
    return this.isThisKey(key);
  }

  /** Whether this is surely the key that the database was made with: then a database that it does not open is damaged. */
  get isChecked(): boolean {
    const { check } = this.kept;
    return check !== undefined && Buffer.compare(check, checkOf(this.key)) === 0;
  }

  /** Wraps the key by the rescue words too. */
  async setRescue(secret: Uint8Array): Promise<void> {
    const rescue = await lockBox(this.parts, RESCUE_KEY_BOX, secret, this.key);
    this.write({ ...this.kept, rescue });
  }

  /** Whether these are the words that open this vault. */
  async isRescuedBy(secret: Uint8Array): Promise<boolean> {
    const { rescue } = this.kept;
    return this.isThisKey(rescue && (await openBox(this.parts.derivation, RESCUE_KEY_BOX, secret, rescue)));
  }

  /** Wipes what was only there to be compared. */
  private isThisKey(key: Uint8Array | undefined): boolean {
    const isSame = key !== undefined && Buffer.compare(key, this.key) === 0;
    key?.fill(0);
    return isSame;
  }

  private async keep(inside: Uint8Array, isLocked: boolean): Promise<void> {
    const { sealer } = this.parts;
    const kept = sealer.kind === 'system' ? await sealer.seal(inside) : inside;
    this.write({ ...this.kept, kind: sealer.kind, isLocked, kept });
  }

  private write(fresh: KeyFile): void {
    const kept = { ...fresh, check: checkOf(this.key) };
    writeFileDurably(this.parts.file, encodeKeyFile(kept));
    this.kept = kept;
  }
}

interface FoundKey {
  readonly key: Uint8Array;
  readonly byWords: boolean;
}

/** By itself, by the passphrase, or by the rescue words, whichever the person has. */
async function findKey(parts: KeyVaultParts, kept: KeyFile): Promise<DetailedResult<FoundKey, KeyProblem>> {
  const inside = await unsealed(parts, kept);
  if (inside !== undefined && !kept.isLocked) return { ok: true, value: { key: inside, byWords: false } };
  const why = inside === undefined ? 'key-missing' : 'passphrase';
  for (let isAgain = false; ; isAgain = true) {
    const answer = await parts.unlock?.({ why, isAgain });
    if (answer === undefined) {
      return inside === undefined ? missing('the key store of this system does not open the key') : locked();
    }
    const key = await keyOf(parts, kept, inside, answer);
    if (key !== undefined) return { ok: true, value: { key, byWords: answer.kind === 'words' } };
  }
}

async function keyOf(
  { derivation }: KeyVaultParts,
  { rescue }: KeyFile,
  inside: Uint8Array | undefined,
  answer: UnlockAnswer,
): Promise<Uint8Array | undefined> {
  if (answer.kind === 'words') return rescue && openBox(derivation, RESCUE_KEY_BOX, answer.secret, rescue);
  return inside && withSecret(answer.text, (secret) => openBox(derivation, PASSPHRASE_BOX, secret, inside));
}

async function unsealed({ sealer }: KeyVaultParts, { kind, kept }: KeyFile): Promise<Uint8Array | undefined> {
  return kind === 'file' ? kept : sealer.unseal(kept);
}

async function insideOf(parts: KeyVaultParts, kept: KeyFile): Promise<Uint8Array> {
  const inside = await unsealed(parts, kept);
  if (inside === undefined) throw new Error('a key that was found is gone');
  return inside;
}

/** The same letters however the keyboard composed them, and no copy of their bytes left behind. (The text itself is the runtime's.) */
async function withSecret<T>(passphrase: string, use: (secret: Uint8Array) => Promise<T>): Promise<T> {
  const secret = new TextEncoder().encode(passphrase.normalize('NFKC'));
  try {
    return await use(secret);
  } finally {
    secret.fill(0);
  }
}

function missing(detail: string): DetailedResult<never, 'key-missing'> {
  return { ok: false, error: 'key-missing', detail };
}

function locked(): DetailedResult<never, 'passphrase-needed'> {
  return { ok: false, error: 'passphrase-needed', detail: 'the key opens with a passphrase only' };
}
