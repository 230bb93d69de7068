import type { Channel, ChannelClose } from '../../../switch/index.ts';
import { describeError } from '../describe-error.ts';
import { isDiskFull } from '../store-trouble.ts';
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
  putChunk(blob: string, index: number, bytes: Uint8Array): Promise<'stored' | 'wrong'>;
  onSettled(job: FetchJob, outcome: FetchOutcome): void;
  onWrong(): void;
  onDiskFull(): void;
  log(line: string): void;
}

/** One outgoing `_blob` channel: asks, puts pieces together, and hands over what came, chunk by chunk. */
export class BlobFetch {
  private readonly frames: FrameChannel;
  /** In the order in which they are answered. */
  private readonly jobs: FetchJob[] = [];
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
      onClose: (close) => onClose(close, [...this.jobs]),
      onBug: (error) => this.giveUp(error),
    });
  }

  get openWants(): number {
    return this.jobs.length;
  }

  /** Packets that came: whether the other side still gives anything. */
  get packetCount(): number {
    return this.frames.packetCount;
  }

  want(job: FetchJob): void {
    this.jobs.push(job);
    const { blob, manifest, runs } = job;
    this.frames.send({ t: 'want', blob, ...(manifest ? { manifest } : {}), chunks: runs });
  }

  fail(message: string): void {
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

  private async takeChunk(frame: Frame): Promise<void> {
    const head = ChunkHead.safeParse(frame.json).data;
    if (head === undefined) return this.fail('bad frame');
    const { blob, index, offset } = head;
    const length = this.isAsked(blob) ? this.host.chunkBytes(blob, index) : undefined;
    if (length === undefined) return; // given up while it was on its way
    if (offset === 0) this.chunk = { blob, index, bytes: new Uint8Array(length), filled: 0 };
    const { chunk } = this;
    const isNext = chunk !== undefined && chunk.blob === blob && chunk.index === index && chunk.filled === offset;
    if (!isNext || offset + frame.body.length > chunk.bytes.length || frame.body.length === 0)
      return this.fail('bad frame');
    chunk.bytes.set(frame.body, offset);
    chunk.filled += frame.body.length;
    if (chunk.filled < chunk.bytes.length) return;
    this.chunk = undefined;
    if ((await this.host.putChunk(blob, index, chunk.bytes)) === 'wrong') this.wrong('wrong chunk');
  }

  private takeNone(frame: Frame): void {
    const head = NoneHead.safeParse(frame.json).data;
    const why = head?.why;
    this.settle(head?.blob, why === 'not yours' ? 'not-yours' : why === 'busy' ? 'busy' : 'unknown');
  }

  private settle(blob: string | undefined, outcome: FetchOutcome): void {
    if (blob === undefined) this.fail('bad frame');
    const at = this.jobs.findIndex((job) => job.blob === blob);
    const [job] = at === -1 ? [] : this.jobs.splice(at, 1);
    if (job !== undefined) this.host.onSettled(job, outcome);
  }

  private isAsked(blob: string): boolean {
    return this.jobs.some((job) => job.blob === blob);
  }

  private wrong(message: string): void {
    this.host.onWrong();
    this.fail(message);
  }

  private giveUp(error: unknown): void {
    if (isDiskFull(error)) this.host.onDiskFull();
    else this.host.log(`blob fetch: ${describeError(error)}`);
  }
}
