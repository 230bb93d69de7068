import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Path,
  type PeerHints,
  type PublicIdentity,
  readSeeds as readEntries,
  readSeed as readEntry,
  type SeedsError,
  writeSeeds,
} from '../index.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { refuse } from './ask.ts';

const REASONS: Readonly<Record<SeedsError, string>> = {
  'not-json': 'it is not JSON',
  'not-seeds': 'it is no object of 1 to 256 entries',
  'no-parts': 'an entry has no "parts"',
  'wrong-hashname': "an entry's name is not the hashname of its parts",
  'no-key': 'an entry has no key in base64',
  'wrong-key': 'a key is not that of its part',
  'no-paths': 'an entry has no "paths"',
};

/** Entries of the specification's seeds.json: one, or all of a file, by hashname. */
export function readSeeds(json: JsonValue | undefined): readonly PeerHints[] {
  const port = createNodeCrypto();
  if (isJsonObject(json) && json.parts !== undefined) {
    const seed = readEntry(port, json);
    return seed.ok ? [seed.value] : refuse(`seed refused: ${REASONS[seed.error]}`);
  }
  const seeds = readEntries(port, json ?? null);
  return seeds.ok ? seeds.value : refuse(`seed refused: ${REASONS[seeds.error]}`);
}

/** This switch's own entry, by its hashname. */
export function writeSeed({ hashname, parts, keys }: PublicIdentity, paths: readonly Path[]): JsonObject {
  return writeSeeds([{ identity: { hashname, parts, keys }, paths }]);
}
