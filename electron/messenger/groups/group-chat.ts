import type { Hashname } from '../../../switch/index.ts';
import type { EventRow, GroupRow } from '../../storage/index.ts';
import type { Downloads } from '../blobs/downloads.ts';
import { pathsOf } from '../contacts/contacts.ts';
import type { Chat, ChatNames } from '../conversations/chat.ts';
import { Conversation, type ConversationHeading } from '../conversations/conversation.ts';
import { ConversationSync } from '../conversations/conversation-sync.ts';
import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import {
  FORWARD_MS_MAX,
  FORWARD_MS_MIN,
  GROUP_ACK_MS,
  GROUP_ALL_AT_ONCE_MAX,
  GROUP_CATCH_UP_MS_MAX,
  GROUP_GUESTS_MAX,
  GROUP_MEET_MS,
  GROUP_NEIGHBOURS_MS,
  GROUP_NEIGHBOURS_NEAR,
  REMOVED_LOGS_MAX,
} from '../limits.ts';
import type { Group, Member } from '../log/membership.ts';
import { isMembershipKind } from '../log/membership-event.ts';
import { isStoreClosed } from '../store-trouble.ts';
import { typingPacket } from '../sync/now-packet.ts';
import type { Peers } from '../sync/peers.ts';
import type { BlobStand, Invitation } from '../sync/sync-host.ts';
import type { GroupState, GroupView } from '../views/conversation-views.ts';
import type { WithheldReason } from '../views/media-views.ts';
import type { GroupNote, MessageView } from '../views/message-views.ts';
import { Fellow } from './fellow.ts';
import { type GroupDraft, joinDraft, leaveDraft, removeDraft } from './group-drafts.ts';
import { GroupLog, isBefore } from './group-log.ts';
import { groupPictureId } from './group-pictures.ts';
import { Leftovers } from './leftovers.ts';
import { MissingBodies } from './missing-bodies.ts';
import { chooseNeighbours } from './neighbours.ts';
import { OwnStanding, stateOf } from './own-standing.ts';
import { ShownNames } from './shown-names.ts';

export interface GroupChatParts {
  readonly core: Core;
  readonly peers: Peers;
  readonly row: () => GroupRow;
  /** Resolves once it is on disk. */
  readonly setStage: (stage: GroupRow['stage']) => Promise<void>;
  readonly ownName: () => string;
  /** A whole number from 0 to below this. */
  readonly random: (below: number) => number;
  readonly downloads: Downloads;
}

/** One group: who belongs to it, its conversation, and the members we keep lines to for it. */
export class GroupChat implements Chat {
  readonly conversation: Conversation;
  private readonly fellows = new Map<string, Fellow>();
  private neighbours: readonly string[] = [];
  private neighboursOf = '';
  /** Members who chose us for a neighbour, until the next choice. */
  private readonly guests = new Set<string>();
  /** Left, and speak of the group as if they had not: their disk is older than their goodbye. Until the next choice. */
  private readonly strays = new Set<string>();
  private readonly missing: MissingBodies;
  private readonly leftovers: Leftovers;
  private readonly standing: OwnStanding;
  private readonly shownNames: ShownNames;
  private isAttached = false;
  private isStopped = false;
  private readonly timers = new Map<string, () => void>();
  /** One thing after the other: what is stored, then what follows from it. */
  private joining: Promise<void> | undefined;

  private constructor(
    private readonly parts: GroupChatParts,
    private readonly log: GroupLog,
    conversation: Conversation,
  ) {
    this.conversation = conversation;
    const { conv } = conversation;
    this.leftovers = new Leftovers({ core: parts.core, log, isIn: () => this.isIn() });
    const { core } = parts;
    const tell = (rows: readonly EventRow[]) => conversation.tell(rows);
    this.standing = new OwnStanding({ core, log, stage: () => parts.row().stage, tell });
    this.shownNames = new ShownNames({ core, log, nameOf: (device) => nameOf(core, log.group, device), tell });
    this.missing = new MissingBodies({
      core: parts.core,
      conv,
      fromT: () => this.fromT,
      mayDelete: (deletion) => log.isByAdmin(deletion),
    });
  }

