import type { DesktopView } from '../../bridge/contract.ts';
import type { ConversationView, Messenger } from '../../messenger/index.ts';
import { QUIET_HOUR_MS, START_OFFER_AFTER_MS } from '../limits.ts';
import type { DesktopChoices, SettingsFile } from '../shell-settings.ts';
import type { UpdateWay } from '../updates/release.ts';
import type { Updates } from '../updates/updates.ts';
import type { Words } from '../words.ts';
import { type NotificationChoice, type NotificationPort, Notifier } from './notifications.ts';
import { type Spelling, usualLanguages } from './spelling.ts';
import type { StartWithSystem } from './start-with-system.ts';
import { Unread } from './unread.ts';

export interface DesktopParts {
  readonly settings: SettingsFile;
  readonly words: Words;
  readonly notifications: NotificationPort;
  readonly hasTray: () => boolean;
  readonly start: StartWithSystem;
  readonly spelling: Spelling;
  readonly updates: Pick<Updates, 'state' | 'version' | 'start'>;
  readonly updateWay: UpdateWay;
  readonly updatePage: string;
  /** As the system names them. */
  readonly systemLanguages: readonly string[];
  readonly isWindowFocused: () => boolean;
  readonly wallMs: () => number;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly onOpenChat: (conversationId: string | undefined) => void;
  readonly onUnread: (total: number) => void;
  readonly onChange: (view: DesktopView) => void;
  readonly reportBug: (where: string, error: unknown) => void;
}

const USUAL = { isOn: true, level: 'name-and-text', hasSound: false } as const;

/** The app among the other programs of this computer: what was chosen, what is unread, what the person is notified of. */
export class Desktop {
  readonly notifier: Notifier;
  private readonly unread: Unread;
  private inView: string | undefined;
  private messenger: Messenger | undefined;

  constructor(private readonly parts: DesktopParts) {
    const { settings, wallMs, isWindowFocused } = parts;
    if (this.chosen().firstStartAtMs === undefined) this.keep({ firstStartAtMs: wallMs() });
    parts.spelling.apply(this.spellingChoice());
    this.unread = new Unread(wallMs, parts.onUnread);
    this.notifier = new Notifier({
      port: parts.notifications,
      choice: () => notificationChoice(settings.read().desktop),
      words: parts.words,
      isInView: (conversationId) => this.inView === conversationId && isWindowFocused(),
      wallMs,
      after: parts.after,
      onClick: parts.onOpenChat,
    });
  }

  /** From now on what arrives is told. Again for each messenger that is opened. */
  follow(messenger: Messenger): void {
    this.messenger = messenger;
    let hasBegun = false; // what is told before is in what `conversations` answers
    messenger.onEvent((event) => {
      if (!hasBegun || this.messenger !== messenger) return;
      if (event.name === 'conversation') {
        this.unread.take([event.conversation]);
        this.notifier.conversation(event.conversation);
      } else if (event.name === 'forgotten') {
        this.unread.forget(event.conversationId);
        this.notifier.forget(event.conversationId);
      } else if (event.name === 'contacts') {
        this.notifier.requests(messenger.contacts.requests().length);
      }
    });
    const begin = (views: readonly ConversationView[]) => {
      hasBegun = true;
      this.notifier.begin(views, messenger.contacts.requests().length);
      this.unread.take(views);
    };
    messenger.conversations().then(begin, (error: unknown) => this.parts.reportBug('desktop', error));
  }

  networkMayHaveChanged(): void {
    this.messenger?.networkMayHaveChanged();
  }

  stop(): void {
    this.notifier.stop();
  }

  setInView(conversationId: string | undefined): void {
    this.inView = conversationId;
  }

  view(): DesktopView {
    const { parts } = this;
    const chosen = this.chosen();
    const { isOn, level, hasSound, quietUntilMs } = notificationChoice(chosen);
    const { start, spelling, updates } = parts;
    const isLater = parts.wallMs() - (chosen.firstStartAtMs ?? parts.wallMs()) >= START_OFFER_AFTER_MS;
    return {
      notifications: {
        ...{ isSupported: parts.notifications.isSupported(), isOn, level, hasSound },
        ...(quietUntilMs > parts.wallMs() && { quietUntilMs }),
      },
      tray: {
        hasTray: parts.hasTray(),
        ...(chosen.staysOnClose !== undefined && { staysOnClose: chosen.staysOnClose }),
      },
      start: {
        isPossible: start.isPossible,
        isOn: start.isOn(),
        isOffered: start.isPossible && isLater && chosen.hasAnsweredStart !== true && !start.isOn(),
      },
      spelling: {
        by: spelling.by,
        isOn: this.spellingChoice().isOn,
        available: [...spelling.available],
        languages: [...this.spellingChoice().languages],
      },
      updates: {
        way: parts.updateWay,
        ...(chosen.isAgreedToUpdates !== undefined && { isAgreed: chosen.isAgreedToUpdates }),
        state: updates.state,
        ...(updates.version !== undefined && { version: updates.version }),
        ...(parts.updatePage !== '' && { page: parts.updatePage }),
      },
    };
  }

