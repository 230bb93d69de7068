import { type ConversationStart, type EventRow, HIDDEN, type LogTip } from '../../storage/index.ts';
import type { BlobStanding } from '../blobs/transfer-view.ts';
import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import { HEADING_REST_MS, HIDDEN_UNDO_MS, PAGE_MESSAGES_MAX } from '../limits.ts';
import type { EventDraft } from '../log/conversation-log.ts';
import { isMembershipKind } from '../log/membership-event.ts';
import type { Place } from '../messenger.ts';
import { SingleFlight } from '../single-flight.ts';
import { isStoreClosed } from '../store-trouble.ts';
import type { ConversationView } from '../views/conversation-views.ts';
import type { WithheldReason } from '../views/media-views.ts';
import type { MessageDetailsView, MessageView } from '../views/message-views.ts';
import type { AuthorView } from '../views/person-views.ts';
import type { TrustView } from '../views/trust-views.ts';
import { writeIfRoom } from '../write-if-room.ts';
import {
  DELETE_KIND,
  EDIT_KIND,
  EFFECT_KINDS,
  type Effects,
  effectsOn,
  type MayDelete,
  NO_EFFECTS,
  type PersonOf,
} from './effects.ts';
import { Eraser } from './eraser.ts';
import { MESSAGE_KINDS } from './known-kinds.ts';
import { ConversationMarks, type Move } from './marks.ts';
import { deliveriesOf, deliveryOf, messageView, type ViewFacts } from './message-view.ts';
import { TEXT_KIND } from './text-body.ts';
import { Typing } from './typing.ts';

/** Kinds after which the words of a message are others, also where it is quoted. */
const REWORDING_KINDS = [EDIT_KIND, DELETE_KIND];
const NO_BLOBS: ReadonlySet<string> = new Set();

/** What of a conversation's view is not read from its log. */
export type ConversationHeading = Omit<ConversationView, 'id' | 'unreadCount' | 'newest' | 'trust' | keyof OwnView> & {
  readonly trust: Omit<TrustView, 'queuedCount'>;
};

/** What of it comes from the settings of the person here, and from what is heard now. */
type OwnView = Pick<
  ConversationView,
  | 'draft'
  | 'pinRank'
  | 'mutedUntilMs'
  | 'tellsRead'
  | 'tellsTyping'
  | 'isMarkedUnread'
  | 'isArchived'
  | 'isDeleted'
  | 'typing'
  | 'needsUpdate'
>;

/** What is asked of the parts around a conversation. */
export interface ConversationParts {
  readonly core: Core;
  readonly conv: string;
  /** Events are signed then. */
  readonly isGroup: boolean;
  readonly heading: () => ConversationHeading;
  /** Devices of the others that what is said here is meant for; with an event, that it is meant for. */
  readonly audience: (row?: EventRow) => readonly string[];
  /** Who wrote it, where that is to be shown; undefined between two. */
  readonly authorOf: (device: string) => AuthorView | undefined;
  /** What an event of a group's membership says; undefined for all others. */
  readonly noteOf: (row: EventRow) => MessageView['content'] | undefined;
  /** Whether a deletion by somebody may take another event away. */
  readonly mayDelete: MayDelete;
  readonly personOf: PersonOf;
  /** Our own event that doesn't count: we were taken out of the group before it. */
  readonly isVoid: (row: EventRow) => boolean;
  /** Why nobody may give us this blob, though the event names it; undefined if somebody may. */
  readonly withheld: (row: EventRow, blob: string) => Promise<WithheldReason | undefined>;
  /** An own event was stored: it is to be sent. */
  readonly onAppended: () => void;
  /** The person read something: the others are to be told. */
  readonly onRead: () => void;
  /** The person types, or stopped: whoever is connected is told. */
  readonly onTyping: (isTyping: boolean) => void;
}

/** What changes some messages, read before: of many conversations at once. */
export interface KnownEffects {
  /** Their edits, deletions and reactions, in the order (t, id). */
  readonly about: readonly EventRow[];
  /** Which of them stand in forks. */
  readonly forked: readonly string[];
}

/** One conversation as it is shown: its messages with their states, its newest one, what is unread and waiting. */
export class Conversation {
  private newest: { readonly row: EventRow; readonly message: MessageView } | undefined;
  private unreadCount = 0;
  private queuedCount = 0;
  readonly typing: Typing;
  /** Something here is of a newer version, which their side keeps until we are updated. */
  private isOutdated = false;
  private readonly facts: ViewFacts;
  private readonly eraser: Eraser;
  private readonly heading: SingleFlight;
  /** The highest place that the store was told was seen. */
  private seen: Place | undefined;
  /** Something was said or done since the newest message and the counts were read. */
  private isHeadingOld = false;
  /** Somebody has stored or read more since then: nothing else changed. */
  private hasMoved = false;

