import { STRANGER_OPEN_REFILL_MS, STRANGER_OPENS_BURST, STRANGER_SOURCES_MAX } from '../constants.ts';

interface Bucket {
  opens: number;
  atMs: number;
}

/** How many opens from unknown addresses we spend RSA on: a bucket for each source, bounded in number. */
export class OpenBudget {
  readonly #buckets = new Map<string, Bucket>();

  /** Takes one open out of the bucket of `source`; false if it is empty. */
  take(nowMs: number, source: string): boolean {
    const bucket = this.#refilled(nowMs, source);
    this.#buckets.delete(source); // put back as the newest
    this.#buckets.set(source, bucket);
    if (this.#buckets.size > STRANGER_SOURCES_MAX) this.#forgetOldest();
    if (bucket.opens < 1) return false;
    bucket.opens--;
    return true;
  }

  #refilled(nowMs: number, source: string): Bucket {
    const bucket = this.#buckets.get(source);
    if (bucket === undefined) return { opens: STRANGER_OPENS_BURST, atMs: nowMs };
    const earned = (nowMs - bucket.atMs) / STRANGER_OPEN_REFILL_MS;
    return { opens: Math.min(STRANGER_OPENS_BURST, bucket.opens + earned), atMs: nowMs };
  }

  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}
