import { fromBase64, toBase64 } from '../base64.ts';
import type { CryptoPort } from '../cipher-sets/crypto-port.ts';
import { fail, ok, type Result } from '../errors.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../packet/json.ts';
import { type Path, readPaths, writePath } from '../paths/path.ts';
import { hashnameOfParts } from './hashname.ts';
import { isConsistent, type PublicIdentity, readParts } from './keys.ts';

/** One entry of a seeds.json (seeds.md): a switch that anybody may use to get into the DHT. */
export interface Seed {
  readonly identity: PublicIdentity;
  /** Those that this switch can send to. */
  readonly paths: readonly Path[];
}

/** Entries of one file. Ours: nobody needs more to find the first living one. */
const SEEDS_MAX = 256;
/** A 2048-bit RSA key in base64 has 392. */
const KEY_CHARS_MAX = 2_048;

export type SeedsError =
  | 'not-json'
  /** Not an object of 1 to 256 entries. */
  | 'not-seeds'
  /** An entry isn't an object, or lacks `parts`. */
  | 'no-parts'
  /** The name of an entry isn't the hashname of its parts. */
  | 'wrong-hashname'
  /** No key, or one that isn't base64. */
  | 'no-key'
  /** A key whose fingerprint isn't that of its part. */
  | 'wrong-key'
  /** `paths` is missing or isn't a list: "at least `parts`, `paths` and one public key are needed". */
  | 'no-paths';

/** Reads the text of a seeds.json. One bad entry refuses the file: whoever wrote it should know. */
export function parseSeeds(port: Pick<CryptoPort, 'sha256'>, text: string): Result<readonly Seed[], SeedsError> {
  try {
    return readSeeds(port, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return fail('not-json'); // JSON.parse's only way to say so
    throw error;
  }
}

export function readSeeds(port: Pick<CryptoPort, 'sha256'>, json: JsonValue): Result<readonly Seed[], SeedsError> {
  const entries = isJsonObject(json) ? Object.entries(json) : [];
  if (entries.length === 0 || entries.length > SEEDS_MAX) return fail('not-seeds');
  const seeds: Seed[] = [];
  for (const [name, entry] of entries) {
    const seed = readSeed(port, entry);
    if (!seed.ok) return seed;
    if (seed.value.identity.hashname !== name) return fail('wrong-hashname');
    seeds.push(seed.value);
  }
  return ok(seeds);
}

/** Reads one entry, without its name. Further keys, such as `admin`, are passed over. */
export function readSeed(port: Pick<CryptoPort, 'sha256'>, entry: JsonValue): Result<Seed, SeedsError> {
  const parts = isJsonObject(entry) ? readParts(member(entry, 'parts')) : undefined;
  if (!isJsonObject(entry) || parts === undefined) return fail('no-parts');
  const keys = readKeys(member(entry, 'keys'));
  if (keys === undefined) return fail('no-key');
  const identity = { hashname: hashnameOfParts(port, parts), parts, keys };
  if (!isConsistent(port, identity)) return fail('wrong-key');
  const paths = readPaths(member(entry, 'paths'));
  return paths === undefined ? fail('no-paths') : ok({ identity, paths });
}

/** As JSON, for `JSON.stringify`. */
export function writeSeeds(seeds: readonly Seed[]): JsonObject {
  return Object.fromEntries(seeds.map((seed) => [seed.identity.hashname, writeSeed(seed)]));
}

function writeSeed({ identity, paths }: Seed): JsonObject {
  const keys = Object.entries(identity.keys).map(([csid, key]) => [csid, toBase64(key)]);
  const told = paths.filter(({ zone }) => zone === undefined); // a link-local address is nobody else's
  return { paths: told.map(writePath), parts: identity.parts, keys: Object.fromEntries(keys) };
}

/** Undefined unless there is at least one, and all are base64. */
function readKeys(json: JsonValue | undefined): { readonly [csid: string]: Uint8Array } | undefined {
  const entries = isJsonObject(json) ? Object.entries(json) : [];
  const keys: (readonly [string, Uint8Array])[] = [];
  for (const [csid, text] of entries) {
    const key = typeof text === 'string' && text.length <= KEY_CHARS_MAX ? fromBase64(text) : undefined;
    if (key === undefined || key.length === 0) return undefined;
    keys.push([csid, key]);
  }
  return keys.length === 0 ? undefined : Object.fromEntries(keys);
}
