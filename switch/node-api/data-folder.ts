import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type LinkHint,
  type Result,
  readSeed,
  type SecretIdentity,
  writeSeeds,
} from '../index.ts';
import { IdentityFile, replaceFile } from '../io/identity-file.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import type { Csid } from '../io/node-identity.ts';

/** Links older than this are not worth a try (as `Endpoint.linkHints` says). */
const HINT_MS_MAX = 30 * 86_400_000;

/**
 * What a switch keeps between its lives: `identity.json` with the secret keys, `identity.json.at` with the newest stamp of its
 * opens, `links.json` with whom it was linked to. Only its owner may read them.
 */
export class DataFolder {
  readonly #folder: string;
  readonly #file: IdentityFile;

  constructor(folder: string, csids: readonly Csid[]) {
    this.#folder = folder;
    this.#file = new IdentityFile(join(folder, 'identity.json'), csids);
  }

  async identity(): Promise<Result<SecretIdentity, 'not-an-identity'>> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    return this.#file.identity();
  }

  lastOpenAtMs(): Promise<number> {
    return this.#file.lastOpenAtMs();
  }

  persistOpenAtMs(atMs: number): Promise<void> {
    return this.#file.persistOpenAtMs(atMs);
  }

  /** Empty if there is no such file, or none that can be read: links are found again by the seeds. */
  async linkHints(): Promise<readonly LinkHint[]> {
    const json = await readFile(this.#linksFile(), 'utf8')
      .then((text): JsonValue => JSON.parse(text))
      .catch(() => null);
    if (!isJsonObject(json) || Date.now() - Number(json.writtenAtMs) > HINT_MS_MAX || !Array.isArray(json.links))
      return [];
    return json.links.flatMap((entry: JsonValue) => readHint(entry));
  }

  async storeLinkHints(hints: readonly LinkHint[]): Promise<void> {
    const links = hints.map((hint) => ({ ...entryOf(hint), ageMs: hint.ageMs ?? 0 }));
    await replaceFile(this.#linksFile(), `${JSON.stringify({ writtenAtMs: Date.now(), links })}\n`);
  }

  #linksFile(): string {
    return join(this.#folder, 'links.json');
  }
}

function entryOf(hint: LinkHint): JsonObject {
  const entry = Object.values(writeSeeds([hint]))[0];
  return isJsonObject(entry) ? entry : {};
}

function readHint(entry: JsonValue): LinkHint[] {
  const seed = isJsonObject(entry) ? readSeed(createNodeCrypto(), entry) : undefined;
  if (seed?.ok !== true || !isJsonObject(entry)) return [];
  return [{ ...seed.value, ageMs: Number(entry.ageMs) || 0 }];
}
