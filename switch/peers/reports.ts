import { bucketOf } from '../dht/distance.ts';
import { chooseHints } from '../dht/hints.ts';
import type { RoutingTable } from '../dht/routing-table.ts';
import type { LinkHint, LinkStatus, OutsideStatus, PeerStatus } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { isRelay, isTcp } from '../paths/path.ts';
import { spokenBeyond } from './beyond.ts';
import type { Context } from './context.ts';
import type { Links } from './links.ts';
import { statusOf } from './peer.ts';
import type { PeerTable } from './peer-table.ts';
import type { Reachability } from './reachability.ts';

/** What a switch says of itself and of others when it is asked: read from its parts, changing nothing. */

export function statusOfPeer(peers: PeerTable, hashname: Hashname): PeerStatus | undefined {
  const peer = peers.get(hashname);
  return peer && statusOf(peer, peers.users);
}

/** How this machine is seen from outside, and what it carried for others. */
export function outsideStatus(
  { metrics, localNetworks, seenAddresses }: Context,
  peers: PeerTable,
  reachability: Reachability,
  nowMs: number,
): Omit<OutsideStatus, 'mapping'> {
  const beyond = spokenBeyond(peers.all(), localNetworks);
  return {
    seen: seenAddresses.agreement(nowMs),
    isReachable: reachability.isReachable(nowMs),
    hasSentBeyond: beyond.hasSent,
    hasHeardBeyond: beyond.hasHeard,
    bridgedBytes: metrics.bytesBridged,
    bridgedPackets: metrics.packetsBridged,
    relayedPackets: metrics.packetsRelayed,
    introductions: metrics.introductionsMade,
  };
}

/** Every link that there is now. */
export function linkStatuses(self: Hashname, table: RoutingTable, links: Links, nowMs: number): readonly LinkStatus[] {
  return [...table.all()].map(({ hashname, isSeed, sinceMs, lastSentAtMs, lastReceivedAtMs }) => ({
    hashname,
    bucket: bucketOf(self, hashname) ?? 0,
    isSeed,
    ageMs: nowMs - sinceMs,
    channelId: links.channelIdOf(hashname),
    lastSentAtMs,
    lastReceivedAtMs,
  }));
}

/** Those to begin with in the next life, with addresses that may still hold then. */
export function linkHints(self: Hashname, table: RoutingTable, peers: PeerTable, nowMs: number): readonly LinkHint[] {
  return chooseHints(self, table.all()).flatMap(({ hashname, sinceMs }) => {
    const peer = peers.get(hashname);
    const identity = peer?.line.identity;
    const established = peer?.paths.entries().filter(({ isEstablished }) => isEstablished) ?? [];
    const paths = established.flatMap(({ path, isHint, wasClaimed }) =>
      isRelay(path) || path.zone !== undefined || (isTcp(path) && !isHint && !wasClaimed) ? [] : [path],
    );
    return identity ? [{ identity, paths, ageMs: nowMs - sinceMs }] : [];
  });
}