  private constructor(
    private readonly parts: ConversationParts,
    readonly marks: ConversationMarks,
  ) {
    const { core } = parts;
    this.eraser = new Eraser(core, parts.conv, parts.mayDelete, parts.personOf);
    this.heading = new SingleFlight(
      () => this.tellHeading(),
      (error) => {
        this.isHeadingOld = true;
        if (!isStoreClosed(error)) core.log(`conversation heading: ${describeError(error)}`);
      },
      () => new Promise((resolve) => core.clock.after(HEADING_REST_MS, resolve)),
    );
    this.typing = new Typing({
      clock: core.clock,
      mayTell: () => core.settings.of(parts.conv).tellsTyping,
      tell: parts.onTyping,
      onChange: () => this.heading.request(),
    });
    this.facts = {
      isOwn: (device) => core.own.has(device),
      mayChange: (row) => this.mayChange(row),
      marks,
      audience: parts.audience,
      authorOf: parts.authorOf,
      noteOf: parts.noteOf,
      isVoid: parts.isVoid,
      standingOf: (row, blob) => this.standingOf(row, blob),
      storedBy: async (device, blobs) =>
        blobs.length === 0 ? NO_BLOBS : new Set(await core.store.marks.storedBlobs(device, blobs)),
      answersOf: (device, blobs) => core.store.marks.blobAnswers(device, blobs),
    };
  }

  static async open(parts: ConversationParts): Promise<Conversation> {
    const { core, conv } = parts;
    const write = (work: () => Promise<void>) => writeIfRoom(core, work);
    const start = core.starts.take(conv);
    const { marks: store } = core.store;
    const marks =
      start === undefined
        ? await ConversationMarks.open(store, conv, core.own.person, write)
        : ConversationMarks.from(start, store, conv, core.own.person, write);
    const conversation = new Conversation(parts, marks);
    if (start?.hasOpenDeletions !== false) await writeIfRoom(core, () => conversation.eraser.resume());
    if (start === undefined) await conversation.readHeading();
    else await conversation.takeHeading(start);
    return conversation;
  }

  get conv(): string {
    return this.parts.conv;
  }

  /** Deletions that are stored and not carried out. */
  async carryOutDeletions(): Promise<void> {
    await writeIfRoom(this.parts.core, () => this.eraser.resume());
  }

  /** When something was said here last; 0 if nothing was. */
  get saidAtMs(): number {
    return this.newest?.message.atMs ?? 0;
  }

  view(): ConversationView {
    const heading = this.parts.heading();
    return {
      ...heading,
      id: this.conv,
      unreadCount: this.unreadCount,
      newest: this.newest?.message,
      trust: { ...heading.trust, queuedCount: this.queuedCount },
      ...this.ownView(heading.name),
    };
  }

  private ownView(name: string): OwnView {
    const { core, authorOf } = this.parts;
    const { draft, draftRe, ...settings } = core.settings.of(this.conv);
    return {
      ...settings,
      draft: draft === undefined ? undefined : { text: draft, replyTo: draftRe },
      typing: this.typing.devices().map((device) => authorOf(device)?.name ?? name),
      needsUpdate: this.isOutdated,
    };
  }

  /** Somebody here speaks a newer version. */
  needsUpdate(): void {
    if (this.isOutdated) return;
    this.isOutdated = true;
    this.refresh();
  }

  get isNewerThanUs(): boolean {
    return this.isOutdated;
  }

  /** Stores what our person says; resolves once it is on disk, with the message that it is, or that it changes. */
  async append(draft: Omit<EventDraft, 'conv' | 'at'>): Promise<MessageView> {
    return (await this.appendRow(draft)).message;
  }

  async appendRow(
    draft: Omit<EventDraft, 'conv' | 'at'>,
  ): Promise<{ readonly message: MessageView; readonly row: EventRow }> {
    const { core, onAppended, isGroup } = this.parts;
    const row = await core.events.append({ ...draft, conv: this.conv, at: core.clock.wallMs(), sign: isGroup });
    onAppended();
    this.typing.stop();
    await this.comeBack();
    await this.eraser.saw([row]);
    const [target = row, ...answers] = await this.targetsOf([row]);
    const [message] = await this.viewsOf([target]);
    if (message === undefined) throw new Error('an event without a view');
    core.emit({ name: 'messages', conversationId: this.conv, messages: [message] });
    await this.tell(answers);
    this.refresh();
    return { message, row };
  }

