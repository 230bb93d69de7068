import type { JsonObject, PathStatus } from '../endpoint.ts';

/** A path as `lines` tells it. */
export function placeOf({ path, isEstablished, through, isClaimedByPeer, isShared }: PathStatus): JsonObject {
  const facts = { validated: isEstablished, claimed: isClaimedByPeer, shared: isShared };
  return { ...path, ...facts, ...(through && { through: { ...through } }) };
}
