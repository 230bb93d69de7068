import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { identityOfKeys, isJsonObject, type JsonValue, type SecretIdentity } from '../index.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { generateIdentity } from '../io/node-identity.ts';
import { refuse } from './ask.ts';

/** Only its owner may read it: it holds the secret key. */
const MODE = 0o600;

/**
 * An identity in a file, as the reference switch keeps it: `{"2a": public, "2a_secret": secret}` in base64. Beside it,
 * in `FILE.at`, the newest `at` of its opens. Without a file both live as long as this process.
 */
export class IdentityFile {
  readonly #file: string | undefined;

  constructor(file: string | undefined) {
    this.#file = file;
  }

  async identity(): Promise<SecretIdentity> {
    if (this.#file !== undefined && existsSync(this.#file)) return read(await readFile(this.#file, 'utf8'), this.#file);
    const identity = await generateIdentity();
    if (this.#file !== undefined) await replace(this.#file, write(identity));
    return identity;
  }

  async lastOpenAtMs(): Promise<number> {
    const file = this.#openAtFile();
    return file !== undefined && existsSync(file) ? Number(await readFile(file, 'utf8')) || 0 : 0;
  }

  async persistOpenAtMs(atMs: number): Promise<void> {
    const file = this.#openAtFile();
    if (file !== undefined) await replace(file, `${atMs}\n`);
  }

  #openAtFile(): string | undefined {
    return this.#file === undefined ? undefined : `${this.#file}.at`;
  }
}

/** Whole or not at all, whenever the process dies. */
async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.draft`;
  await writeFile(draft, text, { mode: MODE });
  await rename(draft, file);
}

function write({ keys, secrets }: SecretIdentity): string {
  const base64 = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('base64');
  return `${JSON.stringify({ '2a': base64(keys['2a']), '2a_secret': base64(secrets['2a']) }, null, 2)}\n`;
}

function read(text: string, file: string): SecretIdentity {
  const json: JsonValue = JSON.parse(text);
  const publicKey = isJsonObject(json) ? json['2a'] : undefined;
  const secretKey = isJsonObject(json) ? json['2a_secret'] : undefined;
  if (typeof publicKey !== 'string' || typeof secretKey !== 'string')
    return refuse(`${file} holds no identity of cipher set 2a`);
  const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
  return { ...identityOfKeys(createNodeCrypto(), { '2a': bytes(publicKey) }), secrets: { '2a': bytes(secretKey) } };
}
