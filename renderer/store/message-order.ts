import type { MessageView } from '../../electron/bridge/contract.ts';

/** Where a message stands in its conversation: `t` first, then `id` (WIRE.md: the same order on every machine). */
export type Place = Pick<MessageView, 't' | 'id'>;

export function comparePlaces(one: Place, other: Place): number {
  if (one.t !== other.t) return one.t - other.t;
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
}

export const placeOf = ({ t, id }: Place): Place => ({ t, id });
