import type { ConversationStart, StartStore } from '../../storage/index.ts';
import { EFFECT_KINDS } from './effects.ts';
import { MESSAGE_KINDS } from './known-kinds.ts';

/** What the conversations need to open, read at once for all of them. Each takes its own; what is opened later reads anew. */
export class StartBook {
  private readonly starts = new Map<string, ConversationStart>();

  static async open(store: StartStore, ownDevices: readonly string[]): Promise<StartBook> {
    const book = new StartBook();
    const all = await store.all({ ownDevices, kinds: MESSAGE_KINDS, effectKinds: EFFECT_KINDS });
    for (const start of all) book.starts.set(start.conv, start);
    return book;
  }

  take(conv: string): ConversationStart | undefined {
    const start = this.starts.get(conv);
    this.starts.delete(conv);
    return start;
  }

  /** The start is over: what was read is old from now on. */
  close(): void {
    this.starts.clear();
  }
}
