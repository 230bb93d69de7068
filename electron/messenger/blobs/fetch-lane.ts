import type { Channel, ChannelClose } from '../../../switch/index.ts';
import {
  BLOB_EMPTY_MAX,
  BLOB_RETRY_MS_MAX,
  BLOB_RETRY_MS_MIN,
  BLOB_STALL_MS,
  BLOB_TURN_MS,
  BLOB_WANTS_OPEN,
  BLOB_WANTS_WRITING_MAX,
  BLOB_WRONG_MAX,
  BLOB_WRONG_REST_MS,
  DISK_FULL_RETRY_MS,
} from '../limits.ts';
import { BlobFetch, type BlobFetchHost, type FetchJob, type FetchOutcome } from '../sync/blob-fetch.ts';

export interface LaneParts extends Pick<BlobFetchHost, 'putManifest' | 'chunkBytes' | 'putChunk'> {
  readonly device: string;
  /** Conversations shared with this device. */
  readonly convs: () => readonly string[];
  readonly openChannel: () => Channel;
  readonly after: (ms: number, callback: () => void) => () => void;
  /** What is to be asked next. */
  readonly next: () => FetchJob | undefined;
  readonly onSettled: (job: FetchJob, outcome: FetchOutcome | 'closed') => void;
  /** It was asked for, and nothing at all came for a while. */
  readonly onLate: (job: FetchJob) => void;
  readonly onOnline: () => void;
  readonly tellDiskFull: (isFull: boolean) => void;
  readonly log: (line: string) => void;
}

/** Fetching from one device: two wants that wait for their answer while there is a line, and a rest after what went wrong. */
export class FetchLane {
  private fetch: BlobFetch | undefined;
  private isOnline = false;
  private wrongCount = 0;
  /** Answers without anything since the last chunk. */
  private emptyCount = 0;
  private retryMs = BLOB_RETRY_MS_MIN;
  /** Firm: a new line does not end it. */
  private rest: { readonly cancel: () => void; readonly isFirm: boolean } | undefined;
  private cancelWatch: (() => void) | undefined;
  /** Of each want that nothing came for yet. */
  private readonly turns = new Set<() => void>();

  constructor(private readonly parts: LaneParts) {}

  get device(): string {
    return this.parts.device;
  }

  /** Conversations shared with this device. */
  convs(): readonly string[] {
    return this.parts.convs();
  }

  /** Something may be asked of it now. */
  get hasRoom(): boolean {
    if (!this.isOnline || this.rest !== undefined) return false;
    if (this.fetch === undefined) return true;
    return this.fetch.unanswered < BLOB_WANTS_OPEN && this.fetch.openWants < BLOB_WANTS_WRITING_MAX;
  }

  setOnline(isOnline: boolean): void {
    if (isOnline && !this.isOnline) this.wakeUp();
    this.isOnline = isOnline;
    this.run();
  }

  /** The line was replaced, or its packets go another way now: what failed before says nothing of it. */
  renew(): void {
    if (!this.isOnline) return;
    this.wakeUp();
    this.run();
  }

  stop(): void {
    this.isOnline = false;
    this.rest?.cancel();
    this.rest = undefined;
    this.cancelWatch?.();
    this.forgetTurns();
    this.fetch?.end();
  }

  /** Asks for as much as may be asked at a time. */
  run(): void {
    while (this.hasRoom) {
      const job = this.parts.next();
      if (job === undefined) return;
      this.fetch ??= this.open();
      this.fetch.want(job);
      this.watch();
      this.giveTurn(this.fetch, job);
    }
  }

  private open(): BlobFetch {
    const { putManifest, chunkBytes, log, openChannel, tellDiskFull, onSettled } = this.parts;
    return new BlobFetch(
      openChannel(),
      {
        putManifest,
        chunkBytes,
        log,
        putChunk: async (blob, index, bytes) => {
          const stored = await this.parts.putChunk(blob, index, bytes);
          if (stored === 'stored') {
            this.retryMs = BLOB_RETRY_MS_MIN;
            this.emptyCount = 0;
          }
          return stored;
        },
        onAnswered: () => this.run(),
        onSettled: (job, outcome) => {
          if (outcome === 'busy' || this.isEmpty(outcome)) this.restForRetry();
          onSettled(job, outcome);
          this.run();
        },
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

  /** Who has had nothing for so long is asked less often. */
  private isEmpty(outcome: FetchOutcome): boolean {
    if (outcome === 'done') return false;
    this.emptyCount += 1;
    return this.emptyCount >= BLOB_EMPTY_MAX;
  }

  private closed(close: ChannelClose, unsettled: readonly FetchJob[]): void {
    // A line that went away says nothing of the holder, and who gave anything at all is no lost cause.
    if (close.reason === 'line-reset' || (this.fetch?.packetCount ?? 0) > 0) this.retryMs = BLOB_RETRY_MS_MIN;
    this.fetch = undefined;
    this.cancelWatch?.();
    this.cancelWatch = undefined;
    this.forgetTurns();
    if (this.wrongCount >= BLOB_WRONG_MAX) {
      this.parts.log('blobs: too many wrong chunks, resting');
      this.wrongCount = 0;
      this.restFor(BLOB_WRONG_REST_MS, true);
    } else if (close.reason !== 'ended') {
      this.restForRetry();
    }
    for (const job of unsettled) this.parts.onSettled(job, 'closed');
    this.run();
  }

  /** Looks now and then whether anything still comes. */
  private watch(): void {
    if (this.cancelWatch !== undefined) return;
    const before = this.fetch?.packetCount;
    this.cancelWatch = this.parts.after(BLOB_STALL_MS, () => {
      this.cancelWatch = undefined;
      if (this.fetch === undefined || this.fetch.openWants === 0) return;
      if (this.fetch.packetCount === before) this.fetch.fail('stalled');
      else this.watch();
    });
  }

  /** For so long nobody else is asked; again, as long as anything comes. */
  private giveTurn(fetch: BlobFetch, job: FetchJob): void {
    const before = fetch.packetCount;
    const cancel = this.parts.after(BLOB_TURN_MS, () => {
      this.turns.delete(cancel);
      if (!fetch.isUnanswered(job)) return;
      if (fetch.packetCount === before) this.parts.onLate(job);
      else this.giveTurn(fetch, job);
    });
    this.turns.add(cancel);
  }

  private forgetTurns(): void {
    for (const cancel of this.turns) cancel();
    this.turns.clear();
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
    this.parts.onOnline();
    this.retryMs = BLOB_RETRY_MS_MIN;
    if (this.rest === undefined || this.rest.isFirm) return;
    this.rest.cancel();
    this.rest = undefined;
  }
}