  static async open(parts: GroupChatParts): Promise<GroupChat> {
    const { core } = parts;
    const { conv } = parts.row();
    const log = await GroupLog.open(core, conv);
    let chat: GroupChat | undefined;
    const conversation = await Conversation.open({
      core,
      conv,
      isGroup: true,
      heading: () =>
        headingOf(
          parts.row(),
          viewOf(parts, log, chat?.conversation.isNewerThanUs === true, chat?.reachable() ?? []),
          log.group,
          (chat?.reachable() ?? []).length > 0,
        ),
      audience: (row) => othersOf(log.group, core.self, row),
      authorOf: (device) => ({ device, name: nameOf(core, log.group, device) }),
      noteOf: (row) => noteOf(core, log, row),
      mayDelete: (deletion) => log.isByAdmin(deletion),
      personOf: (device) => device,
      isVoid: (row) => log.isVoid(row),
      withheld: (row, blob) => parts.downloads.withheld(row, blob),
      onAppended: () => chat?.pokeAll(),
      onRead: () => chat?.tellRead(),
      onTyping: (isTyping) => chat?.tellTyping(isTyping),
    });
    chat = new GroupChat(parts, log, conversation);
    return chat;
  }

  get group(): Group | undefined {
    return this.log.group;
  }

  /** Where what we may read begins; undefined while we are no member. */
  get fromT(): number | undefined {
    return this.isIn() ? this.log.ownFromT : undefined;
  }

  get state(): GroupState {
    return viewOf(this.parts, this.log, this.conversation.isNewerThanUs, []).state;
  }

  /** Why nobody may give us what this event names. */
  withheld(row: EventRow): WithheldReason | undefined {
    return this.standing.withheld(row);
  }

  attach(): void {
    this.isAttached = true;
    this.refresh();
    // What had begun when we were killed: our yes is said, and not noted; or what it answers is here, and it is not said.
    this.conclude().catch((error: unknown) => this.report(error));
  }

  /** Whether this device may speak of this group: a member, or who was one and has to be told. */
  isFellow(device: string): boolean {
    return this.fellows.has(device) || (this.isIn() && this.group?.members.get(device)?.hasJoined === true);
  }

  /** We know what they refer to, and have answered it, or it is over: whoever says it does not know yet. */
  isStale(add: string): boolean {
    if (this.log.eventOf(add) === undefined) return false;
    const me = this.group?.members.get(this.parts.core.self);
    return me === undefined || me.hasJoined || me.add !== add;
  }

  /** They have chosen us: with 200 members few choose each other. */
  opened(device: string): void {
    if (this.fellows.has(device) || !this.isFellow(device) || this.guests.size >= GROUP_GUESTS_MAX) return;
    this.guests.add(device);
    this.refresh();
  }

  /** A contact says what they have of this group, which we don't share with them. */
  strayed(device: string): void {
    if (!this.isIn() || this.strays.size >= GROUP_GUESTS_MAX || this.log.leaveOf(device) === undefined) return;
    this.strays.add(device);
    this.refresh();
  }

  /** Another stage, other members, or another hour: who we keep lines to. */
  refresh(): void {
    if (!this.isAttached || this.isStopped) return;
    const wanted = new Set(this.wantedDevices());
    for (const [device, fellow] of this.fellows) {
      if (wanted.has(device)) continue;
      this.fellows.delete(device);
      this.parts.peers.release(device, fellow);
    }
    for (const device of wanted) if (!this.fellows.has(device)) this.link(device);
    this.conversation.refresh();
    this.meet();
    this.later('neighbours', GROUP_NEIGHBOURS_MS, () => {
      this.neighboursOf = '';
      this.guests.clear();
      this.strays.clear();
      this.conclude().catch((error: unknown) => this.report(error));
    });
  }

