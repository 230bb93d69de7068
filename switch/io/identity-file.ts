import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, identityOfKeys, isJsonObject, type JsonValue, ok, type Result, type SecretIdentity } from '../index.ts';
import { createNodeCrypto } from './node-crypto.ts';
import { CSIDS, type Csid, generateIdentity } from './node-identity.ts';

/** Only its owner may read it: it holds the secret key. */
const MODE = 0o600;

/**
 * An identity in a file, as the reference switch keeps it: `{"2a": public, "2a_secret": secret}` in base64, and so on for each
 * cipher set. Beside it,
 * in `FILE.at`, the newest `at` of its opens. Without a file both live as long as this process.
 */
export class IdentityFile {
  readonly #file: string | undefined;
  readonly #csids: readonly Csid[];
  /** The newest stamp asked for, the write that runs, and the one after it. */
  #openAtMs = 0;
  #write: Promise<void> = Promise.resolve();
  #nextWrite: Promise<void> | undefined;

  /** `csids`: of an identity that is yet to be made. */
  constructor(file: string | undefined, csids: readonly Csid[] = ['2a']) {
    this.#file = file;
    this.#csids = csids;
  }

  /** Reads it, or makes it if there is none. Fails if the file holds something else, which is then left alone. */
  async identity(): Promise<Result<SecretIdentity, 'not-an-identity'>> {
    if (this.#file !== undefined && existsSync(this.#file)) return read(await readFile(this.#file, 'utf8'));
    const identity = await generateIdentity(this.#csids);
    if (this.#file !== undefined) await replaceFile(this.#file, write(identity));
    return ok(identity);
  }

  async lastOpenAtMs(): Promise<number> {
    const file = this.#openAtFile();
    return file !== undefined && existsSync(file) ? Number(await readFile(file, 'utf8')) || 0 : 0;
  }

  /** Kept once it is on the disk, this stamp or a newer one: of those asked for during a write only the newest is written next. */
  persistOpenAtMs(atMs: number): Promise<void> {
    this.#openAtMs = Math.max(this.#openAtMs, atMs);
    this.#nextWrite ??= this.#write.then(() => {
      this.#nextWrite = undefined;
      const written = this.#writeOpenAt();
      this.#write = written.catch(() => undefined); // told to those who asked for it; the next one tries anew
      return written;
    });
    return this.#nextWrite;
  }

  async #writeOpenAt(): Promise<void> {
    const file = this.#openAtFile();
    if (file !== undefined) await replaceFile(file, `${this.#openAtMs}\n`);
  }

  #openAtFile(): string | undefined {
    return this.#file === undefined ? undefined : `${this.#file}.at`;
  }
}

/** Two writes of one file at a time must not share a draft. */
let drafts = 0;

/** Whole or not at all, whenever the process dies or the power goes. Only its owner may read it. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}-${++drafts}.draft`;
  const handle = await open(draft, 'w', MODE);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await syncFolder(dirname(file));
}

/** Makes the new name last. Windows has no such call; there NTFS's own journal keeps it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function write({ keys, secrets }: SecretIdentity): string {
  const base64 = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('base64');
  const json = CSIDS.filter((csid) => keys[csid] !== undefined).flatMap((csid) => [
    [csid, base64(keys[csid])],
    [`${csid}_secret`, base64(secrets[csid])],
  ]);
  return `${JSON.stringify(Object.fromEntries(json), null, 2)}\n`;
}

function read(text: string): Result<SecretIdentity, 'not-an-identity'> {
  const json = parse(text);
  const texts: Readonly<Record<string, JsonValue>> = isJsonObject(json) ? json : {};
  const held = CSIDS.filter((csid) => typeof texts[csid] === 'string' && typeof texts[`${csid}_secret`] === 'string');
  if (held.length === 0) return fail('not-an-identity');
  const bytes = (ending: string) =>
    Object.fromEntries(held.map((csid) => [csid, new Uint8Array(Buffer.from(String(texts[csid + ending]), 'base64'))]));
  return ok({ ...identityOfKeys(createNodeCrypto(), bytes('')), secrets: bytes('_secret') });
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null; // JSON.parse's only way to say that it is none
  }
}
