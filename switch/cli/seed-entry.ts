import {
  hashnameOfParts,
  isConsistent,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Path,
  type PeerHints,
  type PublicIdentity,
  readPaths,
  writePath,
} from '../index.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { refuse } from './ask.ts';

/** Entries of the specification's seeds.json: one, or all of a file, by hashname. */
export function readSeeds(json: JsonValue | undefined): PeerHints[] {
  if (!isJsonObject(json)) return refuse('"seed" is no entry of a seeds.json');
  return json.parts === undefined ? Object.values(json).map(readSeed) : [readSeed(json)];
}

/** This switch's own entry, by its hashname. */
export function writeSeed({ hashname, parts, keys }: PublicIdentity, paths: readonly Path[]): JsonObject {
  const base64 = Object.entries(keys).map(([csid, key]) => [csid, Buffer.from(key).toString('base64')]);
  return { [hashname]: { paths: paths.map(writePath), parts, keys: Object.fromEntries(base64) } };
}

function readSeed(entry: JsonValue): PeerHints {
  const parts = isJsonObject(entry) ? readTexts(entry.parts) : {};
  const keys = isJsonObject(entry) ? readTexts(entry.keys) : {};
  const port = createNodeCrypto();
  const bytes = Object.entries(keys).map(([csid, base64]) => [csid, new Uint8Array(Buffer.from(base64, 'base64'))]);
  const identity = { hashname: hashnameOfParts(port, parts), parts, keys: Object.fromEntries(bytes) };
  if (!isConsistent(port, identity))
    return refuse('seed refused: its "parts" are none, or a key is not that of its part');
  return { identity, paths: (isJsonObject(entry) && readPaths(entry.paths)) || [] };
}

/** What of an object is text. */
function readTexts(json: JsonValue | undefined): { [name: string]: string } {
  if (!isJsonObject(json)) return {};
  return Object.fromEntries(
    Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