  async page(before: Place | undefined, limit: number): Promise<{ messages: MessageView[]; hasOlder: boolean }> {
    const rows = await this.parts.core.store.events.page(this.conv, before, limit + 1);
    const shown = rows.slice(-limit);
    return { messages: await this.viewsOf(shown), hasOlder: rows.length > limit };
  }

  async markRead(upTo: Place): Promise<void> {
    const { core, onRead } = this.parts;
    if (core.settings.of(this.conv).isMarkedUnread) {
      await core.settings.change(this.conv, { isMarkedUnread: false });
      this.refresh();
    }
    await this.raiseSeen(upTo);
    const tips = await core.store.events.tipsUpTo(this.conv, upTo);
    if (!(await this.marks.raiseRead(tips.filter((tip) => !core.own.has(tip.by))))) return;
    onRead();
    this.refresh();
  }

  /** What comes into view below this place from now on is late, also after a restart. */
  private async raiseSeen(place: Place): Promise<void> {
    const { seen } = this;
    if (seen !== undefined && (place.t < seen.t || (place.t === seen.t && place.id <= seen.id))) return;
    this.seen = place;
    const { core } = this.parts;
    await writeIfRoom(core, () => core.store.events.raiseSeen(this.conv, place));
  }

  /** Events came in, in the order. */
  async tellReceived(rows: readonly EventRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.eraser.saw(rows);
    await this.hideEdits(rows);
    for (const row of rows) this.typing.hear(row.by, false);
    if (rows.some((row) => MESSAGE_KINDS.includes(row.kind))) await this.comeBack();
    await this.tell(await this.targetsOf(rows));
    this.refresh();
  }

  /** The states of own messages changed: those of each log after `from` up to `to`. */
  async tellMoved(moves: readonly Move[]): Promise<void> {
    const { core } = this.parts;
    for (const { from, to } of moves.filter((move) => core.own.has(move.to.by))) {
      for (let seq = from + 1; seq <= to.seq; seq += PAGE_MESSAGES_MAX) {
        const limit = Math.min(PAGE_MESSAGES_MAX, to.seq - seq + 1);
        const rows = await core.store.events.ofLog(this.conv, to.by, to.log, seq, limit);
        if (rows.length === 0) break;
        await this.tell(rows.filter((row) => row.seq <= to.seq));
      }
    }
    this.hasMoved = true;
    this.heading.request();
  }

  /** Tells the present views of those of these events that are lines of the chat. */
  async tell(rows: readonly EventRow[]): Promise<void> {
    const visible = rows.filter((row) => row.conv === this.conv && row.t !== undefined && (row.hidden ?? 0) === 0);
    for (let from = 0; from < visible.length; from += PAGE_MESSAGES_MAX) {
      const messages = await this.viewsOf(visible.slice(from, from + PAGE_MESSAGES_MAX));
      this.parts.core.emit({ name: 'messages', conversationId: this.conv, messages });
    }
  }

  /** The others are told what was read here, for they may be told again. */
  tellRead(): void {
    this.parts.onRead();
  }

  /** Place of the first message that nobody of us has read. */
  firstUnread(): Promise<Place | undefined> {
    return this.parts.core.store.events.firstUnread(this.conv, this.ownReaders(), MESSAGE_KINDS);
  }

  /** Something was said: it is in the list again, and out of the archive unless it is muted. */
  private async comeBack(): Promise<void> {
    const { core } = this.parts;
    const { isDeleted, isArchived, mutedUntilMs } = core.settings.of(this.conv);
    const isMuted = mutedUntilMs !== undefined && mutedUntilMs > core.clock.wallMs();
    if (!isDeleted && (!isArchived || isMuted)) return;
    await writeIfRoom(core, () =>
      core.settings.change(this.conv, { isDeleted: false, isArchived: isArchived && isMuted }),
    );
  }

  private ownReaders(): readonly string[] {
    const { own } = this.parts.core;
    return [...new Set([own.person, ...own.devices()])];
  }

  /** Says anew what is known here without the log: name, state, settings, who is typing, trust. */
  touch(): void {
    this.heading.request();
  }

  /** Says all anew: the newest message and the counts are read again. */
  refresh(): void {
    this.isHeadingOld = true;
    this.heading.request();
  }

  whenIdle(): Promise<void> {
    this.typing.end();
    return this.heading.whenIdle();
  }

