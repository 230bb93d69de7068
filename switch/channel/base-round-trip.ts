import { BASE_PROBE_MS, BASE_ROUND_TRIP_MS } from '../constants.ts';

/** Round trips that differ by less are the same. */
const SAME_MS = 0.5;
/** Taken for the round trip before any is known: across a continent. */
const UNKNOWN_MS = 100;

/**
 * The shortest round trip of late: what the way takes when nothing queues on it. A queue that stands would pass for the way
 * itself; so when it wasn't seen for long, little is sent for a moment, to see it again or to learn that the way is longer now.
 */
export class BaseRoundTrip {
  #shortestMs = Number.POSITIVE_INFINITY;
  /** Of the time before. */
  #earlierMs = UNKNOWN_MS;
  #seenAtMs = 0;
  #probeUntilMs = Number.NEGATIVE_INFINITY;

  get ms(): number {
    return this.#shortestMs === Number.POSITIVE_INFINITY ? this.#earlierMs : this.#shortestMs;
  }

  add(nowMs: number, sampleMs: number): void {
    if (sampleMs > this.#shortestMs + SAME_MS) return;
    this.#shortestMs = Math.min(this.#shortestMs, sampleMs);
    this.#seenAtMs = nowMs;
  }

  /** Whether little is to be sent now. */
  isProbing(nowMs: number): boolean {
    if (nowMs < this.#probeUntilMs) return true;
    if (this.#shortestMs === Number.POSITIVE_INFINITY || nowMs - this.#seenAtMs < BASE_ROUND_TRIP_MS) return false;
    this.#probeUntilMs = nowMs + BASE_PROBE_MS + 2 * this.#shortestMs;
    this.#earlierMs = this.#shortestMs;
    this.#shortestMs = Number.POSITIVE_INFINITY;
    this.#seenAtMs = nowMs;
    return true;
  }
}
