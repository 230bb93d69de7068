/** A share of a thread's time: so many milliseconds at once, and then `share` of all that pass. May be overdrawn by one piece of work. */
export class TimeShare {
  readonly #burstMs: number;
  readonly #share: number;
  #leftMs: number;
  #atMs = Number.NEGATIVE_INFINITY;

  constructor(burstMs: number, share: number) {
    this.#burstMs = burstMs;
    this.#share = share;
    this.#leftMs = burstMs;
  }

  /** Whether any is left. */
  isLeft(nowMs: number): boolean {
    this.#leftMs = Math.min(this.#burstMs, this.#leftMs + (nowMs - this.#atMs) * this.#share);
    this.#atMs = nowMs;
    return this.#leftMs > 0;
  }

  spend(ms: number): void {
    this.#leftMs -= ms;
  }
}
