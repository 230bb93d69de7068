import type { Path } from '../../../switch/index.ts';
import type { Transport } from '../../../switch/io/transport.ts';

/** What lies between two homes. */
export interface SlowLine {
  /** Of what leaves; a megabit a second is 125 bytes a millisecond. */
  readonly bytesPerMs: number;
  /** Each way. */
  readonly delayMs: number;
}

interface Waiting {
  readonly atMs: number;
  readonly leave: () => void;
}

/** Of IPv4 and UDP. */
const HEADER_BYTES = 28;
/** What a home router lets wait before its uplink, in the time that it takes to leave; more is lost. */
const BUFFER_MS = 100;

/**
 * Sockets behind a line as homes have it: one datagram after the other leaves at its rate, waits before that in a buffer of a router's size,
 * and arrives a while later. In the process of who sends, for the bench: no kernel has to be asked.
 */
export class SlowTransport implements Transport {
  readonly #inner: Transport;
  readonly #line: SlowLine;
  readonly #waiting: Waiting[] = [];
  #freeAtMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(inner: Transport, line: SlowLine) {
    this.#inner = inner;
    this.#line = line;
  }

  get bound(): readonly Path[] {
    return this.#inner.bound;
  }

  send(to: Path, bytes: Uint8Array, isEverywhere?: boolean): void {
    const nowMs = performance.now();
    const beginsAtMs = Math.max(nowMs, this.#freeAtMs);
    if (beginsAtMs - nowMs > BUFFER_MS) return;
    this.#freeAtMs = beginsAtMs + (bytes.length + HEADER_BYTES) / this.#line.bytesPerMs;
    const leave = () => this.#inner.send(to, bytes, isEverywhere);
    this.#waiting.push({ atMs: this.#freeAtMs + this.#line.delayMs, leave });
    this.#timer ??= setTimeout(() => this.#run(), this.#line.delayMs);
  }

  broadcast(via: string, to: Path, bytes: Uint8Array): void {
    this.#inner.broadcast(via, to, bytes);
  }

  onDatagram(receive: (from: Path, bytes: Uint8Array) => void): void {
    this.#inner.onDatagram(receive);
  }

  onClosed(closed: (path: Path) => void): void {
    this.#inner.onClosed?.(closed);
  }

  close(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#inner.close();
  }

  /** All that is due leaves in one turn; a timer has no finer grain than a millisecond. */
  #run(): void {
    const nowMs = performance.now();
    let count = 0;
    for (const { atMs, leave } of this.#waiting) {
      if (atMs > nowMs) break;
      leave();
      count += 1;
    }
    this.#waiting.splice(0, count);
    const [next] = this.#waiting;
    this.#timer = next && setTimeout(() => this.#run(), Math.max(1, next.atMs - nowMs));
  }
}
