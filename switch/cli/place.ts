import type { JsonObject, PathStatus } from '../endpoint.ts';

/** A path as `lines` tells it. */
export function placeOf({ path, isEstablished, through, isClaimedByPeer, isShared }: PathStatus): JsonObject {
  const facts = { validated: isEstablished, claimed: isClaimedByPeer, shared: isShared };
  return { ...path, ...facts, ...(through && { through: { ...through } }) };
}

/** All that is known of it; times as ages. */
export function pathOf(status: PathStatus, nowMs: number): JsonObject {
  const { roundTripMs, lastReceivedAtMs, isClaimedByPeer, isShared, lanAnsweredAtMs } = status;
  return {
    ...placeOf(status),
    roundTripMs: roundTripMs ?? null,
    heardMsAgo: lastReceivedAtMs === undefined ? null : Math.round(nowMs - lastReceivedAtMs),
    claimed: isClaimedByPeer,
    shared: isShared,
    lan: lanAnsweredAtMs !== undefined,
  };
}
