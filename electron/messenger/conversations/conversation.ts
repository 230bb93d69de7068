import type { EventRow } from '../../storage/index.ts';
import { PAGE_MESSAGES_MAX } from '../limits.ts';
import type { EventDraft } from '../log/conversation-log.ts';
import type { Place } from '../messenger.ts';
import type { ConversationView } from '../views/conversation-views.ts';
import type { MessageView } from '../views/message-views.ts';
import { writeIfRoom } from '../write-if-room.ts';
import type { ConversationParts } from './conversation-parts.ts';
import { Eraser } from './eraser.ts';
import { HiddenHere } from './hidden-here.ts';
import { MESSAGE_KINDS } from './known-kinds.ts';
import { ListEntry } from './list-entry.ts';
import { ConversationMarks, type Move } from './marks.ts';
import { Reading } from './reading.ts';
import { ShownMessages } from './shown-messages.ts';
import { Typing } from './typing.ts';

/** One conversation: what is said in it, by us and by others, is stored, told to the page, and carried out where it changes something. */
export class Conversation {
  readonly shown: ShownMessages;
  readonly hiddenHere: HiddenHere;
  readonly reading: Reading;
  readonly typing: Typing;
  private readonly entry: ListEntry;
  private readonly eraser: Eraser;

  private constructor(
    private readonly parts: ConversationParts,
    readonly marks: ConversationMarks,
  ) {
    const { core, conv, mayDelete, personOf } = parts;
    this.eraser = new Eraser(core, conv, mayDelete, personOf);
    this.shown = new ShownMessages(parts, marks);
    this.hiddenHere = new HiddenHere(parts, marks, () => this.refresh());
    this.reading = new Reading(parts, marks, () => this.refresh());
    this.typing = new Typing({
      clock: core.clock,
      mayTell: () => core.settings.of(conv).tellsTyping,
      tell: parts.onTyping,
      onChange: () => this.touch(),
    });
    const { shown, reading, typing } = this;
    this.entry = new ListEntry({ around: parts, marks, shown, reading, typing });
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
    if (start?.hasOpenDeletions !== false) await conversation.carryOutDeletions();
    await conversation.entry.open(start);
    return conversation;
  }

  get conv(): string {
    return this.parts.conv;
  }

  /** When something was said here last; 0 if nothing was. */
  get saidAtMs(): number {
    return this.entry.saidAtMs;
  }

  /** As it is in the list of all. */
  view(): ConversationView {
    return this.entry.view();
  }

  /** Says anew what is known here without the log: name, state, settings, who is typing, trust. */
  touch(): void {
    this.entry.touch();
  }

  /** Says all anew: the newest message and the counts are read again. */
  refresh(): void {
    this.entry.refresh();
  }

  /** Somebody here speaks a newer version. */
  needsUpdate(): void {
    this.entry.needsUpdate();
  }

  get isNewerThanUs(): boolean {
    return this.entry.isNewerThanUs;
  }

  /** Deletions that are stored and not carried out. */
  async carryOutDeletions(): Promise<void> {
    await writeIfRoom(this.parts.core, () => this.eraser.resume());
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
    const [target = row, ...answers] = await this.shown.changedBy([row]);
    const message = await this.shown.view(target);
    core.emit({ name: 'messages', conversationId: this.conv, messages: [message] });
    await this.tell(answers);
    this.refresh();
    return { message, row };
  }

  async page(before: Place | undefined, limit: number): Promise<{ messages: MessageView[]; hasOlder: boolean }> {
    const rows = await this.parts.core.store.events.page(this.conv, before, limit + 1);
    return { messages: await this.shown.views(rows.slice(-limit)), hasOlder: rows.length > limit };
  }

  /** Events came in, in the order. */
  async tellReceived(rows: readonly EventRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.eraser.saw(rows);
    await this.hiddenHere.saw(rows);
    for (const row of rows) this.typing.hear(row.by, false);
    if (rows.some((row) => MESSAGE_KINDS.includes(row.kind))) await this.comeBack();
    await this.tell(await this.shown.changedBy(rows));
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
    this.entry.marksMoved();
  }

  /** Tells the present views of those of these events that are lines of the chat. */
  async tell(rows: readonly EventRow[]): Promise<void> {
    const visible = rows.filter((row) => row.conv === this.conv && row.t !== undefined && (row.hidden ?? 0) === 0);
    for (let from = 0; from < visible.length; from += PAGE_MESSAGES_MAX) {
      const messages = await this.shown.views(visible.slice(from, from + PAGE_MESSAGES_MAX));
      this.parts.core.emit({ name: 'messages', conversationId: this.conv, messages });
    }
  }

  /** Brings a message back that was hidden here. Undefined if there is none. */
  async unhide(id: string): Promise<MessageView | undefined> {
    if (!(await this.hiddenHere.show(id))) return undefined;
    const row = await this.shown.find(id);
    if (row === undefined) return undefined;
    this.refresh();
    return this.shown.view(row);
  }

  whenIdle(): Promise<void> {
    this.typing.end();
    return this.entry.whenIdle();
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
}
