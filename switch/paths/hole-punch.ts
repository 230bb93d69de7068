import { UNASKED_BURST, UNASKED_HOSTS_MAX, UNASKED_INTERVAL_MS, UNASKED_REFILL_MS } from '../constants.ts';
import { TokenBucket } from '../token-bucket.ts';
import type { NewAddresses } from './new-addresses.ts';
import { type Path, sourceOf } from './path.ts';

/** An empty packet: it means nothing to who gets it, but on its way out it makes our NAT let the answer in (switch.md "seek"). */
export const PUNCH_PACKET = Uint8Array.of(0, 0);

/**
 * Packets to addresses that we only heard of: whoever told them may have lied, and somebody else may live there. "No more than
 * one open packet sent per destination host per second" (switch.md "Connect Handling"), and not too many in all.
 */
export class UnaskedPackets {
  readonly #sentAtMsByHost = new Map<string, number>();
  readonly #all = new TokenBucket(UNASKED_BURST, UNASKED_REFILL_MS);
  readonly #newAddresses: NewAddresses;

  constructor(newAddresses: NewAddresses) {
    this.#newAddresses = newAddresses;
  }

  /** Whether one may go there now; it then counts as sent. `isWanted`: it serves somebody whom the application wants. */
  take(nowMs: number, to: Path, isWanted: boolean): boolean {
    this.#forget(nowMs);
    const host = sourceOf(to);
    if (this.#sentAtMsByHost.has(host) || this.#sentAtMsByHost.size >= UNASKED_HOSTS_MAX) return false;
    if (!this.#all.take(nowMs) || !this.#newAddresses.take(nowMs, to, isWanted)) return false;
    this.#sentAtMsByHost.set(host, nowMs);
    return true;
  }

  /** They are in the order of their times. */
  #forget(nowMs: number): void {
    for (const [host, atMs] of this.#sentAtMsByHost) {
      if (nowMs - atMs < UNASKED_INTERVAL_MS) return;
      this.#sentAtMsByHost.delete(host);
    }
  }
}
