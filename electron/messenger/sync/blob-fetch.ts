import type { Channel, ChannelClose } from '../../../switch/index.ts';
import { describeError } from '../describe-error.ts';
import { BLOB_WRITING_BYTES_MAX } from '../limits.ts';
import { isDiskFull, isStoreClosed } from '../store-trouble.ts';
import { FrameChannel } from './frame-channel.ts';
import { ChunkHead, DoneHead, ManifestHead, NoneHead } from './frame-shapes.ts';
import type { Frame } from './frames.ts';

/** One want: runs of chunks [first, count] of a blob, and its manifest if that is not here yet. */
export interface FetchJob {
  readonly blob: string;
  readonly manifest: boolean;
  readonly runs: readonly (readonly [first: number, count: number])[];
}

/** How a want ended. */
export type FetchOutcome = 'done' | 'unknown' | 'not-yours' | 'busy';

export interface BlobFetchHost {
  /** `stop`: it is what its id says, and not wanted any more. */
  putManifest(blob: string, manifest: Uint8Array): Promise<'stored' | 'wrong' | 'stop'>;
  /** Bytes of this chunk; 0 beyond the end or without a manifest, undefined if it is not wanted any more. */
  chunkBytes(blob: string, index: number): number | undefined;
  /** `bytes` are given away. */
  putChunk(blob: string, index: number, bytes: Uint8Array): Promise<'stored' | 'wrong'>;
  /** A want was answered to its end, though not all of it may be on disk yet: there is room for another. */
  onAnswered(): void;
  onSettled(job: FetchJob, outcome: FetchOutcome): void;
  onWrong(): void;
  onDiskFull(): void;
  log(line: string): void;
}

interface PiecePlace {
  readonly blob: string;
  readonly index: number;
  /** In its chunk. */
  readonly offset: number;
}

/** A want that is not settled yet. */
interface OpenJob {
  readonly job: FetchJob;
  /** Its chunks that came and are not on disk yet. */
  writing: number;
  /** What the other side said last of it. */
  outcome: FetchOutcome | undefined;
}

/**
 * One outgoing `_blob` channel: asks, puts pieces together, and hands over what came, chunk by chunk. The next chunks come while
 * the ones before are written: a disk takes its time for each, and the line would rest meanwhile.
 */
export class BlobFetch {
  private readonly frames: FrameChannel;
  /** In the order in which they are answered. */
  private readonly jobs: OpenJob[] = [];
  private writingBytes = 0;
  private onWritten: (() => void) | undefined;
  /** We end the channel: all that is open is given back with its close. */
  private hasFailed = false;
  /** The chunk whose pieces are coming. */
  private chunk:
    | { readonly blob: string; readonly index: number; readonly bytes: Uint8Array; filled: number }
    | undefined;

  constructor(
    channel: Channel,
    private readonly host: BlobFetchHost,
    onClose: (close: ChannelClose, unsettled: readonly FetchJob[]) => void,
  ) {
    this.frames = new FrameChannel(channel, {
      onFrame: (frame) => this.take(frame),
      onClose: (close) =>
        onClose(
          close,
          this.jobs.map(({ job }) => job),
        ),
      onBug: (error) => this.giveUp(error),
    });
  }

  get openWants(): number {
    return this.jobs.length;
  }

  /** Those of which the other side still has something to say. */
  get unanswered(): number {
    return this.jobs.filter(({ outcome }) => outcome === undefined).length;
  }

  /** The other side has not said its last word on it. */
  isUnanswered(job: FetchJob): boolean {
    return this.jobs.some((open) => open.job === job && open.outcome === undefined);
  }

  /** Packets that came: whether the other side still gives anything. */
  get packetCount(): number {
    return this.frames.packetCount;
  }

  want(job: FetchJob): void {
    this.jobs.push({ job, writing: 0, outcome: undefined });
    const { blob, manifest, runs } = job;
    this.frames.send({ t: 'want', blob, ...(manifest ? { manifest } : {}), chunks: runs });
  }

  fail(message: string): void {
    this.hasFailed = true;
    this.frames.fail(message);
  }

  end(): void {
    this.frames.end();
  }

  private take(frame: Frame): void | Promise<void> {
    switch (frame.t) {
      case 'manifest':
        return this.takeManifest(frame);
      case 'chunk':
        return this.takeChunk(frame);
      case 'done':
        return this.settle(DoneHead.safeParse(frame.json).data?.blob, 'done');
      case 'none':
        return this.takeNone(frame);
      default: // from a newer version
    }
  }

