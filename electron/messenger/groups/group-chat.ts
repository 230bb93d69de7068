import type { EventRow, GroupRow } from '../../storage/index.ts';
import type { Downloads } from '../blobs/downloads.ts';
import type { Chat, ChatNames } from '../conversations/chat.ts';
import { Conversation } from '../conversations/conversation.ts';
import { describeError } from '../describe-error.ts';
import {
  FORWARD_MS_MAX,
  GROUP_ACK_MS,
  GROUP_MEET_MS,
  GROUP_NEIGHBOURS_MS,
  MEMBERSHIP_BASE_MAX,
  MEMBERSHIP_SAID_AGAIN_MAX,
  REMOVED_LOGS_MAX,
} from '../limits.ts';
import type { Group } from '../log/membership.ts';
import { NamedTimers } from '../named-timers.ts';
import { isStoreClosed } from '../store-trouble.ts';
import type { Peers } from '../sync/peers.ts';
import type { BlobStand } from '../sync/sync-host.ts';
import type { GroupState } from '../views/conversation-views.ts';
import type { WithheldReason } from '../views/media-views.ts';
import { Fellows } from './fellows.ts';
import { type GroupDraft, joinDraft, leaveDraft, removeDraft } from './group-drafts.ts';
import { GroupLog } from './group-log.ts';
import { groupNoteOf } from './group-notes.ts';
import { othersOf } from './group-readers.ts';
import { type GroupSyncParts, groupSync } from './group-sync.ts';
import { type GroupFacts, groupHeading, groupNames, groupState, nameInGroup } from './group-view.ts';
import { Leftovers } from './leftovers.ts';
import { LineChoice } from './line-choice.ts';
import { MissingBodies } from './missing-bodies.ts';
import { OwnStanding } from './own-standing.ts';
import { PassingOn } from './passing-on.ts';
import { ShownNames } from './shown-names.ts';

export interface GroupChatParts extends GroupFacts {
  readonly peers: Peers;
  /** Resolves once it is on disk. */
  readonly setStage: (stage: GroupRow['stage']) => Promise<void>;
  /** A whole number from 0 to below this. */
  readonly random: (below: number) => number;
  readonly downloads: Downloads;
}

/** One group: who belongs to it, its conversation, and the members we keep lines to for it. */
export class GroupChat implements Chat {
  readonly conversation: Conversation;
  private readonly fellows: Fellows;
  private readonly lines: LineChoice;
  private readonly passingOn: PassingOn;
  private readonly missing: MissingBodies;
  private readonly leftovers: Leftovers;
  private readonly standing: OwnStanding;
  private readonly shownNames: ShownNames;
  private readonly timers: NamedTimers;
  private isAttached = false;
  private isStopped = false;
  /** One thing after the other: what is stored, then what follows from it. */
  private joining: Promise<void> | undefined;

