import { concat } from '../bytes.ts';
import { CHANNEL_BODY_BYTES_MAX, PACKET_OVERHEAD_BYTES, PIECE_BYTES_MIN } from '../constants.ts';
import { Fifo } from '../fifo.ts';
import type { Content } from './channel.ts';

const NO_BYTES = new Uint8Array(0);
const NO_JSON = {};

/** What waits to be numbered and sent. */
export interface SendQueue<T> {
  /** About how many packets it will be. */
  readonly packets: number;
  add(content: T): void;
  /** The content of the next packet. */
  take(): T | undefined;
  clear(): void;
  /** What a packet of it counts in rates and windows. */
  bytesOf(content: T): number;
}

/** Contents of a channel. Pieces of a stream that wait behind each other are cut anew, so that packets are full. */
export class ContentQueue implements SendQueue<Content> {
  readonly #waiting = new Fifo<Content>();
  #packets = 0;
  /** Of the first piece, what has left. */
  #usedBytes = 0;
  /** Of a stream, in a packet that isn't the first: that one also says the type. */
  pieceBytesMax = CHANNEL_BODY_BYTES_MAX;

  get packets(): number {
    return this.#packets;
  }

  add(content: Content): void {
    this.#waiting.add(content);
    this.#packets += costOf(content);
  }

  take(): Content | undefined {
    return this.#waiting.peek()?.isPiece ? this.#takePieces() : this.#takeWhole();
  }

  clear(): void {
    this.#waiting.clear();
    this.#packets = 0;
    this.#usedBytes = 0;
  }

  bytesOf(content: Content): number {
    return PACKET_OVERHEAD_BYTES + content.body.length;
  }

  #takePieces(): Content {
    const parts: Uint8Array[] = [];
    let roomBytes = this.pieceBytesMax;
    let end = false;
    for (let piece = this.#waiting.peek(); piece?.isPiece && roomBytes > 0 && !end; piece = this.#waiting.peek()) {
      const part = piece.body.subarray(this.#usedBytes, this.#usedBytes + roomBytes);
      parts.push(part);
      roomBytes -= part.length;
      this.#usedBytes += part.length;
      if (this.#usedBytes < piece.body.length) break;
      this.#takeWhole();
      end = piece.end;
    }
    const [first = NO_BYTES] = parts;
    return { json: NO_JSON, body: parts.length === 1 ? first : concat(...parts), end, isPiece: true };
  }

  #takeWhole(): Content | undefined {
    const content = this.#waiting.take();
    this.#usedBytes = 0;
    this.#packets = content === undefined || this.#waiting.length === 0 ? 0 : this.#packets - costOf(content); // no rounding error stays
    return content;
  }
}

function costOf({ isPiece, body }: Content): number {
  return isPiece ? Math.max(PIECE_BYTES_MIN, body.length) / CHANNEL_BODY_BYTES_MAX : 1;
}