  private async takeManifest(frame: Frame): Promise<void> {
    const blob = ManifestHead.safeParse(frame.json).data?.blob;
    if (blob === undefined) return this.fail('bad frame');
    if (!this.isAsked(blob)) return;
    if ((await this.host.putManifest(blob, frame.body)) === 'wrong') this.wrong('wrong manifest');
  }

  private takeChunk(frame: Frame): void | Promise<void> {
    const head = ChunkHead.safeParse(frame.json).data;
    if (head === undefined) return this.fail('bad frame');
    const { blob, index } = head;
    const open = this.jobOf(blob);
    const length = open && this.host.chunkBytes(blob, index);
    if (open === undefined || length === undefined) return; // given up while it was on its way
    const bytes = this.addPiece(head, frame.body, length);
    if (bytes === 'bad') return this.fail('bad frame');
    if (bytes === undefined) return;
    void this.write(open, bytes, index);
    if (this.writingBytes > BLOB_WRITING_BYTES_MAX) return new Promise((resolve) => (this.onWritten = resolve));
  }

  /** The chunk, once its last piece is here. One that came in one piece is not copied. */
  private addPiece(
    { blob, index, offset }: PiecePlace,
    body: Uint8Array,
    length: number,
  ): Uint8Array | 'bad' | undefined {
    if (body.length === 0 || offset + body.length > length) return 'bad';
    if (offset === 0 && body.length === length) {
      this.chunk = undefined;
      return body;
    }
    if (offset === 0) this.chunk = { blob, index, bytes: new Uint8Array(length), filled: 0 };
    const { chunk } = this;
    if (chunk === undefined || chunk.blob !== blob || chunk.index !== index || chunk.filled !== offset) return 'bad';
    chunk.bytes.set(body, offset);
    chunk.filled += body.length;
    if (chunk.filled < length) return undefined;
    this.chunk = undefined;
    return chunk.bytes;
  }

  private async write(open: OpenJob, bytes: Uint8Array, index: number): Promise<void> {
    const { length } = bytes; // the store takes them away
    open.writing += 1;
    this.writingBytes += length;
    try {
      const stored = await this.host.putChunk(open.job.blob, index, bytes);
      if (stored === 'wrong' && !this.hasFailed) this.wrong('wrong chunk');
    } catch (error) {
      if (!this.hasFailed) this.giveUp(error);
      this.fail('internal error');
    }
    open.writing -= 1;
    this.writingBytes -= length;
    this.onWritten?.();
    this.settleWritten();
  }

  private takeNone(frame: Frame): void {
    const head = NoneHead.safeParse(frame.json).data;
    const why = head?.why;
    this.settle(head?.blob, why === 'not yours' ? 'not-yours' : why === 'busy' ? 'busy' : 'unknown');
  }

  private settle(blob: string | undefined, outcome: FetchOutcome): void {
    if (blob === undefined) this.fail('bad frame');
    const open = blob === undefined ? undefined : this.jobOf(blob);
    if (open === undefined) return;
    open.outcome = outcome;
    this.settleWritten();
    this.host.onAnswered();
  }

  /** What was answered to its end, and lies on the disk as far as it came. */
  private settleWritten(): void {
    if (this.hasFailed || this.frames.isClosed) return; // what is open is given back with the close
    for (const { job, outcome, writing } of [...this.jobs]) {
      if (outcome === undefined || writing > 0) continue;
      this.jobs.splice(
        this.jobs.findIndex((open) => open.job === job),
        1,
      );
      this.host.onSettled(job, outcome);
    }
  }

  private isAsked(blob: string): boolean {
    return this.jobOf(blob) !== undefined;
  }

  /** Of several wants of one blob, the one that is being answered. */
  private jobOf(blob: string): OpenJob | undefined {
    return this.jobs.find((open) => open.job.blob === blob && open.outcome === undefined);
  }

  private wrong(message: string): void {
    this.host.onWrong();
    this.fail(message);
  }

  private giveUp(error: unknown): void {
    if (isDiskFull(error)) this.host.onDiskFull();
    else if (!isStoreClosed(error)) this.host.log(`blob fetch: ${describeError(error)}`);
  }
}
