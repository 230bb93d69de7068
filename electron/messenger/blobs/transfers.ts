import type { Channel, ChannelClose } from '../../../switch/index.ts';
import {
  BLOB_QUEUE_MAX,
  BLOB_RETRY_MS_MAX,
  BLOB_RETRY_MS_MIN,
  BLOB_WANTS_OPEN,
  BLOB_WRONG_MAX,
  BLOB_WRONG_REST_MS,
  DISK_FULL_RETRY_MS,
} from '../limits.ts';
import { BlobFetch, type FetchOutcome } from '../sync/blob-fetch.ts';
import type { BlobStore } from './blob-store.ts';

/** `first`: previews, which stand for all photos of an album. */
export type TransferRank = 'first' | 'in-order';

export interface TransfersParts {
  readonly blobs: BlobStore;
  readonly openChannel: () => Channel;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly onProgress: (blob: string) => void;
  /** A blob is whole here, checked and on disk. */
  readonly onWhole: (blob: string) => void;
  readonly tellDiskFull: (isFull: boolean) => void;
  readonly log: (line: string) => void;
}

/**
 * Fetches blobs from one contact while there is a line: previews before photos, photos in order, two wants open at a time
 * so that the line never rests. What was begun goes on where it stopped, after a broken line as after a restart.
 */
export class Transfers {
  private readonly queues: Record<TransferRank, string[]> = { first: [], 'in-order': [] };
  private readonly rankOf = new Map<string, TransferRank>();
  private fetch: BlobFetch | undefined;
  private isOnline = false;
  private wrongCount = 0;
  private retryMs = BLOB_RETRY_MS_MIN;
  /** Firm: a new line does not end it. */
  private rest: { readonly cancel: () => void; readonly isFirm: boolean } | undefined;
  private hasProgressed = false;

  constructor(private readonly parts: TransfersParts) {}

  /** Adds what is not waiting yet. The newest beyond a bound is left out: it is found again at the next start. */
  add(blobs: readonly string[], rank: TransferRank): void {
    for (const blob of blobs) {
      if (this.rankOf.has(blob) || this.rankOf.size >= BLOB_QUEUE_MAX) continue;
      this.rankOf.set(blob, rank);
      this.queues[rank].push(blob);
    }
    this.run();
  }

  setOnline(isOnline: boolean): void {
    if (isOnline && !this.isOnline) this.wakeUp();
    this.isOnline = isOnline;
    this.run();
  }

  stop(): void {
    this.isOnline = false;
    this.rest?.cancel();
    this.rest = undefined;
    this.fetch?.end();
  }

  private run(): void {
    const waitingCount = this.queues.first.length + this.queues['in-order'].length;
    if (!this.isOnline || this.rest !== undefined || waitingCount === 0) return;
    this.fetch ??= this.open();
    const { fetch } = this;
    while (fetch.openWants < BLOB_WANTS_OPEN) {
      const blob = this.queues.first.shift() ?? this.queues['in-order'].shift();
      if (blob === undefined) return;
      fetch.want(blob);
    }
  }

  private open(): BlobFetch {
    const { blobs, log, openChannel, tellDiskFull } = this.parts;
    return new BlobFetch(
      openChannel(),
      {
        blobs,
        log,
        onProgress: (blob) => this.progressed(blob),
        onSettled: (blob, outcome) => this.settled(blob, outcome),
        onWrong: () => {
          this.wrongCount += 1;
        },
        onDiskFull: () => {
          tellDiskFull(true);
          this.restFor(DISK_FULL_RETRY_MS, true);
        },
      },
      (close, unsettled) => this.closed(close, unsettled),
    );
  }

  private progressed(blob: string): void {
    this.hasProgressed = true;
    this.retryMs = BLOB_RETRY_MS_MIN;
    this.parts.tellDiskFull(false);
    this.parts.onProgress(blob);
  }

  private settled(blob: string, outcome: FetchOutcome): void {
    if (outcome === 'whole') {
      this.rankOf.delete(blob);
      this.parts.onWhole(blob);
    } else if (outcome === 'not-yours' || outcome === 'too-large') {
      this.rankOf.delete(blob); // asking again changes nothing
    } else {
      const queue = this.queues[this.rankOf.get(blob) ?? 'in-order'];
      if (outcome === 'partial') queue.unshift(blob);
      else queue.push(blob);
      if (!this.hasProgressed) this.restForRetry();
    }
    this.hasProgressed = false;
    this.run();
  }

  private closed(close: ChannelClose, unsettled: readonly string[]): void {
    this.fetch = undefined;
    for (const blob of [...unsettled].reverse()) this.queues[this.rankOf.get(blob) ?? 'in-order'].unshift(blob);
    if (this.wrongCount >= BLOB_WRONG_MAX) {
      this.parts.log('blobs: too many wrong chunks, resting');
      this.wrongCount = 0;
      this.restFor(BLOB_WRONG_REST_MS, true);
      return;
    }
    if (close.reason !== 'ended') this.restForRetry();
    this.run();
  }

  private restForRetry(): void {
    this.restFor(this.retryMs, false);
    this.retryMs = Math.min(2 * this.retryMs, BLOB_RETRY_MS_MAX);
  }

  private restFor(ms: number, isFirm: boolean): void {
    if (this.rest !== undefined) return;
    const cancel = this.parts.after(ms, () => {
      this.rest = undefined;
      this.run();
    });
    this.rest = { cancel, isFirm };
  }

  /** A new line is a new chance, but not for a peer whose chunks were wrong or a disk that is full. */
  private wakeUp(): void {
    this.retryMs = BLOB_RETRY_MS_MIN;
    if (this.rest === undefined || this.rest.isFirm) return;
    this.rest.cancel();
    this.rest = undefined;
  }
}
