import { GROUP_MEMBERS_MAX } from '../limits.ts';
import { compareOrder } from './causal-order.ts';
import { chooseBase } from './membership-base.ts';
import type { MembershipEvent, Standing } from './membership-event.ts';
import { MembershipHistory } from './membership-history.ts';

/**
 * Who belongs to a group, from its membership events alone (WIRE.md "Groups"): the same events give the same group on every
 * member, in whatever order they came. Pure.
 *
 * An event counts if its author had the right to it in its own past (`base`): so two sides of a partition never void each
 * other by chance. What then contradicts is settled by the removals: the one by the earlier member goes first (creator
 * first), and what the removed person wrote beyond its `upTo` is void, their own removals included.
 */
export interface Group {
  readonly title: string;
  readonly picture: Uint8Array | undefined;
  /** By device; those who were added and have neither left nor been removed. */
  readonly members: ReadonlyMap<string, Member>;
  /** What the next membership event of this author has as its `base`, ascending. */
  baseFor(author: string): readonly string[];
  /** Whether an event that is none of membership doesn't count: its author wasn't in, or was taken out before it. */
  isVoid(event: WrittenPlace): boolean;
  /** Membership events that have an effect: what the chat shows. */
  isEffective(id: string): boolean;
  /** An `admin` by who is none: their wish, which counts with those of more than half of all, or the end of it. */
  isWish(id: string): boolean;
  /** The key of everybody who ever was added: what their signatures are checked with. */
  keyOf(device: string): Uint8Array | undefined;
  nameOf(device: string): string | undefined;
  /** Whether they were an admin at this place in the order. */
  wasAdmin(device: string, t: number): boolean;
  /** They were a member, and somebody took them out. */
  wasRemoved(device: string): boolean;
}

export interface Member {
  readonly device: string;
  readonly name: string;
  readonly key: Uint8Array;
  readonly isAdmin: boolean;
  /** Members who want them to be an admin, and could not make them one. */
  readonly wishedBy: ReadonlySet<string>;
  /** They said yes; before that nothing is opened to them but what lets them say so. */
  readonly hasJoined: boolean;
  /** Who added them; the creator themselves. */
  readonly addedBy: string;
  /** Id of the `add` to be answered by `join`; of the `create` for the creator. */
  readonly add: string;
  /** Events before this place are served to them without their bodies. */
  readonly fromT: number;
}

export interface WrittenPlace {
  readonly id: string;
  readonly by: string;
  readonly log: string;
  readonly seq: number;
  readonly t: number;
}

const NOBODY: ReadonlySet<string> = new Set();

type Of<K extends MembershipEvent['kind']> = Extract<MembershipEvent, { kind: K }>;

/** The group of these events; undefined without its `create`. */
export function resolveGroup(conv: string, events: Iterable<MembershipEvent>): Group | undefined {
  const history = new MembershipHistory(conv, events);
  const [root] = history.events;
  if (root?.kind !== 'create') return undefined;
  const rightful = new Set<MembershipEvent>([root]);
  const wishes = new Set<MembershipEvent>();
  for (const event of history.events) {
    if (event === root) continue;
    const past = history.pastEvents(event).filter((other) => rightful.has(other));
    const { members } = new Settled(history, past, wishes);
    if (!hasRight(event, members)) continue;
    rightful.add(event);
    if (event.kind === 'admin' && members.get(event.by)?.isAdmin !== true) wishes.add(event);
  }
  return groupOf(root, history, new Settled(history, [...rightful], wishes));
}

/** Whether somebody could say this in a group of these members. */
function hasRight(event: MembershipEvent, members: ReadonlyMap<string, Member>): boolean {
  const author = members.get(event.by);
  if (author === undefined) return false;
  if (event.kind === 'join') return author.add === event.of;
  if (!author.hasJoined) return false;
  if (event.kind === 'leave' || event.kind === 'admin') return true; // of who is no admin: a wish, or one taken back
  if (!author.isAdmin) return false;
  if (event.kind === 'remove') return event.who !== event.by;
  if (event.kind === 'add') return members.size < GROUP_MEMBERS_MAX || members.has(event.who);
  return true;
}

