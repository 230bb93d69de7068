import type { ConversationView } from '../../messenger/index.ts';
import { NOTIFICATION_GATHER_MS, NOTIFICATION_SHOWN_WITHIN_MS } from '../limits.ts';
import type { Words } from '../words.ts';
import { type NewsOf, type NotificationLevel, type NotificationWords, newsWords } from './notification-words.ts';

/** The system's notifications, as far as they are needed here. */
export interface NotificationPort {
  isSupported(): boolean;
  show(asked: NotificationWords & { readonly isSilent: boolean }, told: NotificationTold): ShownNotification;
}

export interface NotificationTold {
  readonly onShown: () => void;
  readonly onClick: () => void;
  readonly onGone: () => void;
}

export interface ShownNotification {
  close(): void;
}

export interface NotificationChoice {
  readonly isOn: boolean;
  readonly level: NotificationLevel;
  readonly hasSound: boolean;
  readonly quietUntilMs: number;
}

export interface NotifierParts {
  readonly port: NotificationPort;
  readonly choice: () => NotificationChoice;
  readonly words: Words;
  /** Whether the person has this conversation before their eyes. */
  readonly isInView: (conversationId: string) => boolean;
  readonly wallMs: () => number;
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Undefined: the one about people who ask. */
  readonly onClick: (conversationId: string | undefined) => void;
}

/** Under this the notification about requests is kept; no conversation has such an id. */
const REQUESTS = 'requests';

/**
 * Decides what the person is notified of: what is unread and was not so before, one notification a conversation, none for what
 * they see, what is muted, or while it is quiet. Strangers' requests make no sound and name nobody.
 */
export class Notifier {
  private readonly unread = new Map<string, number>();
  private readonly invited = new Set<string>();
  private readonly waiting = new Map<string, () => void>();
  private readonly newest = new Map<string, ConversationView>();
  private readonly shown = new Map<string, ShownNotification>();
  private requestCount = 0;

  constructor(private readonly parts: NotifierParts) {}

  /** What is there when the app starts was there before. */
  begin(views: readonly ConversationView[], requestCount: number): void {
    for (const view of views) this.note(view);
    this.requestCount = requestCount;
  }

  conversation(view: ConversationView): void {
    const isNews = this.note(view);
    if (view.unreadCount === 0 && !isInvitation(view)) this.forget(view.id);
    else if (isNews) this.gather(view);
    else if (this.waiting.has(view.id)) this.newest.set(view.id, view);
  }

  requests(count: number): void {
    const isNews = count > this.requestCount;
    this.requestCount = count;
    if (count === 0) this.close(REQUESTS);
    if (!isNews || !this.mayShow()) return;
    const title = this.parts.words('app.name');
    this.show(REQUESTS, { title, body: this.parts.words('notify.request') }, true);
  }

  forget(conversationId: string): void {
    this.waiting.get(conversationId)?.();
    this.waiting.delete(conversationId);
    this.newest.delete(conversationId);
    this.close(conversationId);
  }

  /** A real one, whatever is set, that shows what the level lets through. False if the system was silent about it. */
  test(sample: NewsOf): Promise<boolean> {
    const { choice, words, after } = this.parts;
    const { level, hasSound } = choice();
    return new Promise((resolve) => {
      const cancel = after(NOTIFICATION_SHOWN_WITHIN_MS, () => resolve(false));
      const onShown = () => {
        cancel();
        resolve(true);
      };
      this.show('test', newsWords(sample, level, words), !hasSound, onShown);
    });
  }

  stop(): void {
    for (const cancel of this.waiting.values()) cancel();
    for (const key of [...this.shown.keys()]) this.close(key);
  }

  /** Whether there is more unread than before, or an invitation that was not there. */
  private note(view: ConversationView): boolean {
    const before = this.unread.get(view.id) ?? 0;
    this.unread.set(view.id, view.unreadCount);
    const isNewInvitation = isInvitation(view) && !this.invited.has(view.id);
    if (isInvitation(view)) this.invited.add(view.id);
    else this.invited.delete(view.id);
    return view.unreadCount > before || isNewInvitation;
  }

  /** A backlog of a hundred messages is one piece of news. */
  private gather(view: ConversationView): void {
    this.newest.set(view.id, view);
    if (this.waiting.has(view.id)) return;
    const cancel = this.parts.after(NOTIFICATION_GATHER_MS, () => {
      this.waiting.delete(view.id);
      const latest = this.newest.get(view.id);
      this.newest.delete(view.id);
      if (latest !== undefined) this.tell(latest);
    });
    this.waiting.set(view.id, cancel);
  }

  private tell(view: ConversationView): void {
    const { choice, words, isInView, wallMs } = this.parts;
    const isMuted = (view.mutedUntilMs ?? 0) > wallMs();
    if (!this.mayShow() || isMuted || isInView(view.id)) return;
    const { level, hasSound } = choice();
    // What is added to one that still stands there makes no second sound.
    const isSilent = !hasSound || this.shown.has(view.id);
    this.show(view.id, newsWords(view, level, words), isSilent);
  }

  private mayShow(): boolean {
    const { isOn, quietUntilMs } = this.parts.choice();
    return isOn && quietUntilMs <= this.parts.wallMs() && this.parts.port.isSupported();
  }

  private show(key: string, words: NotificationWords, isSilent: boolean, onShown: () => void = () => undefined): void {
    this.close(key);
    // Where nothing can show it, some systems say so before `show` comes back.
    let isGone = false;
    let shown: ShownNotification | undefined;
    const gone = () => {
      isGone = true;
      if (this.shown.get(key) === shown) this.shown.delete(key);
    };
    shown = this.parts.port.show(
      { ...words, isSilent },
      {
        onShown,
        onClick: () => {
          gone();
          if (key !== 'test') this.parts.onClick(key === REQUESTS ? undefined : key);
        },
        onGone: gone,
      },
    );
    if (!isGone) this.shown.set(key, shown);
  }

  private close(key: string): void {
    const shown = this.shown.get(key);
    this.shown.delete(key);
    shown?.close();
  }
}

const isInvitation = ({ group }: ConversationView): boolean => group?.state === 'invited';
