import type { Path } from '../index.ts';
import type { Datagram, NodeNetwork } from './network.ts';

export interface SlowLinkOptions {
  /** Bytes a millisecond: 125 is an uplink of 1 Mbit/s. */
  readonly rate: number;
  /** What waits before it; more is lost. */
  readonly bufferBytes: number;
  readonly outside: NodeNetwork;
  readonly nowMs: () => number;
  readonly at: (atMs: number, run: () => void) => void;
}

/** Of IPv4 and UDP. */
const HEADER_BYTES = 28;

/** An uplink that several nodes share: one datagram after the other leaves, at its rate, through one queue. */
export class SlowLink implements NodeNetwork {
  readonly #options: SlowLinkOptions;
  #freeAtMs = 0;
  /** Longest that a datagram had to wait since this was last set to 0. */
  worstWaitMs = 0;
  sentBytes = 0;
  sentCount = 0;
  lostCount = 0;

  constructor(options: SlowLinkOptions) {
    this.#options = options;
  }

  bind(path: Path, receive: (from: Path, bytes: Uint8Array) => void): boolean {
    return this.#options.outside.bind(path, receive);
  }

  unbind(path: Path): void {
    this.#options.outside.unbind(path);
  }

  send(datagram: Datagram): void {
    const { rate, bufferBytes, outside, nowMs, at } = this.#options;
    const bytes = datagram.bytes.length + HEADER_BYTES;
    const waitMs = Math.max(0, this.#freeAtMs - nowMs());
    if (waitMs * rate + bytes > bufferBytes) {
      this.lostCount++;
      return;
    }
    this.worstWaitMs = Math.max(this.worstWaitMs, waitMs);
    this.sentBytes += bytes;
    this.sentCount++;
    this.#freeAtMs = nowMs() + waitMs + bytes / rate;
    at(this.#freeAtMs, () => outside.send(datagram));
  }

  broadcast(from: Path, bytes: Uint8Array): void {
    this.#options.outside.broadcast(from, bytes);
  }
}