/** What some rightful events come to together. */
class Settled {
  readonly members: ReadonlyMap<string, Member>;
  readonly active: readonly MembershipEvent[];
  private readonly joins = new Map<string, Of<'join'>[]>();
  private readonly leaves = new Map<string, Of<'leave'>[]>();
  private readonly removals = new Map<string, Of<'remove'>[]>();
  private readonly adds = new Map<string, MembershipEvent>();
  /** Rank of everybody by their first `add`; the creator has 0. */
  private readonly ranks = new Map<string, number>();

  constructor(
    private readonly history: MembershipHistory,
    rightful: readonly MembershipEvent[],
    private readonly wishes: ReadonlySet<MembershipEvent>,
  ) {
    for (const event of rightful) this.note(event);
    const removals = rightful.filter((event) => event.kind === 'remove');
    removals.sort((a, b) => this.rankOf(a.by) - this.rankOf(b.by) || compareOrder(a, b));
    // The earlier member's removals first: whoever they take out can't take them out in return.
    for (const removal of removals) if (!this.isTakenBack(removal)) push(this.removals, removal.who, removal);
    this.active = rightful.filter((event) => !this.isTakenBack(event));
    for (const event of this.active) if (event.kind === 'leave') push(this.leaves, event.by, event);
    this.members = this.withAdmins(this.findMembers());
  }

  /** One of the removals takes this back: it is of the removed person, and beyond what stands. */
  isTakenBack(event: WrittenPlace): boolean {
    const removals = this.removals.get(event.by) ?? [];
    return removals.some((removal) => {
      if (doesStand(removal.upTo, event)) return false;
      const join = this.joinBefore(event);
      const add = join && this.adds.get(join.of);
      return add === undefined || !this.history.isPast(removal, add); // added anew since: that removal is over
    });
  }

  /** Its author had joined by then, and not left. */
  isWithin(root: MembershipEvent, event: WrittenPlace): boolean {
    const join = event.by === root.by ? root : undefined;
    const last = this.joinBefore(event) ?? join;
    if (last === undefined) return false;
    return !(this.leaves.get(event.by) ?? []).some((leave) => leave.t > last.t && leave.t < event.t);
  }

  /** The same history up to a place. */
  at(past: readonly MembershipEvent[]): Settled {
    return new Settled(this.history, past, this.wishes);
  }

  isWish(id: string): boolean {
    return this.active.some((event) => event.id === id && this.wishes.has(event));
  }

  wasRemoved(device: string): boolean {
    return !this.members.has(device) && this.removals.has(device);
  }

  private note(event: MembershipEvent): void {
    if (event.kind === 'create' || event.kind === 'add') {
      this.adds.set(event.id, event);
      const who = event.kind === 'add' ? event.who : event.by;
      if (!this.ranks.has(who)) this.ranks.set(who, this.ranks.size);
    }
    if (event.kind === 'join') push(this.joins, event.by, event);
  }

  private rankOf(device: string): number {
    return this.ranks.get(device) ?? Number.POSITIVE_INFINITY;
  }

  private joinBefore(event: WrittenPlace): Of<'join'> | undefined {
    return (this.joins.get(event.by) ?? []).filter((join) => join.t <= event.t).at(-1);
  }

  private findMembers(): Map<string, Member> {
    const members = new Map<string, Member>();
    const activeIds = new Set(this.active.map((event) => event.id));
    for (const event of this.active) {
      if (event.kind !== 'create' && event.kind !== 'add') continue;
      const device = event.kind === 'add' ? event.who : event.by;
      if (this.isOver(event, device)) continue;
      const joins = (this.joins.get(device) ?? []).filter((join) => join.of === event.id && activeIds.has(join.id));
      const known = members.get(device);
      if (known?.hasJoined === true && joins.length === 0) continue; // a second `add` of a member changes nothing
      members.set(device, {
        device,
        key: event.key,
        name: joins.at(-1)?.name ?? (event.kind === 'add' ? event.name : ''),
        hasJoined: event.kind === 'create' || joins.length > 0,
        isAdmin: event.kind === 'create',
        wishedBy: NOBODY,
        addedBy: event.by,
        add: event.id,
        fromT: event.kind === 'add' ? event.fromT : 0,
      });
    }
    return members;
  }

