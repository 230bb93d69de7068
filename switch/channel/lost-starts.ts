import { ACK_DELAY_MS, LOST_STARTS_MAX, MISS_REORDER_PACKETS, RESEND_INTERVAL_MS } from '../constants.ts';

interface LostStart {
  readonly sinceMs: number;
  /** It has been asked for its first packet, or its first packet was refused: then it is never asked. */
  askedAtMs: number;
}

const NEVER_ASKED = Number.NEGATIVE_INFINITY;
const REFUSED = Number.POSITIVE_INFINITY;

/**
 * Reliable channels of the other side whose very first packet, the one that names the type, hasn't come. The reference
 * resends only what a `miss` names and its very last packet, so without being asked it could never be understood.
 *
 * Asking tells nothing of what we listen for: it is the same for every type, since the type isn't known. A channel whose
 * first packet did come and wasn't taken is never asked for it again: that stays silence.
 */
export class LostStarts {
  /** Made for the first one: few lines lose any. */
  #byId: Map<number, LostStart> | undefined;

  /** A later packet came on a channel that isn't known. Says whether to ask for the first one now. */
  handleLater(nowMs: number, channelId: number, seq: number): boolean {
    const start = this.#byId?.get(channelId) ?? this.#add(nowMs, channelId, NEVER_ASKED);
    // A first packet that was merely overtaken comes by itself within a moment, or before the third one after it.
    const isLikelyLost = seq >= MISS_REORDER_PACKETS || nowMs - start.sinceMs > ACK_DELAY_MS;
    if (!isLikelyLost || nowMs - start.askedAtMs < RESEND_INTERVAL_MS) return false;
    start.askedAtMs = nowMs;
    return true;
  }

  /** The first packet came: from now on the channel is known. */
  handleTaken(channelId: number): void {
    this.#byId?.delete(channelId);
  }

  /** The first packet came and isn't taken. */
  handleRefused(nowMs: number, channelId: number): void {
    const start = this.#byId?.get(channelId);
    if (start === undefined) this.#add(nowMs, channelId, REFUSED);
    else start.askedAtMs = REFUSED;
  }

  clear(): void {
    this.#byId = undefined;
  }

  #add(nowMs: number, channelId: number, askedAtMs: number): LostStart {
    const start = { sinceMs: nowMs, askedAtMs };
    this.#byId ??= new Map();
    this.#byId.set(channelId, start);
    if (this.#byId.size > LOST_STARTS_MAX) {
      const oldest = this.#byId.keys().next();
      if (!oldest.done) this.#byId.delete(oldest.value);
    }
    return start;
  }
}