  /** Members who don't find each other are introduced by those who have found both. */
  private meet(): void {
    this.later('meet', GROUP_MEET_MS, () => {
      const [near, far] = [true, false].map((hasLine) =>
        [...this.fellows].filter(([, fellow]) => fellow.hasLine === hasLine).map(([device]) => device as Hashname),
      );
      for (const to of far ?? []) {
        const via = near?.[this.parts.random(near.length)];
        if (via !== undefined) this.parts.peers.introduce(via, to);
      }
      if (this.fellows.size > 0) this.meet();
    });
  }

  /** Appends what says something about the group, and draws the conclusions. */
  async say(draft: (base: readonly string[]) => GroupDraft): Promise<MessageView> {
    const { message, row } = await this.conversation.appendRow(draft(this.base()));
    await this.took([row], [row]);
    return message;
  }

  /** What we say of membership rests on. */
  private base(): readonly string[] {
    return this.log.group?.baseFor(this.parts.core.self) ?? [];
  }

  async remove(device: string): Promise<void> {
    const tips = await this.parts.core.store.events.tips(this.conversation.conv);
    const upTo = tips.filter((tip) => tip.by === device).slice(-REMOVED_LOGS_MAX);
    await this.say((base) => removeDraft(base, device, upTo));
  }

  async leave(): Promise<void> {
    await this.say((base) => leaveDraft(base));
  }

  names(): ChatNames {
    const { core, row } = this.parts;
    const others = [...(this.group?.members.keys() ?? [])].filter((device) => device !== core.self);
    return { name: nameIn(row(), this.group), members: others.map((device) => nameOf(core, this.group, device)) };
  }

  mayWrite(): boolean {
    return this.state === 'member';
  }

  mayDeleteOthers(): boolean {
    return this.group?.members.get(this.parts.core.self)?.isAdmin === true;
  }

  tellBlobs(stand: BlobStand, rows: readonly EventRow[]): void {
    const { conv } = this.conversation;
    for (const by of new Set(rows.map((row) => row.by))) this.fellows.get(by)?.peer?.session?.tellBlobs(conv, stand);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
    await this.conversation.whenIdle();
  }

  /** Devices that there is a line with. */
  reachable(): readonly string[] {
    return [...this.fellows].flatMap(([device, { hasLine }]) => (hasLine ? [device] : []));
  }

  private link(device: string): void {
    const { core, peers } = this.parts;
    const contact = core.contacts.ofDevice(device);
    const key = contact?.publicKey ?? this.log.keyOf(device);
    if (key === undefined) return;
    const host = new ConversationSync({
      core,
      conversation: this.conversation,
      device,
      authority: () => ({
        kind: 'group',
        keyOf: (author) => this.log.keyOf(author),
        lacks: (id) => this.missing.has(id),
      }),
      serve: (row) => this.serve(device, row),
      invitation: () => this.invitationFor(device),
      onStored: (stored, visible, filled) => this.came(device, stored, visible, filled),
      lacks: () => this.missing.ids(),
      forwardsLater: () => this.isLarge(),
      catchUpDelayMs: () => (this.isLarge() ? this.parts.random(GROUP_CATCH_UP_MS_MAX) : 0),
    });
    const paths = () => {
      const row = core.contacts.ofDevice(device);
      return row === undefined ? [] : pathsOf(row);
    };
    const fellow = new Fellow({ key, host, paths, onStatus: () => this.conversation.touch() });
    this.fellows.set(device, fellow);
    fellow.peer = peers.claim(device as Hashname, fellow); // the name of a key, as the log has checked
  }

  /** So large that several who pass on the same thing at once are too many. */
  private isLarge(): boolean {
    const members = [...(this.group?.members.values() ?? [])];
    return members.filter(({ hasJoined }) => hasJoined).length > GROUP_ALL_AT_ONCE_MAX;
  }

