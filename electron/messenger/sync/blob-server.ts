import type { Channel, ChannelClose } from '../../../switch/index.ts';
import type { BlobInfo, BlobStore } from '../blobs/blob-store.ts';
import { describeError } from '../describe-error.ts';
import { BLOB_PIECE_BYTES, BLOB_WANTS_MAX } from '../limits.ts';
import { FrameChannel } from './frame-channel.ts';
import { WantHead } from './frame-shapes.ts';
import type { Frame } from './frames.ts';

export interface BlobServerHost {
  readonly blobs: BlobStore;
  /** Whether an event not written by the asker names it, in a conversation the asker takes part in. */
  mayServe(blob: string): Promise<boolean>;
  log(line: string): void;
}

interface Want {
  readonly blob: string;
  readonly manifest: boolean;
  readonly chunks: readonly (readonly [first: number, count: number])[];
}

/** Answers the wants of one incoming `_blob` channel, one after the other, no faster than the channel takes them. */
export class BlobServer {
  private readonly frames: FrameChannel;
  private readonly wants: Want[] = [];
  private isServing = false;

  constructor(
    channel: Channel,
    private readonly host: BlobServerHost,
    onClose: (close: ChannelClose) => void,
  ) {
    this.frames = new FrameChannel(channel, {
      onFrame: (frame) => this.take(frame),
      onClose,
      onBug: (error) => host.log(`blob server: ${describeError(error)}`),
    });
  }

  private take(frame: Frame): void {
    if (frame.t !== 'want') return;
    const head = WantHead.safeParse(frame.json);
    if (!head.success) {
      this.frames.fail('bad frame');
      return;
    }
    const { blob, manifest = false, chunks } = head.data;
    if (this.wants.length >= BLOB_WANTS_MAX) {
      this.none(blob, 'busy');
      return;
    }
    this.wants.push({ blob, manifest, chunks });
    if (this.isServing) return;
    this.isServing = true;
    void this.serveAll();
  }

  private async serveAll(): Promise<void> {
    try {
      for (let want = this.wants[0]; want !== undefined && !this.frames.isClosed; want = this.wants[0]) {
        await this.serve(want);
        this.wants.shift();
      }
    } catch (error) {
      this.host.log(`blob server: ${describeError(error)}`);
      this.frames.fail('internal error');
    }
    this.isServing = false;
  }

  private async serve({ blob, manifest, chunks }: Want): Promise<void> {
    if (!(await this.host.mayServe(blob))) return this.none(blob, 'not yours');
    const info = await this.host.blobs.info(blob);
    const bytes = await this.host.blobs.manifest(blob);
    if (info === undefined || bytes === undefined) return this.none(blob, 'unknown');
    if (manifest) this.frames.send({ t: 'manifest', blob }, bytes);
    for (const [first, count] of chunks) {
      const end = Math.min(first + count, info.chunkCount ?? 0);
      for (let index = first; index < end; index++) {
        if (!(await this.serveChunk(info, index))) return this.none(blob, 'unknown');
        if (this.frames.isClosed) return;
      }
    }
    this.frames.send({ t: 'done', blob });
  }

  /** False if a part of it is not here. */
  private async serveChunk({ id, length = 0, chunkLength = 0 }: BlobInfo, index: number): Promise<boolean> {
    const start = index * chunkLength;
    const end = Math.min(start + chunkLength, length);
    for (let offset = start; offset < end; offset += BLOB_PIECE_BYTES) {
      const piece = await this.host.blobs.read(id, offset, Math.min(BLOB_PIECE_BYTES, end - offset));
      if (piece === undefined) return false;
      this.frames.send({ t: 'chunk', blob: id, index, offset: offset - start }, piece);
      await this.frames.whenRoom();
      if (this.frames.isClosed) return true;
    }
    return true;
  }

  private none(blob: string, why: 'unknown' | 'not yours' | 'busy'): void {
    this.frames.send({ t: 'none', blob, why });
  }
}
