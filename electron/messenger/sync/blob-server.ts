import type { Channel, ChannelClose } from '../../../switch/index.ts';
import type { BlobInfo, BlobStore } from '../blobs/blob-store.ts';
import { describeError } from '../describe-error.ts';
import { BLOB_PIECE_BYTES, BLOB_PIECES_AHEAD, BLOB_WANTS_MAX } from '../limits.ts';
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
    if (!(await this.servePieces(blob, piecesOf(chunks, info)))) return this.none(blob, 'unknown');
    if (!this.frames.isClosed) this.frames.send({ t: 'done', blob });
  }

  /** The next pieces are read while the one before them leaves. False if one is not here. */
  private async servePieces(blob: string, pieces: Iterator<Piece, undefined>): Promise<boolean> {
    const ahead: { readonly piece: Piece; readonly bytes: Promise<Uint8Array | undefined> }[] = [];
    const readAhead = () => {
      while (ahead.length < BLOB_PIECES_AHEAD) {
        const piece = pieces.next().value;
        if (piece === undefined) return;
        const bytes = this.host.blobs.read(blob, piece.at, piece.length);
        bytes.catch(() => undefined); // whoever awaits it is told
        ahead.push({ piece, bytes });
      }
    };
    for (;;) {
      readAhead();
      const next = ahead.shift();
      if (next === undefined) return true;
      const body = await next.bytes;
      if (body === undefined) return false;
      const { index, offset } = next.piece;
      this.frames.send({ t: 'chunk', blob, index, offset }, body);
      await this.frames.whenRoom();
      if (this.frames.isClosed) return true;
    }
  }

  private none(blob: string, why: 'unknown' | 'not yours' | 'busy'): void {
    this.frames.send({ t: 'none', blob, why });
  }
}

interface Piece {
  readonly index: number;
  /** In its chunk, and in the whole. */
  readonly offset: number;
  readonly at: number;
  readonly length: number;
}

/** What the chunks are sent in; those beyond the end are none. */
function* piecesOf(
  chunks: Want['chunks'],
  { length = 0, chunkLength = 0, chunkCount = 0 }: BlobInfo,
): Generator<Piece, undefined> {
  for (const [first, count] of chunks) {
    const end = Math.min(first + count, chunkCount);
    for (let index = first; index < end; index++) {
      const start = index * chunkLength;
      const bytes = Math.min(chunkLength, length - start);
      for (let offset = 0; offset < bytes; offset += BLOB_PIECE_BYTES)
        yield { index, offset, at: start + offset, length: Math.min(BLOB_PIECE_BYTES, bytes - offset) };
    }
  }
  return undefined;
}
