import type { Channel, ChannelClose, ChannelPacket, Hashname } from '../index.ts';
import { ChannelStream } from './channel-stream.ts';
import { errorOfClose, SwitchError } from './errors.ts';
import { type WaitOptions, waitFor } from './waiting.ts';

/** What is sent: its JSON, a body of at most CHANNEL_BODY_BYTES_MAX bytes, and whether it is the last. */
export type SentPacket = Parameters<Channel['send']>[0];

interface Arrived {
  readonly packet: ChannelPacket;
  readonly done: () => void;
}

/**
 * One channel, for a program. Packets are awaited: the next one, and the acknowledgement of this one, wait until the program
 * asks for the next, so whoever is slow slows the other side down, and nothing piles up.
 *
 *     for await (const { json } of channel) await channel.send({ json: answerTo(json) });
 *
 * The loop ends with the channel, and throws a SwitchError if that wasn't in order. Leaving it early ends nothing.
 */
export class ProgramChannel implements AsyncIterable<ChannelPacket> {
  /** When and how it ended. Never rejects. */
  readonly closed: Promise<ChannelClose>;
  readonly #channel: Channel;
  readonly #isHalfOpen: boolean;
  #close: ChannelClose | undefined;
  #arrived: Arrived | undefined;
  /** Of the packet that the program deals with. */
  #done: () => void = () => undefined;
  #hasTheirEnd = false;
  #stream: ChannelStream | undefined;
  /** Those who wait for a packet, for room, or for the close. They look again at whatever happens. */
  readonly #waiting = new Set<() => void>();

  constructor(channel: Channel, isHalfOpen = false) {
    this.#channel = channel;
    this.#isHalfOpen = isHalfOpen;
    channel.onPacket((packet, done) => {
      this.#arrived = { packet, done };
      this.#wake();
    });
    channel.onDrain(() => this.#wake());
    this.closed = new Promise((resolve) => {
      channel.onClose((close) => {
        this.#close = close;
        resolve(close);
        this.#wake();
      });
    });
  }

  get peer(): Hashname {
    return this.#channel.peer;
  }

  get type(): string {
    return this.#channel.type;
  }

  get isReliable(): boolean {
    return this.#channel.isReliable;
  }

  /** True if the other side started it. */
  get isIncoming(): boolean {
    return this.#channel.isIncoming;
  }

  /** Queues one packet. Resolves when there is room for the next, rejects if the channel is over. */
  async send(packet: SentPacket, options: WaitOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
    this.#refuseStreamed();
    if (this.#close !== undefined) throw this.#error();
    if (this.#channel.send(packet)) return;
    await waitFor<void>(options, (resolve) => this.#waiting.add(resolve));
    if (this.#close !== undefined && packet.end !== true) throw this.#error();
  }

  /** The next packet; undefined once the other side has ended in order. */
  async receive(options: WaitOptions = {}): Promise<ChannelPacket | undefined> {
    options.signal?.throwIfAborted();
    this.#refuseStreamed();
    this.#finishPacket();
    while (this.#arrived === undefined && this.#close === undefined && !this.#hasTheirEnd)
      await waitFor<void>(options, (resolve) => this.#waiting.add(resolve));
    const arrived = this.#arrived;
    if (arrived === undefined) return this.#nothingMore();
    this.#arrived = undefined;
    this.#done = arrived.done;
    this.#hasTheirEnd ||= arrived.packet.end;
    return arrived.packet;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ChannelPacket, void, undefined> {
    for (let packet = await this.receive(); packet !== undefined; packet = await this.receive()) yield packet;
  }

  /** Ends it in order, with a last packet. Nothing if it is over. */
  end(packet: Omit<SentPacket, 'end'> = {}): void {
    this.#refuseStreamed();
    this.#finishPacket();
    if (this.#close === undefined) this.#channel.send({ ...packet, end: true });
  }

  /** Ends it at once, in both directions, with an error that the other side is told. */
  fail(message: string): void {
    this.#channel.fail(message);
  }

  /** From here on its bytes, as a Node stream; JSON and the borders of packets mean nothing any more. */
  stream(): ChannelStream {
    if (!this.isReliable) throw new TypeError('an unreliable channel is no stream');
    this.#finishPacket();
    this.#stream ??= new ChannelStream(this.#replaying(), { isHalfOpen: this.#isHalfOpen });
    return this.#stream;
  }

  /** The channel for a new reader: what has come and wasn't read comes again, and so does the close. */
  #replaying(): Channel {
    const channel = this.#channel;
    return {
      peer: channel.peer,
      type: channel.type,
      isReliable: true,
      isIncoming: channel.isIncoming,
      channelId: channel.channelId,
      send: (packet) => channel.send(packet),
      fail: (message) => channel.fail(message),
      onAcked: (handler) => channel.onAcked(handler),
      onDrain: (handler) => channel.onDrain(handler),
      onPacket: (handler) => {
        channel.onPacket(handler);
        const arrived = this.#arrived;
        this.#arrived = undefined;
        if (arrived !== undefined) queueMicrotask(() => handler(arrived.packet, arrived.done));
      },
      onClose: (handler) => void this.closed.then(handler),
    };
  }

  #refuseStreamed(): void {
    if (this.#stream !== undefined) throw new TypeError('the channel is a stream now');
  }

  #finishPacket(): void {
    const done = this.#done;
    this.#done = () => undefined;
    done();
  }

  #nothingMore(): undefined {
    const error = this.#close && errorOfClose(this.#close);
    if (error !== undefined && !this.#hasTheirEnd) throw error;
    return undefined;
  }

  #error(): SwitchError {
    const error = this.#close && errorOfClose(this.#close);
    return error ?? new SwitchError('closed', 'the channel has ended');
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}
