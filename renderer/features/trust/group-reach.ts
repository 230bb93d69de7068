import type { GroupView } from '../../../electron/bridge/contract.ts';

/** A type and no interface: values of a sentence have open keys. */
type Reach = { readonly reachable: number; readonly count: number };

/** How many of the others can be reached, of those who said yes; null for who is no member, or alone. */
export function reachOf({ state, members, reachableCount }: GroupView): Reach | null {
  const count = members.filter(({ isMe, hasJoined }) => hasJoined && !isMe).length;
  if (state !== 'member' || reachableCount === undefined || count === 0) return null;
  return { reachable: Math.min(reachableCount, count), count };
}
