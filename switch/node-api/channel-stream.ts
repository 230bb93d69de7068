import { Duplex } from 'node:stream';
import { ByteStream, type Channel, type ChannelClose } from '../index.ts';
import { errorOfClose, SwitchError } from './errors.ts';

/** Told to the other side when a stream is destroyed before its end: nothing of our own errors. */
const ABORTED = 'aborted';

export interface ChannelStreamOptions {
  /** Each side ends its own direction: as the channel was opened. */
  readonly isHalfOpen?: boolean;
  /** The end was said along with the first packet. */
  readonly isEnded?: boolean;
}

/**
 * The bytes of a reliable channel as a Node stream, with back-pressure both ways: what the program doesn't read isn't
 * acknowledged, and what the other side doesn't take isn't asked for.
 */
export class ChannelStream extends Duplex {
  readonly #bytes: ByteStream;
  #resume: (() => void) | undefined;
  #written: ((error?: Error) => void) | undefined;
  #finished: ((error?: Error) => void) | undefined;
  readonly #isHalfOpen: boolean;
  #hasTheirEnd = false;
  #hasOurEnd: boolean;
  #isClosed = false;

  constructor(channel: Channel, { isHalfOpen = false, isEnded = false }: ChannelStreamOptions = {}) {
    super({ allowHalfOpen: isHalfOpen });
    this.#hasOurEnd = isEnded;
    this.#isHalfOpen = isHalfOpen;
    this.#bytes = new ByteStream(channel);
    this.#bytes.onBytes((bytes, done) => this.#take(bytes, done));
    this.#bytes.onEnd(() => this.#endReading());
    this.#bytes.onDrain(() => this.#finishWrite());
    this.#bytes.onClose((close) => this.#close(close));
    if (isEnded) this.end();
  }

  /** The last bytes and the end, in as few packets as can be. */
  endWith(bytes: Uint8Array): void {
    this.#hasOurEnd = true;
    this.#bytes.end(bytes.slice());
    this.end();
  }

  override _read(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }

  /** Copied, since it is kept until it is acknowledged, and a program may use its buffer again. */
  override _write(chunk: Buffer, _encoding: string, callback: (error?: Error) => void): void {
    if (this.#isClosed) callback(new SwitchError('closed', 'the channel is closed'));
    else if (this.#bytes.write(new Uint8Array(chunk))) callback();
    else this.#written = callback;
  }

  /** Finished means that the other side has it all, unless it goes on speaking. */
  override _final(callback: (error?: Error) => void): void {
    if (!this.#hasOurEnd) this.#bytes.end();
    this.#hasOurEnd = true;
    if (this.#isHalfOpen || this.#isClosed) callback();
    else this.#finished = callback;
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    if (!this.#isClosed && !this.#isOver()) this.#bytes.fail(ABORTED);
    this._read(); // what came is dealt with: nobody will look at it
    this.#finishWrite();
    callback(error);
  }

  #take(bytes: Uint8Array, done: () => void): void {
    if (this.destroyed || this.push(bytes)) done();
    else this.#resume = done;
  }

  #endReading(): void {
    if (this.#hasTheirEnd) return;
    this.#hasTheirEnd = true;
    if (!this.destroyed) this.push(null);
  }

  #finishWrite(error?: Error): void {
    const written = this.#written;
    this.#written = undefined;
    written?.(error);
  }

  #close(close: ChannelClose): void {
    this.#isClosed = true;
    // Who closes the whole switch knows it; for others that read, it ends too early.
    const error = close.reason === 'closed' ? undefined : errorOfClose(close);
    this.#finishWrite(error);
    this.#finished?.(error);
    if (close.reason === 'ended') this.#endReading();
    else if (!this.#isOver()) this.destroy(error);
  }

  /** Nothing more is to be said or heard: their end is the end of both directions, unless it is half-open. */
  #isOver(): boolean {
    return this.#hasTheirEnd && (this.#hasOurEnd || !this.#isHalfOpen);
  }
}