  /** Ended since, by a removal or a `leave` that this `add` does not know of. */
  private isOver(add: MembershipEvent, device: string): boolean {
    const ends: readonly MembershipEvent[] = [...(this.removals.get(device) ?? []), ...(this.leaves.get(device) ?? [])];
    return ends.some((end) => !this.history.isPast(end, add));
  }

  /**
   * The last word on each counts: an admin's, or the wishes of more than half of all members since then. Without any admin the longest
   * member is one.
   */
  private withAdmins(members: Map<string, Member>): ReadonlyMap<string, Member> {
    const joined = [...members.values()].filter((member) => member.hasJoined).map(({ device }) => device);
    for (const event of this.active) {
      const member = event.kind === 'admin' ? members.get(event.who) : undefined;
      if (event.kind !== 'admin' || member === undefined) continue;
      const wishedBy = this.wishes.has(event) ? wishesWith(member, event, joined) : NOBODY;
      const isMade = this.wishes.has(event) ? member.isAdmin || wishedBy.size * 2 > joined.length : event.isAdmin;
      members.set(event.who, { ...member, isAdmin: isMade, wishedBy: isMade ? NOBODY : wishedBy });
    }
    const all = [...members.values()].filter((member) => member.hasJoined);
    if (all.some((member) => member.isAdmin)) return members;
    const [longest] = all.sort((a, b) => this.rankOf(a.device) - this.rankOf(b.device));
    if (longest !== undefined) members.set(longest.device, { ...longest, isAdmin: true });
    return members;
  }
}

/** Each counts once, until it is taken back, and as long as who said it belongs to the group. */
function wishesWith(
  { wishedBy }: Member,
  { by, isAdmin }: Of<'admin'>,
  joined: readonly string[],
): ReadonlySet<string> {
  const others = [...wishedBy].filter((device) => device !== by);
  return new Set(isAdmin && joined.includes(by) ? [...others, by] : others);
}

function doesStand(upTo: readonly Standing[], event: WrittenPlace): boolean {
  return upTo.some(({ log, seq, id }) => log === event.log && (event.seq < seq || event.id === id));
}

function groupOf(root: Of<'create'>, history: MembershipHistory, settled: Settled): Group {
  const { active, members } = settled;
  const activeIds = new Set(active.map((event) => event.id));
  const keys = new Map<string, Uint8Array>([[root.by, root.key]]);
  const names = new Map<string, string>();
  for (const event of history.events) {
    if (event.kind === 'add') keys.set(event.who, event.key);
    if (event.kind === 'add' && !names.has(event.who)) names.set(event.who, event.name);
    if (event.kind === 'join') names.set(event.by, event.name);
  }
  const titles = active.flatMap((event) => (event.kind === 'create' || event.kind === 'title' ? [event.title] : []));
  const pictured = active.filter((event) => event.kind === 'avatar');
  return {
    title: titles.filter((title) => title !== '').at(-1) ?? '',
    picture: pictured.at(-1)?.picture,
    members,
    baseFor: (author) => chooseBase(history, active, author),
    isVoid: (event) => settled.isTakenBack(event) || !settled.isWithin(root, event),
    isEffective: (id) => activeIds.has(id),
    isWish: (id) => settled.isWish(id),
    keyOf: (device) => keys.get(device),
    nameOf: (device) => names.get(device),
    wasAdmin: adminsOver(settled),
    wasRemoved: (device) => settled.wasRemoved(device),
  };
}

/** Settles the history up to a place anew, and remembers what came of it: there are few places where it changes. */
function adminsOver(settled: Settled): Group['wasAdmin'] {
  const bySize = new Map<number, ReadonlyMap<string, Member>>();
  return (device, t) => {
    const past = settled.active.filter((event) => event.t < t);
    const members = bySize.get(past.length) ?? settled.at(past).members;
    bySize.set(past.length, members);
    const member = members.get(device);
    return member?.hasJoined === true && member.isAdmin;
  };
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
