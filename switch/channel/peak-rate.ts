import { RATE_MS, RATE_ROUNDS } from '../constants.ts';

/** The highest rate of delivery of late, in bytes a millisecond; in two generations, so that an old peak is forgotten. */
export class PeakRate {
  #newer = 0;
  #older = 0;
  #sinceMs = 0;
  #rounds = 0;

  get value(): number {
    return Math.max(this.#newer, this.#older);
  }

  add(rate: number): void {
    this.#newer = Math.max(this.#newer, rate);
  }

  handleRound(nowMs: number): void {
    if (++this.#rounds < RATE_ROUNDS || nowMs - this.#sinceMs < RATE_MS) return;
    if (this.#newer === 0) return; // nothing was learned: what is known stays
    this.#older = this.#newer;
    this.#newer = 0;
    this.#rounds = 0;
    this.#sinceMs = nowMs;
  }

  /** Only this counts from now on. */
  reset(rate: number): void {
    this.#newer = rate;
    this.#older = 0;
  }
}