  private wantedDevices(): readonly string[] {
    const { core } = this.parts;
    const toAsk = this.whoMayKnow();
    const { group } = this.log;
    if (group === undefined) return toAsk;
    const joined = othersOf(group, core.self);
    if (!this.isIn()) {
      const isNeeded = this.isUnsaid() || this.leftovers.areOwed;
      const near = isNeeded ? this.near([...group.members.keys()]) : [];
      const isAsking = this.parts.row().stage === 'joining';
      return [...near, ...this.leftUntold(joined), ...(isAsking ? toAsk : [])];
    }
    const invited = [...group.members.values()].filter((member) => !member.hasJoined).map((member) => member.device);
    const isContact = (device: string) => core.contacts.ofDevice(device)?.state === 'contact';
    const guests = [...this.guests].filter((device) => joined.includes(device));
    const departed = [...this.toBeTold(), ...this.leftovers.givers, ...this.strays];
    return [...this.near(joined), ...guests, ...invited.filter(isContact), ...departed, ...toAsk];
  }

  /**
   * Of whom we ask how this group came about, beside its members: after a yes who added us; and where a part of it was lost here,
   * whoever wrote something that is left.
   */
  private whoMayKnow(): readonly string[] {
    const { core, row } = this.parts;
    const { stage, invitedBy } = row();
    const unexplained = this.log.unexplained().filter((device) => device !== core.self);
    if (stage !== 'joining') return unexplained.slice(0, GROUP_NEIGHBOURS_NEAR);
    const inviter = core.contacts.get(invitedBy ?? '')?.device;
    const others = [...this.log.everybody().filter((device) => device !== core.self), ...unexplained];
    const all = [...(inviter === undefined ? [] : [inviter]), ...others];
    return [...new Set(all)].slice(0, GROUP_NEIGHBOURS_NEAR);
  }

  private isIn(): boolean {
    const { core, row } = this.parts;
    return row().stage === 'in' && this.group?.members.get(core.self)?.hasJoined === true;
  }

  /** Neighbours change with the members, and every hour. */
  private near(joined: readonly string[]): readonly string[] {
    const name = joined.join();
    if (name !== this.neighboursOf) this.neighbours = chooseNeighbours(this.parts.core.self, joined, this.parts.random);
    this.neighboursOf = name;
    return this.neighbours;
  }

  /** We left, and nobody has heard of it yet. */
  private isUnsaid(): boolean {
    const leave = this.log.ownLeave();
    const members = [...(this.group?.members.keys() ?? [])];
    return leave !== undefined && !members.some((device) => this.conversation.marks.isStored(device, leave));
  }

  /** Removed people who have not been served their removal. */
  private toBeTold(): readonly string[] {
    return this.log.removedDevices().filter((device) => !this.hasSeenRemoval(device));
  }

  /** We were the last to leave: nobody else can tell them that they were taken out. */
  private leftUntold(joined: readonly string[]): readonly string[] {
    const wasLast = joined.length === 0 && this.log.leaveOf(this.parts.core.self) !== undefined;
    return wasLast ? this.toBeTold() : [];
  }

  private hasSeenRemoval(device: string): boolean {
    const removal = this.log.removalOf(device);
    return removal !== undefined && this.conversation.marks.isStored(device, removal);
  }

  /**
   * What a device may have: a member everything, from where their history begins; who was taken out or left, the same up to that;
   * who was never in, nothing.
   */
  private serve(device: string, row: EventRow): EventRow | undefined {
    const { group } = this.log;
    const member = group?.members.get(device);
    if (member !== undefined) return forReader(member, row);
    const stay = this.log.lastStayOf(device);
    return stay !== undefined && row.t !== undefined && row.t <= stay.toT ? forReader(stay, row) : undefined;
  }

  /** Somebody added who has not said yes is told what they were added to. */
  private invitationFor(device: string): Invitation | undefined {
    const { group } = this.log;
    const member = group?.members.get(device);
    if (group === undefined || member === undefined || member.hasJoined) return undefined;
    return { add: member.add, title: group.title, members: othersOf(group, device).length };
  }

