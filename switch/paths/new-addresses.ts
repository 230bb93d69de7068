import { NEW_ADDRESSES_BURST, NEW_ADDRESSES_MAX, NEW_ADDRESSES_REFILL_MS, ROUTER_MAPPING_MS } from '../constants.ts';
import { TokenBucket } from '../token-bucket.ts';
import { type Path, pathKey } from './path.ts';

/**
 * Addresses that we send to though nothing came from there. A home router keeps an entry for each, for some minutes, in a table
 * that the whole household shares: so they are few at once, and few an hour. What the application wants has its own share,
 * which no stranger can use up.
 */
export class NewAddresses {
  /** By address, when something last went there; in the order of these times. */
  readonly #sentAtMs = new Map<string, number>();
  readonly #wanted = new TokenBucket(NEW_ADDRESSES_BURST, NEW_ADDRESSES_REFILL_MS);
  readonly #others = new TokenBucket(NEW_ADDRESSES_BURST, NEW_ADDRESSES_REFILL_MS);

  /** Whether something may go there; it then counts as sent. */
  take(nowMs: number, to: Path, isWanted: boolean): boolean {
    this.#forget(nowMs);
    const key = pathKey(to);
    if (!this.#sentAtMs.delete(key) && !this.#mayBeginTo(nowMs, isWanted)) return false;
    this.#sentAtMs.set(key, nowMs);
    return true;
  }

  #mayBeginTo(nowMs: number, isWanted: boolean): boolean {
    const free = NEW_ADDRESSES_MAX - this.#sentAtMs.size;
    if (isWanted) return free > 0 && this.#wanted.take(nowMs);
    return free > NEW_ADDRESSES_BURST && this.#others.take(nowMs);
  }

  #forget(nowMs: number): void {
    for (const [key, atMs] of this.#sentAtMs) {
      if (nowMs - atMs < ROUTER_MAPPING_MS) return;
      this.#sentAtMs.delete(key);
    }
  }
}
