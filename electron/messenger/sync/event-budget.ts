import { EVENTS_BURST_MAX, EVENTS_PER_SECOND } from '../limits.ts';

/** Events taken from one contact: a burst at once, then so many a second. Beyond it they wait, and nothing is refused. */
export class EventBudget {
  private tokens = EVENTS_BURST_MAX;
  private atMs: number | undefined;

  /** Takes `count`; how long to wait before storing them. */
  take(count: number, nowMs: number): number {
    const passedMs = nowMs - (this.atMs ?? nowMs);
    this.atMs = nowMs;
    this.tokens = Math.min(EVENTS_BURST_MAX, this.tokens + (passedMs / 1000) * EVENTS_PER_SECOND) - count;
    return this.tokens >= 0 ? 0 : Math.ceil((-this.tokens / EVENTS_PER_SECOND) * 1000);
  }
}