  private constructor(
    private readonly parts: GroupChatParts,
    private readonly log: GroupLog,
    conversation: Conversation,
  ) {
    this.conversation = conversation;
    const { core, row, peers, random } = parts;
    const isIn = () => this.isIn();
    this.timers = new NamedTimers(core.clock, (error) => this.report(error));
    const tell = (rows: readonly EventRow[]) => conversation.tell(rows);
    this.standing = new OwnStanding({ core, log, stage: () => row().stage, tell });
    this.shownNames = new ShownNames({ core, log, nameOf: (device) => nameInGroup(core, log.group, device), tell });
    this.leftovers = new Leftovers({ core, log, isIn });
    this.lines = new LineChoice({ core, row, log, marks: conversation.marks, leftovers: this.leftovers, isIn, random });
    this.fellows = new Fellows({
      core,
      peers,
      keyOf: (device) => log.keyOf(device),
      hostFor: (device) => {
        const { missing } = this;
        const onStored: GroupSyncParts['onStored'] = (...events) => this.came(device, ...events);
        return groupSync({ core, log, conversation, missing, random, onStored }, device);
      },
      onStatus: () => conversation.touch(),
      random,
    });
    this.passingOn = new PassingOn({ log, fellows: this.fellows, timers: this.timers, random });
    this.missing = new MissingBodies({
      core,
      conv: conversation.conv,
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
        groupHeading(parts, log, chat?.conversation.isNewerThanUs === true, chat?.fellows.reachable() ?? []),
      audience: (row) => othersOf(log.group, core.self, row),
      authorOf: (device) => ({ device, name: nameInGroup(core, log.group, device) }),
      noteOf: (row) => groupNoteOf(core, log, row),
      mayDelete: (deletion) => log.isByAdmin(deletion),
      personOf: (device) => device,
      isVoid: (row) => log.isVoid(row),
      withheld: (row, blob) => parts.downloads.withheld(row, blob),
      onAppended: () => chat?.passingOn.appended(),
      onRead: () => chat?.passingOn.read(),
      onTyping: (isTyping) => chat?.passingOn.typing(isTyping),
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
    return groupState(this.parts, this.log, this.conversation.isNewerThanUs);
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

  /** A device opened `_sync` to us. */
  opened(device: string): void {
    if (this.fellows.has(device) || !this.isFellow(device)) return;
    if (this.lines.addGuest(device)) this.refresh();
  }

  /** A contact says what they have of this group, which we don't share with them. */
  strayed(device: string): void {
    if (!this.isIn() || this.log.leaveOf(device) === undefined) return;
    if (this.lines.addStray(device)) this.refresh();
  }

  /** Another stage, other members, or another hour: who we keep lines to. */
  refresh(): void {
    if (!this.isAttached || this.isStopped) return;
    this.fellows.keep(new Set(this.lines.devices()));
    this.conversation.refresh();
    this.meet();
    this.timers.later('neighbours', GROUP_NEIGHBOURS_MS, () => {
      this.lines.chooseAnew();
      return this.conclude();
    });
  }

  private meet(): void {
    this.timers.later('meet', GROUP_MEET_MS, () => {
      this.fellows.introduce();
      if (this.fellows.count > 0) this.meet();
    });
  }

  /**
   * Appends what says something about the group, and draws the conclusions. Where more stood side by side than could be named, it may
   * have no effect; said again it rests on that much more.
   */
  async say(draft: (base: readonly string[]) => GroupDraft): Promise<void> {
    const before: EventRow[] = [];
    for (;;) {
      const base = this.base();
      const { row } = await this.conversation.appendRow(draft(base));
      await this.took([row], [...before, row]);
      await this.conversation.tell([row]); // it was told as stored before the log knew what it means
      if (base.length < MEMBERSHIP_BASE_MAX || !this.isTooWeak(row) || before.length >= MEMBERSHIP_SAID_AGAIN_MAX)
        return;
      before.push(row);
    }
  }

  /** What we said does less than we may do here now. */
  private isTooWeak({ id }: EventRow): boolean {
    const { group } = this;
    const isWishAlone = group?.isWish(id) === true && group.members.get(this.parts.core.self)?.isAdmin === true;
    return group?.isEffective(id) === false || isWishAlone;
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
    return groupNames(this.parts, this.log);
  }

  mayWrite(): boolean {
    return this.state === 'member';
  }

  mayDeleteOthers(): boolean {
    return this.group?.members.get(this.parts.core.self)?.isAdmin === true;
  }

  tellBlobs(stand: BlobStand, rows: readonly EventRow[]): void {
    this.passingOn.blobs(stand, rows);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.timers.stop();
    await this.conversation.whenIdle();
  }

  private isIn(): boolean {
    const { core, row } = this.parts;
    return row().stage === 'in' && this.group?.members.get(core.self)?.hasJoined === true;
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
    if (stored.some((row) => row.body === undefined)) this.passingOn.askForBodies(FORWARD_MS_MAX); // the deletion comes right behind
    if (stored.length === 0) return;
    const givers = stored.filter(({ blobs }) => blobs.length > 0).map(({ by }) => by);
    if (givers.length > 0 && this.leftovers.concern(givers)) await this.conclude();
    this.passingOn.stored(from);
  }

  private async took(stored: readonly EventRow[], visible: readonly EventRow[]): Promise<void> {
    const isChanged = await this.log.stored(stored, visible);
    if (stored.length + visible.length > 0) this.missing.changed();
    if (!isChanged) return;
    this.passingOn.askForBodies(GROUP_ACK_MS);
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
      const { row: joined } = await this.conversation.appendRow(joinDraft(this.base(), me.add, ownName()));
      await this.log.stored([joined], [joined]);
      await this.conversation.tell([joined]);
    }
    await setStage('in');
  }

  private report(error: unknown): void {
    if (!isStoreClosed(error)) this.parts.core.log(`group: ${describeError(error)}`);
  }
}