  /** Events came from a member: they go on to those who lack them, after a while, for they may come another way. */
  private async came(
    from: string,
    stored: readonly EventRow[],
    visible: readonly EventRow[],
    filled: readonly EventRow[],
  ): Promise<void> {
    await this.took(stored, visible);
    await this.parts.downloads.want([...stored, ...filled]);
    if (stored.some((row) => row.body === undefined)) this.askForBodies(FORWARD_MS_MAX); // the deletion comes right behind
    if (stored.length === 0) return;
    const givers = stored.filter(({ blobs }) => blobs.length > 0).map(({ by }) => by);
    if (givers.length > 0 && this.leftovers.concern(givers)) await this.conclude();
    const { conv } = this.conversation;
    this.later('ack', GROUP_ACK_MS, () => {
      for (const [device, fellow] of this.fellows) if (device !== from) fellow.peer?.session?.tellStored(conv);
    });
    this.later('forward', FORWARD_MS_MIN + this.parts.random(FORWARD_MS_MAX - FORWARD_MS_MIN), () =>
      this.pokeAll(true),
    );
  }

  private async took(stored: readonly EventRow[], visible: readonly EventRow[]): Promise<void> {
    const isChanged = await this.log.stored(stored, visible);
    if (stored.length + visible.length > 0) this.missing.changed();
    if (!isChanged) return;
    this.askForBodies(GROUP_ACK_MS);
    await this.conversation.carryOutDeletions(); // some have their right only now
    await this.conclude();
  }

  /** What follows from who belongs to the group now, and from what the person here said to it. */
  async conclude(): Promise<void> {
    this.joining ??= this.join().finally(() => {
      this.joining = undefined;
    });
    await this.joining;
    await this.leftovers.look();
    this.refresh();
    this.parts.downloads.fetcher.run();
    await this.standing.look();
    await this.shownNames.look();
  }

  /** Contacts changed: who can be told of an invitation, and what they are called. */
  contactsChanged(): void {
    this.refresh();
    this.shownNames.look().catch((error: unknown) => this.report(error));
  }

  /** We said yes: once the `add` is in view we can answer it. */
  private async join(): Promise<void> {
    const { core, row, setStage, ownName } = this.parts;
    const me = this.log.group?.members.get(core.self);
    if (row().stage !== 'joining' || me === undefined || this.log.isFrozen) return;
    if (!me.hasJoined) {
      const appended = await this.conversation.appendRow(joinDraft(this.base(), me.add, ownName()));
      await this.log.stored([appended.row], [appended.row]);
    }
    await setStage('in');
  }

  /** Another past may be ours to read now, or a deletion does not count any more: the others may have what is missing. */
  private askForBodies(ms: number): void {
    this.later('lack', ms, () => {
      for (const fellow of this.fellows.values()) fellow.peer?.session?.tellLacks(this.conversation.conv);
    });
  }

  private pokeAll(isForwarding = false): void {
    for (const fellow of this.fellows.values()) fellow.peer?.session?.poke(this.conversation.conv, isForwarding);
  }

  /** To the members we have lines to: nobody passes it on. */
  private tellTyping(isTyping: boolean): void {
    const packet = typingPacket(this.conversation.conv, isTyping);
    for (const [device, fellow] of this.fellows) {
      if (this.group?.members.get(device)?.hasJoined === true) fellow.peer?.session?.tellNow(packet);
    }
  }

  private tellRead(): void {
    for (const fellow of this.fellows.values()) fellow.peer?.session?.tellRead(this.conversation.conv);
  }

  private report(error: unknown): void {
    if (!isStoreClosed(error)) this.parts.core.log(`group: ${describeError(error)}`);
  }

  /** Does it once after `ms`, however often it is asked for until then. */
  private later(name: string, ms: number, work: () => void): void {
    if (this.timers.has(name) || this.isStopped) return;
    const cancel = this.parts.core.clock.after(ms, () => {
      this.timers.delete(name);
      try {
        work();
      } catch (error) {
        this.report(error);
      }
    });
    this.timers.set(name, cancel);
  }
}

function forReader(reader: Pick<Member, 'fromT'>, row: EventRow): EventRow {
  return isBefore(row, reader) ? { ...row, body: undefined, blobs: [] } : row;
}

