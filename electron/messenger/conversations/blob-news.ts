import type { EventRow } from '../../storage/store.ts';
import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import { PROGRESS_TELL_MS } from '../limits.ts';
import { isStoreClosed } from '../store-trouble.ts';
import type { Chat } from './chat.ts';

export interface BlobNewsParts {
  readonly core: Core;
  readonly chatOf: (conv: string) => Chat | undefined;
}

/** What happens to blobs, told to every conversation that names them. */
export class BlobNews {
  private readonly progressed = new Set<string>();
  private cancelProgress: (() => void) | undefined;

  constructor(private readonly parts: BlobNewsParts) {}

  /** Progress comes with every chunk; people are told a few times a second. */
  progress(blob: string): void {
    this.progressed.add(blob);
    this.cancelProgress ??= this.parts.core.clock.after(PROGRESS_TELL_MS, () => {
      this.cancelProgress = undefined;
      const blobs = [...this.progressed];
      this.progressed.clear();
      this.tellProgress(blobs).catch((error: unknown) => this.report(error));
    });
  }

  /** It is whole, or something was decided: every conversation that names the blob shows it, and everybody who sent it is told. */
  changed(blob: string): void {
    this.tellStand(blob).catch((error: unknown) => this.report(error));
  }

  stop(): void {
    this.cancelProgress?.();
  }

  private async tellProgress(blobs: readonly string[]): Promise<void> {
    for (const [conv, rows] of await this.naming(blobs)) await this.parts.chatOf(conv)?.conversation.tell(rows);
  }

  private async tellStand(blob: string): Promise<void> {
    const { chatOf, core } = this.parts;
    const isWhole = (await core.blobs.info(blob))?.isWhole === true;
    const choice = core.choices.get(blob)?.choice;
    const stand = {
      whole: isWhole ? [blob] : [],
      waits: !isWhole && choice !== undefined && choice !== 'declined' ? [blob] : [],
      declined: !isWhole && choice === 'declined' ? [blob] : [],
    };
    for (const [conv, rows] of await this.naming([blob])) {
      const chat = chatOf(conv);
      chat?.tellBlobs(stand, rows);
      await chat?.conversation.tell(rows);
      chat?.conversation.refresh();
    }
  }

  /** The events that name these, each once, by conversation. */
  private async naming(blobs: readonly string[]): Promise<ReadonlyMap<string, readonly EventRow[]>> {
    const byConv = new Map<string, Map<string, EventRow>>();
    for (const blob of blobs) {
      for (const row of await this.parts.core.store.events.naming(blob)) {
        const rows = byConv.get(row.conv) ?? new Map<string, EventRow>();
        byConv.set(row.conv, rows.set(row.id, row));
      }
    }
    return new Map([...byConv].map(([conv, rows]) => [conv, [...rows.values()]]));
  }

  private report(error: unknown): void {
    if (!isStoreClosed(error)) this.parts.core.log(`blobs: ${describeError(error)}`);
  }
}