  /** An event of this conversation that is a message here: it can be answered, and things can be done with it. */
  async messageOf(id: string): Promise<EventRow | undefined> {
    const row = await this.parts.core.store.events.get(id);
    return row?.conv === this.conv && row.t !== undefined && row.hidden === 0 ? row : undefined;
  }

  /** A message as it is shown now. */
  async viewOf(row: EventRow): Promise<MessageView> {
    const [message] = await this.viewsOf([row]);
    if (message === undefined) throw new Error('an event without a view');
    return message;
  }

  async effectsOn(row: EventRow): Promise<Effects> {
    return (await this.effectsOf([row])).get(row.id) ?? NO_EFFECTS;
  }

  /** Of one's own message: how far it is with each of the others. */
  deliveriesOf(row: EventRow): Promise<MessageDetailsView['people']> {
    return deliveriesOf(row, this.facts);
  }

  /** Present views of these events, in their order. */
  views(rows: readonly EventRow[], known?: KnownEffects): Promise<readonly MessageView[]> {
    return this.viewsOf(rows, known);
  }

  /** Whether what this person wrote can be changed and taken back from here: in a group only by the device that wrote it. */
  mayChange(row: EventRow): boolean {
    const { core, personOf } = this.parts;
    return core.own.has(row.by) && personOf(row.by) === personOf(core.self);
  }

  /** Takes a message out of this device's view, and of no other. */
  async hide(row: EventRow): Promise<void> {
    const { clock, store } = this.parts.core;
    const edits = await store.events.about([row.id], [EDIT_KIND]);
    await store.hidden.hide([row.id, ...edits.map(({ id }) => id)], clock.wallMs() + HIDDEN_UNDO_MS);
    this.refresh();
  }

  /** Edits of what was deleted here go the same way. */
  private async hideEdits(rows: readonly EventRow[]): Promise<void> {
    const { clock, store } = this.parts.core;
    const ids: string[] = [];
    for (const row of rows.filter(({ kind }) => kind === EDIT_KIND)) {
      const target = row.of === undefined ? undefined : await store.events.get(row.of);
      if (target?.conv === this.conv && ((target.hidden ?? 0) & HIDDEN.here) !== 0) ids.push(row.id);
    }
    if (ids.length > 0) await store.hidden.hide(ids, clock.wallMs() + HIDDEN_UNDO_MS);
  }

  /**
   * Whether nobody needs these words of us any more. Between two, what the other one said is theirs to keep, and what we said is
   * needed until they have it. In a group any member brings any other up to date: until all have it, and their photos stay.
   */
  async isUnneeded(row: EventRow): Promise<boolean> {
    const { core, isGroup, audience } = this.parts;
    const isOwn = core.own.has(row.by);
    if (isMembershipKind(row.kind)) return false;
    if (!isGroup && !isOwn) return true;
    if (isOwn && this.marks.refusalOf(row.id) !== undefined) return true;
    if (!isOwn && row.blobs.length > 0) return false;
    for (const device of audience(row).filter((one) => one !== row.by)) {
      if (!this.marks.isStored(device, row)) return false;
      if (row.blobs.length === 0) continue;
      const stored = await core.store.marks.storedBlobs(device, row.blobs);
      if (stored.length < row.blobs.length) return false;
    }
    return true;
  }

  /** Brings a message back that `hide` took out of view. Undefined if there is none. */
  async unhide(id: string): Promise<MessageView | undefined> {
    const { events } = this.parts.core.store;
    const hidden = await events.get(id);
    if (hidden?.conv !== this.conv || hidden.body === undefined) return undefined; // or it is erased by now
    const edits = await events.about([id], [EDIT_KIND]);
    await this.parts.core.store.hidden.show([id, ...edits.map((edit) => edit.id)]);
    const row = await this.messageOf(id);
    if (row === undefined) return undefined;
    this.refresh();
    return (await this.viewsOf([row]))[0];
  }

  private async standingOf(row: EventRow, blob: string): Promise<BlobStanding> {
    const { core, withheld } = this.parts;
    const info = await core.blobs.info(blob);
    const isHere = info?.isWhole === true;
    return { info, choice: core.choices.get(blob), withheld: isHere ? undefined : await withheld(row, blob) };
  }

