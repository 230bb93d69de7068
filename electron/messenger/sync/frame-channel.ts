import {
  CHANNEL_BODY_BYTES_MAX,
  type Channel,
  type ChannelClose,
  type ChannelPacket,
  type JsonObject,
} from '../../../switch/index.ts';
import { FRAME_FLUSH_BYTES } from '../limits.ts';
import { encodeFrame, type Frame, FrameReader } from './frames.ts';

/** JSON of the first packet of every channel of ours (WIRE.md "Frames"). */
export const CHANNEL_OPENING = { v: 1 } as const;

export interface FrameHandlers {
  /** Called for one frame after the other; a promise holds back the next one, and the sender with it. */
  readonly onFrame: (frame: Frame) => void | Promise<void>;
  /** Called once, last. */
  readonly onClose: (close: ChannelClose) => void;
  /** A handler threw: the channel was failed, the next one starts afresh. */
  readonly onBug: (error: unknown) => void;
  /** Longest frame that is read; by default the longest there is. */
  readonly frameBytesMax?: number;
}

/** A reliable channel that speaks in frames: gathers small ones into full packets, and passes back-pressure both ways. */
export class FrameChannel {
  private readonly reader: FrameReader;
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  private isFlushDue = false;
  private isFull = false;
  private hasOpening: boolean;
  private roomWaiters: (() => void)[] = [];
  private closed: ChannelClose | undefined;
  private hasEnded = false;
  private packets = 0;

  constructor(
    readonly channel: Channel,
    private readonly handlers: FrameHandlers,
  ) {
    this.reader = new FrameReader(handlers.frameBytesMax);
    this.hasOpening = !channel.isIncoming;
    channel.onDrain(() => this.makeRoom());
    channel.onClose((close) => this.close(close));
    channel.onPacket((packet, done) => {
      this.takePacket(packet).then(done, (error: unknown) => this.giveUp(error));
    });
  }

  /** Packets that came so far: whether the other side still says anything. */
  get packetCount(): number {
    return this.packets;
  }

  get isClosed(): boolean {
    return this.closed !== undefined;
  }

  /** Queues a frame; those of one turn leave together. After the close or our end it is dropped: the log sends it again. */
  send(json: JsonObject, body?: Uint8Array): void {
    if (this.closed !== undefined || this.hasEnded) return;
    const frame = encodeFrame(json, body);
    this.waiting.push(frame);
    this.waitingBytes += frame.length;
    if (this.waitingBytes >= FRAME_FLUSH_BYTES) {
      this.flush();
      return;
    }
    if (this.isFlushDue) return;
    this.isFlushDue = true;
    queueMicrotask(() => this.flush());
  }

  /** Resolves once the channel takes more, or is closed. */
  async whenRoom(): Promise<void> {
    if (this.waitingBytes > 0) this.flush();
    if (!this.isFull || this.closed !== undefined) return;
    await new Promise<void>((resolve) => this.roomWaiters.push(resolve));
  }

  /** Says that nothing more comes from here. */
  end(): void {
    if (this.closed !== undefined || this.hasEnded) return;
    this.flush();
    this.hasEnded = true;
    this.channel.send({ end: true });
  }

  fail(message: string): void {
    if (this.closed === undefined) this.channel.fail(message);
  }

  private flush(): void {
    this.isFlushDue = false;
    if (this.waitingBytes === 0 || this.closed !== undefined || this.hasEnded) return;
    const bytes = concat(this.waiting);
    this.waiting = [];
    this.waitingBytes = 0;
    for (let offset = 0; offset < bytes.length; offset += CHANNEL_BODY_BYTES_MAX) {
      const body = bytes.subarray(offset, offset + CHANNEL_BODY_BYTES_MAX);
      this.isFull = !this.channel.send({ body, isPiece: true }); // frames say where they end themselves
    }
  }

  private async takePacket(packet: ChannelPacket): Promise<void> {
    this.packets += 1;
    if (!this.hasOpening) {
      this.hasOpening = true;
      if (packet.json.v !== CHANNEL_OPENING.v) return this.fail('unknown version');
    }
    const frames = this.reader.push(packet.body);
    if (!frames.ok) return this.fail(frames.error);
    for (const frame of frames.value) {
      if (this.closed !== undefined) return;
      await this.handlers.onFrame(frame);
    }
  }

  private giveUp(error: unknown): void {
    this.fail('internal error');
    this.handlers.onBug(error);
  }

  private makeRoom(): void {
    this.isFull = false;
    const waiters = this.roomWaiters;
    this.roomWaiters = [];
    for (const resolve of waiters) resolve();
  }

  private close(close: ChannelClose): void {
    this.closed = close;
    this.waiting = [];
    this.waitingBytes = 0;
    this.makeRoom();
    this.handlers.onClose(close);
  }
}

/** Not copied where it is one: a piece of a film is. */
function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const { buffer, byteOffset, length } = Buffer.concat(parts);
  return new Uint8Array(buffer, byteOffset, length);
}
