import type { Channel, ChannelClose } from '../../../switch/index.ts';
import type { BlobInfo, BlobStore } from '../blobs/blob-store.ts';
import { BLOB_RUNS_MAX } from '../limits.ts';
import { isDiskFull } from '../store-trouble.ts';
import { FrameChannel } from './frame-channel.ts';
import { ChunkHead, DoneHead, ManifestHead, NoneHead } from './frame-shapes.ts';
import type { Frame } from './frames.ts';

/** Asks for all there are: chunks beyond the end are left out by the giver (WIRE.md "_blob"). */
const ALL_CHUNKS: readonly [number, number] = [0, 8_192];

/** How a want ended. `wrong`: what came was not the blob; the channel is failed. */
export type FetchOutcome = 'whole' | 'partial' | 'unknown' | 'not-yours' | 'busy' | 'too-large';

export interface BlobFetchHost {
  readonly blobs: BlobStore;
  /** Another chunk of it is stored. */
  onProgress(blob: string): void;
  onSettled(blob: string, outcome: FetchOutcome): void;
  onWrong(): void;
  onDiskFull(): void;
  log(line: string): void;
}

interface Fetching {
  info: BlobInfo | undefined;
  /** The chunk whose pieces are coming. */
  chunk: { readonly index: number; readonly bytes: Uint8Array; filled: number } | undefined;
}

/** One outgoing `_blob` channel: asks, checks what comes against the manifest, stores it chunk by chunk. */
export class BlobFetch {
  private readonly frames: FrameChannel;
  private readonly fetching = new Map<string, Fetching>();

  constructor(
    channel: Channel,
    private readonly host: BlobFetchHost,
    onClose: (close: ChannelClose, unsettled: readonly string[]) => void,
  ) {
    this.frames = new FrameChannel(channel, {
      onFrame: (frame) => this.take(frame),
      onClose: (close) => onClose(close, [...this.fetching.keys()]),
      onBug: (error) => this.giveUp(error),
    });
  }

  get openWants(): number {
    return this.fetching.size;
  }

  /** Asks for what is missing of a blob. If that can't even be looked up, the channel gives it back by its close. */
  want(blob: string): void {
    const fetching: Fetching = { info: undefined, chunk: undefined };
    this.fetching.set(blob, fetching);
    this.ask(blob, fetching).catch((error: unknown) => {
      this.giveUp(error);
      this.frames.fail('internal error');
    });
  }

  end(): void {
    this.frames.end();
  }

  private async ask(blob: string, fetching: Fetching): Promise<void> {
    const info = await this.host.blobs.expect(blob);
    if (info.isWhole) return this.settle(blob, 'whole');
    if (info.chunkCount === undefined) {
      this.frames.send({ t: 'want', blob, manifest: true, chunks: [ALL_CHUNKS] });
      return;
    }
    fetching.info = info;
    const runs = runsOf(await this.host.blobs.missingChunks(blob));
    this.frames.send({ t: 'want', blob, chunks: runs.slice(0, BLOB_RUNS_MAX) });
  }

  private take(frame: Frame): void | Promise<void> {
    switch (frame.t) {
      case 'manifest':
        return this.takeManifest(frame);
      case 'chunk':
        return this.takeChunk(frame);
      case 'done':
        return this.takeDone(frame);
      case 'none':
        return this.takeNone(frame);
      default: // from a newer version
    }
  }

  private async takeManifest(frame: Frame): Promise<void> {
    const head = ManifestHead.safeParse(frame.json);
    if (!head.success) return this.frames.fail('bad frame');
    const fetching = this.fetching.get(head.data.blob);
    if (fetching === undefined || fetching.info !== undefined) return;
    const stored = await this.host.blobs.putManifest(head.data.blob, frame.body);
    if (stored === 'not-the-manifest') return this.wrong('wrong manifest');
    if (stored === 'too-large') return this.settle(head.data.blob, 'too-large');
    fetching.info = await this.host.blobs.info(head.data.blob);
  }

  private async takeChunk(frame: Frame): Promise<void> {
    const head = ChunkHead.safeParse(frame.json);
    if (!head.success) return this.frames.fail('bad frame');
    const { blob, index, offset } = head.data;
    const fetching = this.fetching.get(blob);
    if (fetching === undefined) return; // settled as too large, while its chunks were on their way
    if (fetching.info === undefined) return this.frames.fail('bad frame');
    if (offset === 0) fetching.chunk = { index, bytes: new Uint8Array(chunkBytes(fetching.info, index)), filled: 0 };
    const chunk = fetching.chunk;
    const isNext = chunk !== undefined && chunk.index === index && chunk.filled === offset;
    if (!isNext || offset + frame.body.length > chunk.bytes.length || frame.body.length === 0) {
      return this.frames.fail('bad frame');
    }
    chunk.bytes.set(frame.body, offset);
    chunk.filled += frame.body.length;
    if (chunk.filled < chunk.bytes.length) return;
    fetching.chunk = undefined;
    if ((await this.host.blobs.putChunk(blob, index, chunk.bytes)) !== 'stored') return this.wrong('wrong chunk');
    this.host.onProgress(blob);
  }

  private async takeDone(frame: Frame): Promise<void> {
    const head = DoneHead.safeParse(frame.json);
    if (!head.success) return this.frames.fail('bad frame');
    if (!this.fetching.has(head.data.blob)) return;
    const info = await this.host.blobs.info(head.data.blob);
    this.settle(head.data.blob, info?.isWhole === true ? 'whole' : 'partial');
  }

  private takeNone(frame: Frame): void {
    const head = NoneHead.safeParse(frame.json);
    if (!head.success) {
      this.frames.fail('bad frame');
      return;
    }
    const { blob, why } = head.data;
    if (!this.fetching.has(blob)) return;
    this.settle(blob, why === 'not yours' ? 'not-yours' : why === 'busy' ? 'busy' : 'unknown');
  }

  private settle(blob: string, outcome: FetchOutcome): void {
    this.fetching.delete(blob);
    this.host.onSettled(blob, outcome);
  }

  private wrong(message: string): void {
    this.host.onWrong();
    this.frames.fail(message);
  }

  private giveUp(error: unknown): void {
    if (isDiskFull(error)) this.host.onDiskFull();
    else this.host.log(`blob fetch: ${String(error)}`);
  }
}

/** Length of a chunk; the last one is shorter, one beyond the end has none. */
function chunkBytes({ length = 0, chunkLength = 0 }: BlobInfo, index: number): number {
  return Math.max(0, Math.min(chunkLength, length - index * chunkLength));
}

/** [3, 4, 5, 9] as [[3, 3], [9, 1]]. */
export function runsOf(indices: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const index of indices) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === index) last[1] += 1;
    else runs.push([index, 1]);
  }
  return runs;
}
