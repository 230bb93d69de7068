import type { JsonObject, PathStatus } from '../endpoint.ts';

/** A path as `lines` tells it. */
export function placeOf({ path, isEstablished, through }: PathStatus): JsonObject {
  return { ...path, validated: isEstablished, ...(through && { through: { ...through } }) };
}
