import { z } from 'zod';
import type { ConversationSettingsRow, SettingsStore, StateStore } from '../../storage/index.ts';

export type ConversationSettings = Omit<ConversationSettingsRow, 'conv'>;

const AT_FIRST: ConversationSettings = {
  draft: undefined,
  draftRe: undefined,
  pinRank: undefined,
  mutedUntilMs: undefined,
  tellsRead: true,
  tellsTyping: true,
  isMarkedUnread: false,
  isArchived: false,
  isDeleted: false,
};

/** Name in the state store. */
const USUAL_STATE = 'tells.usual';
const UsualTells = z.object({ read: z.boolean(), typing: z.boolean() });
type UsualTells = z.output<typeof UsualTells>;

function readUsual(text: string | undefined): UsualTells {
  return text === undefined ? { read: true, typing: true } : UsualTells.parse(JSON.parse(text));
}

/** What the person here set for each conversation: on disk, and in memory for every look. */
export class SettingsBook {
  private readonly rows = new Map<string, ConversationSettings>();
  /** One change after the other, so that two of one conversation both hold. */
  private changing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly store: SettingsStore,
    private readonly state: StateStore,
    private usual: UsualTells,
  ) {}

  static async open(store: SettingsStore, state: StateStore): Promise<SettingsBook> {
    const book = new SettingsBook(store, state, readUsual(await state.getText(USUAL_STATE)));
    for (const { conv, ...settings } of await store.all()) book.rows.set(conv, settings);
    return book;
  }

  of(conv: string): ConversationSettings {
    return this.rows.get(conv) ?? { ...AT_FIRST, tellsRead: this.usual.read, tellsTyping: this.usual.typing };
  }

  usualTells(): UsualTells {
    return this.usual;
  }

  /** For conversations of which nothing else was said. Resolves once it is on disk. */
  async setUsualTells(usual: UsualTells): Promise<void> {
    await this.state.setText(USUAL_STATE, JSON.stringify(usual));
    this.usual = usual;
  }

  /** Conversations that are pinned, the first one first. */
  pinned(): readonly string[] {
    const pinned = [...this.rows].filter(([, { pinRank }]) => pinRank !== undefined);
    return pinned.sort(([, a], [, b]) => (a.pinRank ?? 0) - (b.pinRank ?? 0)).map(([conv]) => conv);
  }

  /** Resolves once it is on disk. */
  change(conv: string, parts: Partial<ConversationSettings>): Promise<void> {
    return this.write(() => [[conv, { ...this.of(conv), ...parts }]]);
  }

  /** These are pinned, in this order, and no others. Resolves with all that changed. */
  async pin(order: (pinned: readonly string[]) => readonly string[]): Promise<readonly string[]> {
    const changed: string[] = [];
    await this.write(() => {
      const before = this.pinned();
      const after = order(before);
      changed.push(...new Set([...before, ...after]));
      return changed.map((conv) => {
        const rank = after.indexOf(conv);
        return [conv, { ...this.of(conv), pinRank: rank < 0 ? undefined : rank }] as const;
      });
    });
    return changed;
  }

  private write(changes: () => readonly (readonly [conv: string, settings: ConversationSettings])[]): Promise<void> {
    const written = this.changing.then(async () => {
      const rows = changes();
      await this.store.put(rows.map(([conv, settings]) => ({ conv, ...settings })));
      for (const [conv, settings] of rows) this.rows.set(conv, settings);
    });
    this.changing = written.catch(() => undefined); // told to whoever asked
    return written;
  }
}
