import { concat } from '../bytes.ts';
import { CHANNEL_BODY_BYTES_MAX, PACKET_OVERHEAD_BYTES, PIECE_BYTES_MIN } from '../constants.ts';
import { Fifo } from '../fifo.ts';
import type { Content } from './channel.ts';

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

/** Contents of a channel. Pieces of a stream that wait behind each other leave together, as far as one packet goes. */
export class ContentQueue implements SendQueue<Content> {
  readonly #waiting = new Fifo<Content>();
  #packets = 0;

  get packets(): number {
    return this.#packets;
  }

  add(content: Content): void {
    this.#waiting.add(content);
    this.#packets += costOf(content);
  }

  take(): Content | undefined {
    const first = this.#taken();
    if (first === undefined || !first.isPiece) return first;
    let length = first.body.length;
    let last = first;
    const pieces = [first.body];
    for (let next = this.#waiting.peek(); next?.isPiece && !last.end; next = this.#waiting.peek()) {
      length += next.body.length;
      if (length > CHANNEL_BODY_BYTES_MAX) break;
      pieces.push(next.body);
      last = this.#taken() ?? last;
    }
    return pieces.length === 1 ? first : { ...last, body: concat(...pieces) };
  }

  clear(): void {
    this.#waiting.clear();
    this.#packets = 0;
  }

  bytesOf(content: Content): number {
    return PACKET_OVERHEAD_BYTES + content.body.length;
  }

  #taken(): Content | undefined {
    const content = this.#waiting.take();
    if (content === undefined) return undefined;
    this.#packets = this.#waiting.length === 0 ? 0 : this.#packets - costOf(content); // no rounding error stays
    return content;
  }
}

function costOf({ isPiece, body }: Content): number {
  return isPiece ? Math.max(PIECE_BYTES_MIN, body.length) / CHANNEL_BODY_BYTES_MAX : 1;
}
