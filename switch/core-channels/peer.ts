import { PATHS_LISTED_MAX } from '../constants.ts';
import { type Hashname, parseHashname } from '../hashname/hashname.ts';
import { type JsonObject, member } from '../packet/json.ts';
import { reachOf } from '../paths/locality.ts';
import { isTcp, type Path, readPaths, writePath } from '../paths/path.ts';

/** switch.md "peer": asks somebody who has a line to a hashname to introduce us. The BODY is our public key. */
export const PEER_TYPE = 'peer';

export interface PeerRequest {
  readonly target: Hashname;
  /** Public addresses that the asker says are its own. */
  readonly paths: readonly Path[];
}

/** The HEAD of a request, without `c` and `type`. Of our own addresses only public ones: a third party passes them on. */
export function writePeerRequest(target: Hashname, own: readonly Path[]): JsonObject {
  const told = own.filter(isPublic).slice(0, PATHS_LISTED_MAX).map(writePath);
  return { peer: target, ...(told.length > 0 ? { paths: told } : {}) };
}

/** Undefined if it names nobody. "Internal paths must not be included": those that are there nevertheless are left out. */
export function readPeerRequest(json: JsonObject): PeerRequest | undefined {
  const target = parseHashname(member(json, 'peer'));
  if (target === undefined) return undefined;
  return { target, paths: (readPaths(member(json, 'paths')) ?? []).filter(isPublic) };
}

/** And UDP: a hole is punched there. TCP addresses are told by their owner alone, inside the line. */
function isPublic(path: Path): boolean {
  return reachOf(path) === 'public' && !isTcp(path);
}
