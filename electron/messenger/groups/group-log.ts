import { type EventRow, HIDDEN } from '../../storage/index.ts';
import { KNOWN_KINDS } from '../conversations/known-kinds.ts';
import type { Core } from '../core.ts';
import { GROUP_SCAN_EVENTS, GROUP_UNKNOWN_MAX } from '../limits.ts';
import { decodeEvent } from '../log/event.ts';
import { type Group, type Member, resolveGroup } from '../log/membership.ts';
import {
  introducedKey,
  isMembershipKind,
  MEMBERSHIP_KINDS,
  type MembershipEvent,
  readMembership,
} from '../log/membership-event.ts';
import type { Place } from '../messenger.ts';
import { placeOf } from './missing-bodies.ts';

/** Who belongs to a group, kept up to date with its log, and what that makes void. */
export class GroupLog {
  private readonly events = new Map<string, MembershipEvent>();
  private readonly keys = new Map<string, Uint8Array>();
  /** Events that must be known and are not. */
  private readonly unknown = new Map<string, EventRow>();
  private current: Group | undefined;
  private spanMarked = '';
  /** Of whom something was here when it was opened. */
  private authors: readonly string[] = [];
  /** Whose events are void, or were once. */
  private readonly suspects = new Set<string>();

  private constructor(
    private readonly core: Core,
    readonly conv: string,
  ) {}

  static async open(core: Core, conv: string): Promise<GroupLog> {
    const log = new GroupLog(core, conv);
    log.take(await core.store.events.ofKinds(conv, MEMBERSHIP_KINDS));
    log.takeUnknown(await core.store.events.ofOtherKinds(conv, KNOWN_KINDS, GROUP_UNKNOWN_MAX));
    await log.markVoid();
    await log.markBodyless();
    log.authors = await core.store.events.authors(conv);
    return log;
  }

  /** Undefined until its `create` is here. */
  get group(): Group | undefined {
    return this.current;
  }

  /** The key of an author, also of one whose `add` has no place in the order yet. */
  keyOf(device: string): Uint8Array | undefined {
    return this.keys.get(device);
  }

  /** Events were stored or came into view. True if the group may be another one now. */
  async stored(stored: readonly EventRow[], visible: readonly EventRow[]): Promise<boolean> {
    const isUnknown = this.takeUnknown(visible);
    const isChanged = this.take([...stored, ...visible]) || isUnknown;
    if (isChanged) await this.markVoid();
    await this.markRows(visible);
    if (this.ownSpan() !== this.spanMarked) await this.markBodyless();
    return isChanged;
  }

  /** Where what we may read begins; undefined while we are no member. */
  get ownFromT(): number | undefined {
    const me = this.current?.members.get(this.core.self);
    return me?.hasJoined === true ? me.fromT : undefined;
  }

  private ownSpan(): string {
    const me = this.current?.members.get(this.core.self);
    return me === undefined ? '' : `${me.add} ${me.fromT}`;
  }

  /** What came without its body is shown or not by where our own time begins. */
  private async markBodyless(): Promise<void> {
    this.spanMarked = this.ownSpan();
    let before: Place | undefined;
    for (;;) {
      const rows = await this.core.store.events.bodyless(this.conv, before, GROUP_SCAN_EVENTS);
      await this.markRows(rows);
      before = placeOf(rows.at(-1));
      if (rows.length < GROUP_SCAN_EVENTS) return;
    }
  }

  /** A member said something that decides about the group and that we don't know (app-protocol.md "Versions"). */
  get isFrozen(): boolean {
    return [...this.unknown.values()].some((row) => !this.isVoid(row));
  }

  /** Everybody who was taken out and is not in again. */
  removedDevices(): readonly string[] {
    return [...this.keys.keys()].filter((device) => this.current?.wasRemoved(device) === true);
  }

