import { isIPv4, isIPv6 } from 'node:net';
import type { JsonObject, JsonValue, PeerHints } from '../endpoint.ts';
import { hashnameOfParts } from '../hashname/hashname.ts';
import { isConsistent, type PublicIdentity, readParts } from '../hashname/keys.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import type { Path } from '../paths/path.ts';
import { isObject, refuse } from './ask.ts';

/** Entries of the specification's seeds.json: one, or all of a file, by hashname. */
export function readSeeds(json: JsonValue | undefined): PeerHints[] {
  if (!isObject(json)) return refuse('"seed" is no entry of a seeds.json');
  return json.parts === undefined ? Object.values(json).map(readSeed) : [readSeed(json)];
}

/** This switch's own entry, by its hashname. */
export function writeSeed({ hashname, parts, keys }: PublicIdentity, paths: readonly Path[]): JsonObject {
  const base64 = Object.entries(keys).map(([csid, key]) => [csid, Buffer.from(key).toString('base64')]);
  return { [hashname]: { paths: paths.map((path) => ({ ...path })), parts, keys: Object.fromEntries(base64) } };
}

function readSeed(entry: JsonValue): PeerHints {
  const parts = isObject(entry) ? readParts(entry.parts) : undefined;
  if (parts === undefined || !isObject(entry)) return refuse('seed refused: "parts" is missing or malformed');
  const port = createNodeCrypto();
  const identity = { hashname: hashnameOfParts(port, parts), parts, keys: readKeys(entry.keys) };
  if (!isConsistent(port, identity)) return refuse('seed refused: a key is not that of its part');
  const paths = Array.isArray(entry.paths) ? entry.paths.flatMap(readPath) : [];
  return { identity, paths };
}

function readKeys(json: JsonValue | undefined): PublicIdentity['keys'] {
  if (!isObject(json)) return {};
  const keys = Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(keys.map(([csid, base64]) => [csid, new Uint8Array(Buffer.from(base64, 'base64'))]));
}

/** Paths of types that this switch lacks are passed over (network.md "Network Paths"). */
function readPath(json: JsonValue): Path[] {
  if (!isObject(json)) return [];
  const { type, ip, port } = json;
  if (typeof ip !== 'string' || typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65535)
    return [];
  if (type === 'ipv4' && isIPv4(ip)) return [{ type, ip, port }];
  return type === 'ipv6' && isIPv6(ip) ? [{ type, ip, port }] : [];
}
