import type { LocalNetwork } from '../endpoint.ts';
import { isOnLink, reachOf } from '../paths/locality.ts';
import { isRelay } from '../paths/path.ts';
import type { PathEntry } from '../paths/path-table.ts';

/** What was spoken with machines beyond this one and its own networks. What a neighbour says is no proof that the way out works. */
export interface Beyond {
  readonly hasSent: boolean;
  readonly hasHeard: boolean;
}

/** By the addresses of everybody we know: a relay is somebody else's address. */
export function spokenBeyond(entries: Iterable<PathEntry>, networks: readonly LocalNetwork[]): Beyond {
  let hasSent = false;
  for (const { path, lastReceivedAtMs, openSentAtMs, requestSentAtMs } of entries) {
    if (isRelay(path) || reachOf(path) === 'loopback' || isOnLink(path, networks)) continue;
    if (lastReceivedAtMs !== undefined) return { hasSent: true, hasHeard: true };
    hasSent ||= Math.max(openSentAtMs, requestSentAtMs) > Number.NEGATIVE_INFINITY;
  }
  return { hasSent, hasHeard: false };
}
