import type { EventRow } from '../../storage/store.ts';
import type { Core } from '../core.ts';
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

  /** Every conversation that names the blob shows it now, and everybody who sent it is told. */
  whole(blob: string): void {
    this.tellWhole(blob).catch((error: unknown) => this.report(error));
  }

  /** What was being fetched when the program ended goes on; a begun blob that no event names came to nothing. */
  async resume(): Promise<void> {
    const { blobs, store } = this.parts.core;
    const rows = new Map<string, EventRow>();
    for (const blob of await blobs.notWhole()) {
      const naming = await store.events.naming(blob);
      if (naming.length === 0) await blobs.remove(blob);
      for (const row of naming) rows.set(row.id, row);
    }
    const inOrder = [...rows.values()].sort((a, b) => (a.t ?? a.at) - (b.t ?? b.at));
    for (const row of inOrder) await this.parts.chatOf(row.conv)?.fetch([row]);
  }

  stop(): void {
    this.cancelProgress?.();
  }

  private async tellProgress(blobs: readonly string[]): Promise<void> {
    for (const [conv, rows] of await this.naming(blobs)) await this.parts.chatOf(conv)?.conversation.tell(rows);
  }

  private async tellWhole(blob: string): Promise<void> {
    for (const [conv, rows] of await this.naming([blob])) await this.parts.chatOf(conv)?.blobWhole(blob, rows);
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
    if (!isStoreClosed(error)) this.parts.core.log(`blobs: ${String(error)}`);
  }
}