  /** What is to be shown anew: messages themselves, those that these events are about, and what quotes their words. */
  private async targetsOf(rows: readonly EventRow[]): Promise<readonly EventRow[]> {
    const targets = new Map<string, EventRow>();
    for (const row of rows) {
      const isEffect = EFFECT_KINDS.includes(row.kind);
      const target = isEffect ? row.of && (await this.messageOf(row.of)) : await this.messageOf(row.id);
      if (target) targets.set(target.id, target);
    }
    const reworded = rows.flatMap((row) =>
      REWORDING_KINDS.includes(row.kind) && row.of !== undefined ? [row.of] : [],
    );
    const answers = reworded.length === 0 ? [] : await this.parts.core.store.events.about(reworded, [TEXT_KIND]);
    for (const row of answers) {
      if (row.conv === this.conv && row.t !== undefined && row.hidden === 0) targets.set(row.id, row);
    }
    return [...targets.values()];
  }

  /** `known`: what the store was asked already. */
  private async viewsOf(rows: readonly EventRow[], known?: KnownEffects): Promise<MessageView[]> {
    const answeredIds = rows.flatMap((row) => (row.kind === TEXT_KIND && row.of !== undefined ? [row.of] : []));
    const answered = new Map<string, EventRow>();
    for (const id of new Set(answeredIds)) {
      const row = await this.parts.core.store.events.get(id);
      if (row !== undefined) answered.set(id, row);
    }
    const all = [...rows, ...answered.values()];
    const { events } = this.parts.core.store;
    const [effects, forkedIds] = await Promise.all([
      known === undefined || answered.size > 0 ? this.effectsOf(all) : this.effectsIn(all, known.about),
      known?.forked ?? events.forked(rows.map((row) => row.id)),
    ]);
    const forked = new Set(forkedIds);
    const on = (row: EventRow) => effects.get(row.id) ?? NO_EFFECTS;
    return Promise.all(
      rows.map((row) => {
        const target = answered.get(row.of ?? '');
        const isForked = forked.has(row.id);
        return messageView(row, { ...on(row), isForked }, target && { row: target, effects: on(target) }, this.facts);
      }),
    );
  }

  private async effectsOf(rows: readonly EventRow[]): Promise<ReadonlyMap<string, Effects>> {
    if (rows.length === 0) return new Map();
    const about = await this.parts.core.store.events.about(
      rows.map((row) => row.id),
      EFFECT_KINDS,
    );
    return this.effectsIn(rows, about);
  }

  private effectsIn(rows: readonly EventRow[], about: readonly EventRow[]): ReadonlyMap<string, Effects> {
    const { mayDelete, personOf } = this.parts;
    if (about.length === 0) return new Map();
    return new Map(rows.map((row) => [row.id, effectsOn(row, about, mayDelete, personOf)]));
  }

  private async tellHeading(): Promise<void> {
    const [isOld, hasMoved] = [this.isHeadingOld, this.hasMoved];
    this.isHeadingOld = this.hasMoved = false; // before it is read: what comes meanwhile is read again
    if (isOld) await this.readHeading();
    else if (hasMoved) await this.readStates();
    this.parts.core.emit({ name: 'conversation', conversation: this.view() });
  }

  private async readHeading(): Promise<void> {
    const { core } = this.parts;
    const { events } = core.store;
    const [[newest], unreadCount, tips] = await Promise.all([
      events.page(this.conv, undefined, 1),
      events.countUnread(this.conv, this.ownReaders(), MESSAGE_KINDS),
      events.tips(this.conv),
    ]);
    this.newest = newest && { row: newest, message: await this.viewOf(newest) };
    this.unreadCount = unreadCount;
    this.countQueued(tips.filter((tip) => core.own.has(tip.by)));
  }

  /** What of it others change by storing and reading. */
  private async readStates(): Promise<void> {
    const { core } = this.parts;
    const { newest } = this;
    const tips = await core.store.events.tips(this.conv);
    if (newest?.message.isMine === true) {
      const delivery = await deliveryOf(newest.row, this.facts);
      this.newest = { ...newest, message: { ...newest.message, delivery } };
    }
    this.countQueued(tips.filter((tip) => core.own.has(tip.by)));
  }

  /** The same from what was read for all conversations at once. */
  private async takeHeading({ newest, about, isForked, unreadCount, tips }: ConversationStart): Promise<void> {
    const forked = isForked && newest !== undefined ? [newest.id] : [];
    const [message] = newest === undefined ? [] : await this.viewsOf([newest], { about, forked });
    this.newest = newest && message && { row: newest, message };
    this.unreadCount = unreadCount;
    this.countQueued(tips);
  }

  private countQueued(own: readonly LogTip[]): void {
    const audience = this.parts.audience();
    this.queuedCount =
      audience.length === 0
        ? 0
        : own.reduce((sum, tip) => sum + Math.max(0, tip.seq - this.marks.storedByAny(audience, tip)), 0);
  }
}