  isQuiet(): boolean {
    return notificationChoice(this.chosen()).quietUntilMs > this.parts.wallMs();
  }

  quietForAnHour(isQuiet: boolean): void {
    this.setNotifications({ quietUntilMs: isQuiet ? this.parts.wallMs() + QUIET_HOUR_MS : 0 });
  }

  setNotifications(change: {
    readonly isOn?: boolean | undefined;
    readonly level?: NotificationChoice['level'] | undefined;
    readonly hasSound?: boolean | undefined;
    readonly quietUntilMs?: number | undefined;
  }): void {
    const { quietUntilMs, ...held } = notificationChoice(this.chosen());
    this.keep({
      notifications: {
        isOn: change.isOn ?? held.isOn,
        level: change.level ?? held.level,
        hasSound: change.hasSound ?? held.hasSound,
      },
      quietUntilMs: change.quietUntilMs ?? quietUntilMs,
    });
    this.tell();
  }

  /** One that says what a real one would, with the name the person knows best: their own. */
  async testNotification(): Promise<boolean | undefined> {
    if (!this.parts.notifications.isSupported()) return undefined;
    const name = this.messenger?.profile()?.name ?? this.parts.words('app.name');
    return await this.notifier.test(sampleOf(name, this.parts.words('notify.test')));
  }

  staysOnClose(): boolean | undefined {
    return this.chosen().staysOnClose;
  }

  setStaysOnClose(staysOnClose: boolean): void {
    this.keep({ staysOnClose });
    this.tell();
  }

  setStart(isOn: boolean): boolean {
    this.keep({ hasAnsweredStart: true });
    const isDone = isOn === this.parts.start.isOn() || this.parts.start.set(isOn);
    this.tell();
    return isDone;
  }

  setSpelling(isOn: boolean, languages: readonly string[] | undefined): void {
    this.keep({ spelling: { isOn, languages: [...(languages ?? this.spellingChoice().languages)] } });
    this.parts.spelling.apply(this.spellingChoice());
    this.tell();
  }

  isAgreedToUpdates(): boolean {
    return this.chosen().isAgreedToUpdates === true;
  }

  setUpdates(isAgreedToUpdates: boolean): void {
    this.keep({ isAgreedToUpdates });
    this.parts.updates.start();
    this.tell();
  }

  /** Something in `view` changed. */
  tell(): void {
    this.parts.onChange(this.view());
  }

  private spellingChoice(): { readonly isOn: boolean; readonly languages: readonly string[] } {
    const { spelling, systemLanguages } = this.parts;
    return this.chosen().spelling ?? { isOn: true, languages: usualLanguages(systemLanguages, spelling.available) };
  }

  private chosen(): DesktopChoices {
    return this.parts.settings.read().desktop ?? {};
  }

  private keep(change: Partial<DesktopChoices>): void {
    this.parts.settings.change({ desktop: { ...this.chosen(), ...change } });
  }
}

function notificationChoice(chosen: DesktopChoices | undefined): NotificationChoice {
  return { ...USUAL, ...chosen?.notifications, quietUntilMs: chosen?.quietUntilMs ?? 0 };
}

/** A conversation that exists nowhere, with one text from `name`. */
function sampleOf(name: string, text: string): Pick<ConversationView, 'name' | 'unreadCount' | 'newest' | 'group'> {
  return {
    name,
    unreadCount: 1,
    group: undefined,
    newest: {
      ...{ id: '', conversationId: '', isMine: false, author: undefined, t: 0, atMs: 0 },
      content: { kind: 'text', text },
      ...{ reply: undefined, editedAtMs: undefined, reactions: [], mayChange: false, isLate: false, isForked: false },
      delivery: { name: 'received' },
    },
  };
}
