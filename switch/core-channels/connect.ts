import type { CryptoPort } from '../cipher-sets/crypto-port.ts';
import { PATHS_LISTED_MAX } from '../constants.ts';
import type { LocalNetwork } from '../endpoint.ts';
import { hashnameOfParts } from '../hashname/hashname.ts';
import { fingerprintOf, highestSharedCsid, type Parts, type PublicIdentity, readParts } from '../hashname/keys.ts';
import { type JsonObject, member } from '../packet/json.ts';
import { mayBeTold } from '../paths/locality.ts';
import { isRelay, isTcp, type Path, readPaths, samePath, type Way, writePath, zoneOf } from '../paths/path.ts';

/** switch.md "connect": somebody who asked for us by `peer` is introduced. The BODY is their public key. */
export const CONNECT_TYPE = 'connect';

export interface ConnectRequest {
  /** Who asked, with the one key of the cipher set that we share. Its hashname is that of its parts, its key that of its part. */
  readonly identity: PublicIdentity;
  readonly paths: readonly Path[];
}

/**
 * What the target is told of the asker's addresses. "The switch must always verify the sending path is included in the paths
 * array, and if not insert it in": first, since it is the only one that anybody has seen. One of a local network is told to
 * those in local networks only.
 */
export function connectPaths(
  told: readonly Path[],
  seenAt: Way,
  over: Way,
  networks: readonly LocalNetwork[],
): readonly Path[] {
  if (isRelay(seenAt) || isTcp(seenAt) || !mayBeTold(seenAt, over, networks)) return told; // nobody can connect to where a connection comes from
  return [seenAt, ...told.filter((path) => !samePath(path, seenAt))].slice(0, PATHS_LISTED_MAX);
}

/** The HEAD of a request, without `c` and `type`. */
export function writeConnectRequest(from: Parts, paths: readonly Path[]): JsonObject {
  return { from, paths: paths.map(writePath) };
}

/**
 * Undefined unless the key is the one of `from` that a line to us needs: whoever introduces can't make us open to anything
 * that isn't a hashname with that key. `over` is where the request came from: it decides which addresses it may tell.
 */
export function readConnectRequest(
  port: Pick<CryptoPort, 'sha256'>,
  self: PublicIdentity,
  json: JsonObject,
  key: Uint8Array,
  over: Way,
  networks: readonly LocalNetwork[],
): ConnectRequest | undefined {
  const parts = readParts(member(json, 'from'));
  const csid = parts && highestSharedCsid(self.parts, parts);
  if (parts === undefined || csid === undefined || parts[csid] !== fingerprintOf(port, key)) return undefined;
  const identity = { hashname: hashnameOfParts(port, parts), parts, keys: { [csid]: key.slice() } };
  const told = readPaths(member(json, 'paths'), zoneOf(over)) ?? [];
  const paths = told.filter((path) => !isTcp(path) && mayBeTold(path, over, networks));
  return { identity, paths };
}
