import { MEMBERSHIP_BASE_MAX } from '../limits.ts';
import type { MembershipEvent } from './membership-event.ts';
import type { MembershipHistory } from './membership-history.ts';

/**
 * What the next membership event of this author has as its `base`, ascending: the newest events that no other rests on. Where more
 * stand side by side than a `base` may name, those first on which its right depends, for it is judged by what it rests on alone:
 * the author's own part in the group, then who went, then who became an admin. The others are named by the events that follow.
 */
export function chooseBase(
  history: MembershipHistory,
  active: readonly MembershipEvent[],
  author: string,
): readonly string[] {
  const named = new Set(history.events.flatMap((event) => event.base));
  const heads = history.events.filter((event) => !named.has(event.id)).reverse();
  const covers = (head: MembershipEvent, event: MembershipEvent) => head === event || history.isPast(event, head);
  const chosen = new Set<MembershipEvent>();
  for (const event of [...decisive(history.events, active, author), ...heads]) {
    if (chosen.size >= MEMBERSHIP_BASE_MAX) break;
    if ([...chosen].some((head) => covers(head, event))) continue;
    const newest = heads.find((head) => covers(head, event));
    if (newest !== undefined) chosen.add(newest);
  }
  return [...chosen].map(({ id }) => id).sort();
}

/** The weightiest first, of the same weight the newest. */
function decisive(
  all: readonly MembershipEvent[],
  active: readonly MembershipEvent[],
  author: string,
): readonly MembershipEvent[] {
  const own = all.filter((event) => event.by === author || ('who' in event && event.who === author));
  const departures = active.filter(({ kind }) => kind === 'remove' || kind === 'leave');
  const admins = active.filter(({ kind }) => kind === 'admin');
  return [own, departures, admins].flatMap((events) => [...events].reverse());
}
