import type { LocalNetwork } from '../endpoint.ts';
import { isOnLink, reachOf } from '../paths/locality.ts';
import { isRelay } from '../paths/path.ts';
import type { PathTable } from '../paths/path-table.ts';

/** What was spoken with machines beyond this one and its own networks. What a neighbour says is no proof that the way out works. */
export interface Beyond {
  readonly hasSent: boolean;
  readonly hasHeard: boolean;
}

interface WithPaths {
  readonly paths: Pick<PathTable, 'all'>;
}

/** By the addresses of everybody we know: a relay is somebody else's address. */
export function spokenBeyond(peers: Iterable<WithPaths>, networks: readonly LocalNetwork[]): Beyond {
  let hasSent = false;
  for (const { paths } of peers) {
    for (const { path, lastReceivedAtMs, openSentAtMs, requestSentAtMs } of paths.all()) {
      const isHeard = lastReceivedAtMs !== undefined;
      const isSent = openSentAtMs !== Number.NEGATIVE_INFINITY || requestSentAtMs !== Number.NEGATIVE_INFINITY;
      // The cheap questions first: this is asked for the pill of every contact.
      if (isHeard || (isSent && !hasSent)) {
        if (isRelay(path) || reachOf(path) === 'loopback' || isOnLink(path, networks)) continue;
        if (isHeard) return { hasSent: true, hasHeard: true };
        hasSent = true;
      }
    }
  }
  return { hasSent, hasHeard: false };
}