  /** The last removal of somebody who is out; undefined for everybody else. */
  removalOf(device: string): (MembershipEvent & { readonly kind: 'remove' }) | undefined {
    if (this.current?.wasRemoved(device) !== true) return undefined;
    let last: (MembershipEvent & { readonly kind: 'remove' }) | undefined;
    for (const event of this.events.values()) {
      const isIt = event.kind === 'remove' && event.who === device && this.current.isEffective(event.id);
      if (isIt && (last === undefined || event.t > last.t)) last = event;
    }
    return last;
  }

  /** The last goodbye of somebody who left and is not in again; undefined for everybody else, and for who was taken out. */
  leaveOf(device: string): MembershipEvent | undefined {
    const { current } = this;
    if (current === undefined || current.members.has(device) || current.wasRemoved(device)) return undefined;
    const leaves = [...this.events.values()].filter(
      (event) => event.kind === 'leave' && event.by === device && current.isEffective(event.id),
    );
    return leaves.reduce<MembershipEvent | undefined>(
      (last, event) => (last && last.t > event.t ? last : event),
      undefined,
    );
  }

  /**
   * What somebody who is out may have of what was said: up to the end of their last stay, and what came before its history began without
   * bodies. Undefined for members, and for who never was one.
   */
  lastStayOf(device: string): { readonly fromT: number; readonly toT: number } | undefined {
    const end = this.removalOf(device) ?? this.leaveOf(device);
    if (end === undefined) return undefined;
    let add: (MembershipEvent & { readonly kind: 'add' }) | undefined;
    for (const event of this.events.values()) {
      const isIt =
        event.kind === 'add' && event.who === device && event.t < end.t && this.current?.isEffective(event.id);
      if (isIt && (add === undefined || event.t > add.t)) add = event;
    }
    return { fromT: add?.fromT ?? 0, toT: end.t }; // nobody added who created it
  }

  /** Everybody who was in, and was taken out or left since. */
  departedDevices(): readonly string[] {
    return [...this.keys.keys()].filter(
      (device) => this.current?.wasRemoved(device) === true || this.leaveOf(device) !== undefined,
    );
  }

  /** Everybody who is or was added. */
  everybody(): readonly string[] {
    return [...this.keys.keys()];
  }

  /** Who wrote something that is here, and was never added as far as we know: what says so was lost with a part of this disk. */
  unexplained(): readonly string[] {
    return this.authors.filter((device) => !this.keys.has(device));
  }

  /** Events of membership by these people, or of which one of them is the object. */
  about(devices: ReadonlySet<string>): ReadonlySet<string> {
    const named = [...this.events.values()].filter(
      (event) => devices.has(event.by) || ('who' in event && devices.has(event.who)),
    );
    return new Set(named.map(({ id }) => id));
  }

  /** Our own last word, if that was goodbye. */
  ownLeave(): MembershipEvent | undefined {
    const own = [...this.events.values()].filter((event) => event.kind === 'leave' && event.by === this.core.self);
    return own.reduce<MembershipEvent | undefined>(
      (last, event) => (last && last.t > event.t ? last : event),
      undefined,
    );
  }

  /** What an event of membership says. */
  eventOf(id: string): MembershipEvent | undefined {
    return this.events.get(id);
  }

  private takeUnknown(rows: readonly EventRow[]): boolean {
    const before = this.unknown.size;
    for (const row of rows) {
      if (KNOWN_KINDS.includes(row.kind) || this.unknown.size >= GROUP_UNKNOWN_MAX) continue;
      const event = decodeEvent(row.head, undefined);
      if (event.ok && event.value.head.must) this.unknown.set(row.id, row);
    }
    return this.unknown.size > before;
  }

  private take(rows: readonly EventRow[]): boolean {
    let isChanged = false;
    for (const row of rows) {
      if (!isMembershipKind(row.kind)) continue;
      const introduced = row.body === undefined ? undefined : introducedKey(row.kind, row.body);
      if (introduced !== undefined) this.keys.set(introduced.device, introduced.key);
      const event = readMembership(row);
      if (event === undefined || this.events.has(event.id)) continue;
      this.events.set(event.id, event);
      isChanged = true;
    }
    if (isChanged) this.current = resolveGroup(this.conv, this.events.values());
    return isChanged;
  }

