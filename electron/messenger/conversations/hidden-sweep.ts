import type { EventRow } from '../../storage/store.ts';
import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import { HIDDEN_BATCH_MAX, HIDDEN_LOOK_MS, HIDDEN_RETRY_MS } from '../limits.ts';
import { isDiskFull, isStoreClosed } from '../store-trouble.ts';
import type { Chat } from './chat.ts';

export interface HiddenSweepParts {
  readonly core: Core;
  readonly chatOf: (conv: string) => Chat | undefined;
}

/** *Delete for me* erases: what was deleted on this device goes for good once it can't be undone and nobody needs it of us. */
export class HiddenSweep {
  private cancel: (() => void) | undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(private readonly parts: HiddenSweepParts) {}

  start(): void {
    if (this.isStopped) return;
    this.cancel = this.parts.core.clock.after(HIDDEN_LOOK_MS, () => {
      this.sweeping = this.sweep().catch((error: unknown) => {
        if (!isStoreClosed(error) && !isDiskFull(error)) this.parts.core.log(`deleted here: ${describeError(error)}`);
      });
      void this.sweeping.then(() => this.start());
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancel?.();
    await this.sweeping;
  }

  private async sweep(): Promise<void> {
    const { core } = this.parts;
    const { hidden } = core.store;
    while (!this.isStopped) {
      const nowMs = core.clock.wallMs();
      const rows = await hidden.due(nowMs, HIDDEN_BATCH_MAX);
      if (rows.length === 0) return;
      const unneeded: string[] = [];
      for (const row of rows) if (await this.isUnneeded(row)) unneeded.push(row.id);
      const needed = rows.flatMap(({ id }) => (unneeded.includes(id) ? [] : [id]));
      if (needed.length > 0) await hidden.postpone(needed, nowMs + HIDDEN_RETRY_MS);
      if (unneeded.length === 0) continue;
      for (const blob of await hidden.erase(unneeded)) await core.blobs.remove(blob);
    }
  }

  /** Of a conversation that is no more nobody needs anything. */
  private async isUnneeded(row: EventRow): Promise<boolean> {
    const chat = this.parts.chatOf(row.conv);
    return row.body === undefined || chat === undefined || chat.conversation.hiddenHere.isUnneeded(row);
  }
}
