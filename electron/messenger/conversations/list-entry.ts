import type { ConversationStart, EventRow, LogTip } from '../../storage/index.ts';
import { describeError } from '../describe-error.ts';
import { HEADING_REST_MS } from '../limits.ts';
import { SingleFlight } from '../single-flight.ts';
import { isStoreClosed } from '../store-trouble.ts';
import type { ConversationView } from '../views/conversation-views.ts';
import type { MessageView } from '../views/message-views.ts';
import type { ConversationParts, OwnView } from './conversation-parts.ts';
import type { ConversationMarks } from './marks.ts';
import type { Reading } from './reading.ts';
import type { ShownMessages } from './shown-messages.ts';
import type { Typing } from './typing.ts';

export interface ListEntryParts {
  readonly around: ConversationParts;
  readonly marks: ConversationMarks;
  readonly shown: ShownMessages;
  readonly reading: Reading;
  readonly typing: Typing;
}

/** A conversation in the list of all: its newest message, what is unread and what waits. Read anew and told when that changes. */
export class ListEntry {
  private newest: { readonly row: EventRow; readonly message: MessageView } | undefined;
  private unreadCount = 0;
  private queuedCount = 0;
  /** Something here is of a newer version, which their side keeps until we are updated. */
  private isOutdated = false;
  private readonly telling: SingleFlight;
  /** Something was said or done since the newest message and the counts were read. */
  private isOld = false;
  /** Somebody has stored or read more since then: nothing else changed. */
  private hasMoved = false;

  constructor(private readonly parts: ListEntryParts) {
    const { core } = parts.around;
    this.telling = new SingleFlight(
      () => this.tell(),
      (error) => {
        this.isOld = true;
        if (!isStoreClosed(error)) core.log(`conversation heading: ${describeError(error)}`);
      },
      () => new Promise((resolve) => core.clock.after(HEADING_REST_MS, resolve)),
    );
  }

  get isNewerThanUs(): boolean {
    return this.isOutdated;
  }

  /** Of the newest message; 0 if there is none. */
  get saidAtMs(): number {
    return this.newest?.message.atMs ?? 0;
  }

  view(): ConversationView {
    const heading = this.parts.around.heading();
    return {
      ...heading,
      id: this.parts.around.conv,
      unreadCount: this.unreadCount,
      newest: this.newest?.message,
      trust: { ...heading.trust, queuedCount: this.queuedCount },
      ...this.ownView(heading.name),
    };
  }

  /** From the store; or from what was read of it for all conversations at once. */
  async open(start: ConversationStart | undefined): Promise<void> {
    if (start === undefined) await this.read();
    else await this.take(start);
  }

  /** Says anew what is known here without the log: name, state, settings, who is typing, trust. */
  touch(): void {
    this.telling.request();
  }

  /** Says all anew: the newest message and the counts are read again. */
  refresh(): void {
    this.isOld = true;
    this.telling.request();
  }

  /** Others have stored or read more. */
  marksMoved(): void {
    this.hasMoved = true;
    this.telling.request();
  }

  /** Somebody here speaks a newer version. */
  needsUpdate(): void {
    if (this.isOutdated) return;
    this.isOutdated = true;
    this.refresh();
  }

  whenIdle(): Promise<void> {
    return this.telling.whenIdle();
  }

  private ownView(name: string): OwnView {
    const { core, conv, authorOf } = this.parts.around;
    const { draft, draftRe, ...settings } = core.settings.of(conv);
    return {
      ...settings,
      draft: draft === undefined ? undefined : { text: draft, replyTo: draftRe },
      typing: this.parts.typing.devices().map((device) => authorOf(device)?.name ?? name),
      needsUpdate: this.isOutdated,
    };
  }

  private async tell(): Promise<void> {
    const [isOld, hasMoved] = [this.isOld, this.hasMoved];
    this.isOld = this.hasMoved = false; // before it is read: what comes meanwhile is read again
    if (isOld) await this.read();
    else if (hasMoved) await this.readStates();
    this.parts.around.core.emit({ name: 'conversation', conversation: this.view() });
  }

  private async read(): Promise<void> {
    const { core, conv } = this.parts.around;
    const { events } = core.store;
    const [[newest], unreadCount, tips] = await Promise.all([
      events.page(conv, undefined, 1),
      this.parts.reading.countUnread(),
      events.tips(conv),
    ]);
    this.newest = newest && { row: newest, message: await this.parts.shown.view(newest) };
    this.unreadCount = unreadCount;
    this.countQueued(tips.filter((tip) => core.own.has(tip.by)));
  }

  /** What of it others change by storing and reading. */
  private async readStates(): Promise<void> {
    const { core, conv } = this.parts.around;
    const { newest } = this;
    const tips = await core.store.events.tips(conv);
    if (newest?.message.isMine === true) {
      const delivery = await this.parts.shown.deliveryOf(newest.row);
      this.newest = { ...newest, message: { ...newest.message, delivery } };
    }
    this.countQueued(tips.filter((tip) => core.own.has(tip.by)));
  }

  private async take({ newest, about, isForked, unreadCount, tips }: ConversationStart): Promise<void> {
    const forked = isForked && newest !== undefined ? [newest.id] : [];
    const [message] = newest === undefined ? [] : await this.parts.shown.views([newest], { about, forked });
    this.newest = newest && message && { row: newest, message };
    this.unreadCount = unreadCount;
    this.countQueued(tips);
  }

  private countQueued(own: readonly LogTip[]): void {
    const audience = this.parts.around.audience();
    this.queuedCount =
      audience.length === 0
        ? 0
        : own.reduce((sum, tip) => sum + Math.max(0, tip.seq - this.parts.marks.storedByAny(audience, tip)), 0);
  }
}
