import { OPEN_SOURCES_MAX } from '../constants.ts';

interface Bucket {
  opens: number;
  atMs: number;
}

/** How many opens of each source we spend RSA on: a bucket for each, bounded in number. */
export class OpenBudget {
  readonly #buckets = new Map<string, Bucket>();
  readonly #burst: number;
  readonly #refillMs: number;

  constructor(burst: number, refillMs: number) {
    this.#burst = burst;
    this.#refillMs = refillMs;
  }

  /** Takes one open out of the bucket of `source`; false if it is empty. */
  take(nowMs: number, source: string): boolean {
    const bucket = this.#refilled(nowMs, source);
    this.#buckets.delete(source); // put back as the newest
    this.#buckets.set(source, bucket);
    if (this.#buckets.size > OPEN_SOURCES_MAX) this.#forgetOldest();
    if (bucket.opens < 1) return false;
    bucket.opens--;
    return true;
  }

  #refilled(nowMs: number, source: string): Bucket {
    const bucket = this.#buckets.get(source);
    if (bucket === undefined) return { opens: this.#burst, atMs: nowMs };
    const earned = (nowMs - bucket.atMs) / this.#refillMs;
    return { opens: Math.min(this.#burst, bucket.opens + earned), atMs: nowMs };
  }

  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}
