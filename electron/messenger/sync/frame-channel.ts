import {
  type Channel,
  type ChannelClose,
  type ChannelPacket,
  concat,
  type JsonObject,
  PIECE_BYTES_MAX,
} from '../../../switch/index.ts';
import { FRAME_FLUSH_BYTES, FRAME_PART_BYTES_MIN } from '../limits.ts';
import { encodeFrameHead, type Frame, FrameReader } from './frames.ts';

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
  private isUnheard = false;
  private hearers: (() => void)[] = [];
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
    channel.onAcked(() => this.heard());
    channel.onClose((close) => this.close(close));
    channel.onPacket((packet, done) => this.handlePacket(packet, done));
  }

  /** Packets that came so far: whether the other side still says anything. */
  get packetCount(): number {
    return this.packets;
  }

  get isClosed(): boolean {
    return this.closed !== undefined;
  }

  /**
   * Queues a frame, whose body is left alone from now on; those of one turn leave together. After the close or our end it is
   * dropped: the log sends it again.
   */
  send(json: JsonObject, body?: Uint8Array): void {
    if (this.closed !== undefined || this.hasEnded) return;
    const head = encodeFrameHead(json, body?.length ?? 0);
    this.waiting.push(head);
    if (body !== undefined) this.waiting.push(body);
    this.waitingBytes += head.length + (body?.length ?? 0);
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

  /** Nothing was acknowledged since we last said something: it is on its way, or the way is closed for a while. */
  get isInDoubt(): boolean {
    return this.isUnheard || this.waitingBytes > 0;
  }

  /** Resolves once something is acknowledged, or the channel is closed. */
  async whenHeard(): Promise<void> {
    if (!this.isInDoubt || this.closed !== undefined) return;
    await new Promise<void>((resolve) => this.hearers.push(resolve));
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
    const parts = joinSmall(this.waiting);
    this.waiting = [];
    this.waitingBytes = 0;
    this.isUnheard = true;
    for (const part of parts) {
      for (let offset = 0; offset < part.length; offset += PIECE_BYTES_MAX) {
        const body = part.subarray(offset, offset + PIECE_BYTES_MAX);
        this.isFull = !this.channel.send({ body, isPiece: true }); // frames say where they end themselves
      }
    }
  }

  /** Done with at once wherever nobody waits for anything: a turn of its own for each packet would be most of what it costs. */
  private handlePacket(packet: ChannelPacket, done: () => void): void {
    try {
      const taking = this.takePacket(packet);
      if (taking === undefined) done();
      else taking.then(done, (error: unknown) => this.giveUp(error));
    } catch (error) {
      this.giveUp(error);
    }
  }

  private takePacket(packet: ChannelPacket): undefined | Promise<void> {
    this.packets += 1;
    if (!this.hasOpening) {
      this.hasOpening = true;
      if (packet.json.v !== CHANNEL_OPENING.v) {
        this.fail('unknown version');
        return undefined;
      }
    }
    const frames = this.reader.push(packet.body);
    if (frames.ok) return this.takeFrames(frames.value, 0);
    this.fail(frames.error);
    return undefined;
  }

  /** From the one at `first`: the next waits for whatever the one before it does. */
  private takeFrames(frames: readonly Frame[], first: number): undefined | Promise<void> {
    for (const [index, frame] of frames.slice(first).entries()) {
      if (this.closed !== undefined) return undefined;
      const taking = this.handlers.onFrame(frame);
      if (taking !== undefined) return taking.then(() => this.takeFrames(frames, first + index + 1));
    }
    return undefined;
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

  private heard(): void {
    this.isUnheard = false;
    for (const resolve of this.hearers.splice(0)) resolve();
  }

  private close(close: ChannelClose): void {
    this.closed = close;
    this.waiting = [];
    this.waitingBytes = 0;
    this.makeRoom();
    this.heard();
    this.handlers.onClose(close);
  }
}

/** Small parts that follow each other become one; a piece of a film is sent from where it lies. */
function* joinSmall(parts: readonly Uint8Array[]): Generator<Uint8Array> {
  let small: Uint8Array[] = [];
  for (const part of parts) {
    if (part.length < FRAME_PART_BYTES_MIN) {
      small.push(part);
      continue;
    }
    yield concat(...small);
    small = [];
    yield part;
  }
  yield concat(...small);
}
