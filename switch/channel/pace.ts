import { PACE_BURST_BYTES_MIN, PACE_BURST_MS, PACE_MS_MIN } from '../constants.ts';

/** Spreads packets over time, so that no burst waits in a queue somewhere: a bucket of bytes that fills at the rate given. */
export class Pace {
  #budgetBytes = PACE_BURST_BYTES_MIN;
  #filledAtMs = 0;

  /** `rate` in bytes a millisecond; Infinity: no pace. */
  maySend(nowMs: number, rate: number): boolean {
    const burst = Math.max(PACE_BURST_BYTES_MIN, rate * PACE_BURST_MS);
    const filled = rate === Number.POSITIVE_INFINITY ? burst : (nowMs - this.#filledAtMs) * rate;
    this.#budgetBytes =
      rate === Number.POSITIVE_INFINITY ? PACE_BURST_BYTES_MIN : Math.min(burst, this.#budgetBytes + filled);
    this.#filledAtMs = nowMs;
    return this.#budgetBytes > 0;
  }

  /** The last one may overdraw: the next waits for longer. */
  handleSent(bytes: number): void {
    this.#budgetBytes -= bytes;
  }

  /** When something may be sent again; not at once, since timers cost more than a small burst. */
  nextAtMs(nowMs: number, rate: number): number {
    return nowMs + Math.max(PACE_MS_MIN, -this.#budgetBytes / rate);
  }
}