/** Devices of the others who have joined; with an event, of those who may read it. */
function othersOf(group: Group | undefined, self: string, row?: EventRow): readonly string[] {
  return [...(group?.members.values() ?? [])]
    .filter((member) => member.hasJoined && member.device !== self)
    .filter((member) => row === undefined || !isBefore(row, member))
    .map((member) => member.device);
}

/** As the person here calls them, else as they call themselves in the group. */
function nameOf(core: Core, group: Group | undefined, device: string): string {
  const contact = core.contacts.ofDevice(device);
  if (contact !== undefined) return core.details.nameOf(contact);
  return group?.nameOf(device) || device.slice(0, 8);
}

/** `isNewer`: an event here is of a version that we don't know, and waits at its author. */
function viewOf(
  { core, row, ownName }: GroupChatParts,
  log: GroupLog,
  isNewer: boolean,
  reachable: readonly string[],
): GroupView {
  const { stage, invitedBy } = row();
  const { group } = log;
  const isFrozen = stage === 'in' && (log.isFrozen || isNewer);
  const me = group?.members.get(core.self);
  const inviter = invitedBy === undefined ? undefined : core.contacts.get(invitedBy);
  const hereCount = reachable.filter((device) => group?.members.get(device)?.hasJoined === true).length;
  return {
    state: isFrozen ? 'frozen' : stateOf(stage, group, core.self),
    reachableCount: me?.hasJoined === true ? hereCount : undefined,
    isAdmin: me?.isAdmin === true,
    pictureId: groupPictureId(group?.picture),
    invitedBy: inviter === undefined ? undefined : core.details.nameOf(inviter),
    members: [...(group?.members.values() ?? [])].map(({ device, isAdmin, hasJoined, wishedBy }) => ({
      device,
      isAdmin,
      hasJoined,
      isMe: device === core.self,
      wishCount: wishedBy.size,
      isMyWish: wishedBy.has(core.self),
      name: device === core.self ? ownName() : nameOf(core, group, device),
    })),
  };
}

function nameIn(row: GroupRow, group: Group | undefined): string {
  return group?.title || row.title;
}

function headingOf(row: GroupRow, view: GroupView, group: Group | undefined, hasLine: boolean): ConversationHeading {
  return {
    person: undefined,
    group: view,
    name: nameIn(row, group),
    state: 'contact',
    newDevice: undefined,
    refusal: undefined,
    addedAtMs: row.addedAtMs,
    trust: {
      state: hasLine ? 'connected' : 'waiting',
      sinceAtMs: row.addedAtMs,
      address: undefined,
      roundTripMs: undefined,
      carriedBy: undefined,
      via: undefined,
    },
  };
}

function noteOf(core: Core, log: GroupLog, row: EventRow): MessageView['content'] | undefined {
  const event = isMembershipKind(row.kind) ? log.eventOf(row.id) : undefined;
  const isWish = log.group?.isWish(row.id) === true;
  const note =
    event && groupNote(event, isWish, (device) => (device === core.self ? '' : nameOf(core, log.group, device)));
  return note && { kind: 'group', note };
}

const ADMIN_NOTES = {
  wish: { on: 'wished-admin', off: 'unwished-admin' },
  word: { on: 'made-admin', off: 'made-member' },
} as const;

/** Names are empty for ourselves: "you", in every language. */
function groupNote(
  event: NonNullable<ReturnType<GroupLog['eventOf']>>,
  isWish: boolean,
  name: (device: string) => string,
): GroupNote {
  const by = name(event.by);
  switch (event.kind) {
    case 'create':
      return { what: 'created', by };
    case 'join':
      return { what: 'joined', by };
    case 'leave':
      return { what: 'left', by };
    case 'avatar':
      return { what: 'picture', by };
    case 'title':
      return { what: 'title', by, title: event.title };
    case 'add':
      return { what: 'added', by, who: name(event.who) };
    case 'remove':
      return { what: 'removed', by, who: name(event.who) };
    case 'admin':
      return {
        what: ADMIN_NOTES[isWish ? 'wish' : 'word'][event.isAdmin ? 'on' : 'off'],
        by,
        who: name(event.who),
      };
  }
}