  /** Looks again at everything that a removal or a departure may have made void, or not void any more. */
  private async markVoid(): Promise<void> {
    const { group } = this;
    if (group === undefined) return;
    const { suspects } = this;
    for (const event of this.events.values()) {
      if (event.kind === 'remove') suspects.add(event.who);
      if (event.kind === 'leave') suspects.add(event.by);
      // Added by somebody who was taken out before.
      if (event.kind === 'add' && !group.isEffective(event.id)) suspects.add(event.who);
    }
    for (const tip of await this.core.store.events.tips(this.conv)) {
      if (!suspects.has(tip.by)) continue;
      for (let from = 0; from <= tip.seq; from += GROUP_SCAN_EVENTS) {
        const limit = Math.min(GROUP_SCAN_EVENTS, tip.seq - from + 1);
        await this.markRows(await this.core.store.events.ofLog(this.conv, tip.by, tip.log, from, limit));
      }
    }
  }

  /** Our own void events stay in view, as not delivered. */
  private async markRows(rows: readonly EventRow[]): Promise<void> {
    const toHide: string[] = [];
    const toShow: string[] = [];
    for (const row of rows) {
      const isHidden = ((row.hidden ?? 0) & HIDDEN.void) !== 0;
      // A reaction of ours can't be shown as not delivered: for us too it has no effect then.
      const isOwnLine = row.by === this.core.self && ((row.hidden ?? 0) & HIDDEN.effect) === 0;
      const isKept = isOwnLine && !this.isSaidAgain(row);
      const isVoid = !isKept && (this.isVoid(row) || this.isBeforeUs(row));
      if (isVoid && !isHidden) toHide.push(row.id);
      if (!isVoid && isHidden) toShow.push(row.id);
    }
    if (toHide.length > 0) await this.core.store.events.setHidden(toHide, HIDDEN.void, true);
    if (toShow.length > 0) await this.core.store.events.setHidden(toShow, HIDDEN.void, false);
  }

  /** Without effect, and said once more by its author, resting on this one. */
  private isSaidAgain({ id, by, kind }: EventRow): boolean {
    if (!isMembershipKind(kind)) return false;
    return [...this.events.values()].some(
      (other) =>
        other.by === by && other.kind === kind && other.base.includes(id) && sameObject(other, this.events.get(id)),
    );
  }

  /** What was said before our time comes without its body: nothing to show. */
  private isBeforeUs(row: EventRow): boolean {
    const fromT = this.current?.members.get(this.core.self)?.fromT ?? 0;
    return row.body === undefined && row.t !== undefined && row.t < fromT && !isMembershipKind(row.kind);
  }

  /** Whether its author was an admin when they wrote it, and it counts. */
  isByAdmin(row: EventRow): boolean {
    return row.t !== undefined && !this.isVoid(row) && this.current?.wasAdmin(row.by, row.t) === true;
  }

  /** Of membership: it has no effect. Of everything else: its author had no right to speak. */
  isVoid(row: EventRow): boolean {
    if (row.t === undefined || this.current === undefined) return false;
    if (isMembershipKind(row.kind)) return !this.current.isEffective(row.id);
    return this.current.isVoid({ ...row, t: row.t });
  }
}

function sameObject(one: MembershipEvent, other: MembershipEvent | undefined): boolean {
  return ('who' in one ? one.who : '') === (other !== undefined && 'who' in other ? other.who : '');
}

/** Said before this member's history begins: they are served it without its body. */
export function isBefore(row: EventRow, member: Pick<Member, 'fromT'>): boolean {
  return row.t !== undefined && row.t < member.fromT && !isMembershipKind(row.kind);
}
