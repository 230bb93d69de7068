import { DISK_FULL_RETRY_MS, SYNC_BATCH_EVENTS_MAX, SYNC_INBOX_BYTES_MAX } from '../limits.ts';
import type { ReceivedEvent } from '../log/conversation-log.ts';
import type { Pauses } from './pauses.ts';
import type { Ingested, SyncHost } from './sync-host.ts';

export interface SyncInboxParts {
  readonly host: Pick<SyncHost, 'ingest' | 'takeBudget'>;
  readonly pauses: Pauses;
  /** Nobody waits for an answer any more. */
  readonly isOver: () => boolean;
  /** A batch is on disk, or was refused. */
  readonly onStored: (ingested: Ingested) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/** Events that came and are still to be stored: one batch after the other, within the contact's budget, as there is room. */
export class SyncInbox {
  private events: ReceivedEvent[] = [];
  private bytes = 0;
  private isStoring = false;
  private readonly readers: (() => void)[] = [];

  constructor(private readonly parts: SyncInboxParts) {}

  /** An event that came in so many bytes. Resolves when more may come; undefined: at once. */
  put(event: ReceivedEvent, bytes: number): Promise<void> | undefined {
    this.events.push(event);
    this.bytes += bytes;
    this.store();
    if (this.bytes < SYNC_INBOX_BYTES_MAX) return undefined;
    return new Promise((resolve) => this.readers.push(resolve));
  }

  /** Whoever waits to put more waits no longer. */
  stop(): void {
    this.readOn();
  }

  private store(): void {
    if (this.isStoring) return;
    this.isStoring = true;
    this.storeAll().then(
      () => {
        this.isStoring = false;
        if (this.events.length > 0 && !this.parts.isOver()) this.store();
      },
      (error: unknown) => this.parts.onFailure(error),
    );
  }

  private async storeAll(): Promise<void> {
    const { host, pauses, isOver, onStored } = this.parts;
    while (this.events.length > 0 && !isOver()) {
      const batch = this.events.slice(0, SYNC_BATCH_EVENTS_MAX);
      await pauses.wait(host.takeBudget(batch.length));
      const ingested = await this.ingest(batch);
      if (ingested === 'closed') return;
      this.events.splice(0, batch.length);
      this.bytes = this.events.reduce((sum, { head, body }) => sum + head.length + (body?.length ?? 0), 0);
      await onStored(ingested);
      if (this.bytes < SYNC_INBOX_BYTES_MAX) this.readOn();
    }
  }

  /** Tries until there is room on the disk, or nobody waits for an answer any more. */
  private async ingest(batch: readonly ReceivedEvent[]): Promise<Ingested | 'closed'> {
    const { host, pauses, isOver } = this.parts;
    while (!isOver()) {
      const result = await host.ingest(batch);
      if (result !== 'full') return result;
      await pauses.wait(DISK_FULL_RETRY_MS);
    }
    return 'closed';
  }

  private readOn(): void {
    for (const resolve of this.readers.splice(0)) resolve();
  }
}
