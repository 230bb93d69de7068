import { PIECE_BYTES_MAX } from '../constants.ts';
import type { Channel, ChannelClose } from '../endpoint.ts';
import { Fifo } from '../fifo.ts';

/**
 * Bytes over a reliable channel, in both directions, with back-pressure. Where packets begin and end means nothing; the
 * JSON of packets is not looked at. Takes over all handlers of its channel.
 */
export class ByteStream {
  readonly channel: Channel;
  /** What didn't fit into the channel's buffer yet, in pieces. */
  readonly #waiting = new Fifo<Uint8Array>();
  #isChannelFull = false;
  #isEnding = false;
  #isClosed = false;
  #drainHandler: (() => void) | undefined;
  #endHandler: (() => void) | undefined;

  constructor(channel: Channel) {
    this.channel = channel;
    channel.onDrain(() => this.#handleDrain());
  }

  /** Takes all of `bytes`, which the caller then leaves alone. False: wait for `onDrain` before more. */
  write(bytes: Uint8Array): boolean {
    if (this.#isEnding) throw new Error('nothing can be written to a stream after its end');
    this.#queue(bytes);
    this.#send();
    return !this.#isChannelFull;
  }

  /**
   * Says that nothing more will be written, but for these last bytes: ends the channel once everything before is sent, in
   * both directions unless it is half-open.
   */
  end(last?: Uint8Array): void {
    if (this.#isEnding) return;
    if (last !== undefined) this.#queue(last);
    this.#isEnding = true;
    this.#send();
  }

  /** Called when writing may go on. */
  onDrain(handler: () => void): void {
    this.#drainHandler = handler;
  }

  /** Gives the bytes in order. The next ones, and their acknowledgement, wait for `done`. Never empty. */
  onBytes(handler: (bytes: Uint8Array, done: () => void) => void): void {
    this.channel.onPacket(({ body, end }, done) => {
      if (body.length > 0) handler(body, done);
      else done();
      if (end) this.#endHandler?.();
    });
  }

  /** Called once the last bytes of the other side have been given: on a half-open channel ours may go on. */
  onEnd(handler: () => void): void {
    this.#endHandler = handler;
  }

  onClose(handler: (close: ChannelClose) => void): void {
    this.channel.onClose((close) => {
      this.#isClosed = true;
      this.#waiting.clear();
      handler(close);
    });
  }

  fail(message: string): void {
    this.#waiting.clear();
    this.channel.fail(message);
  }

  #queue(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; start += PIECE_BYTES_MAX)
      this.#waiting.add(bytes.subarray(start, start + PIECE_BYTES_MAX));
  }

  #handleDrain(): void {
    this.#isChannelFull = false;
    this.#send();
    if (!this.#isChannelFull && !this.#isEnding) this.#drainHandler?.();
  }

  /** The last piece carries the end, if it is known by then. */
  #send(): void {
    while (!this.#isChannelFull && !this.#isClosed) {
      const body = this.#waiting.take();
      const isLast = this.#isEnding && this.#waiting.length === 0;
      if (body === undefined) {
        if (isLast) this.#finish();
        return;
      }
      this.#isChannelFull = !this.channel.send({ body, isPiece: true, end: isLast });
      this.#isClosed ||= isLast;
    }
  }

  #finish(): void {
    this.#isClosed = true;
    this.channel.send({ end: true });
  }
}
