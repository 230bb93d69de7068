import { LOG_BEGIN_MS, LOGS_BURST_MAX, LOGS_COUNTED_MAX } from '../limits.ts';

/** New logs taken of each author in each conversation: a burst, then one after a while. Those beyond wait; none is refused. */
export class LogBudget {
  private readonly authors = new Map<string, { left: number; atMs: number }>();

  constructor(private readonly nowMs: () => number) {}

  /** Whether one more log may begin now; if so, it is counted. */
  take(conv: string, by: string): boolean {
    const key = `${conv}/${by}`;
    const nowMs = this.nowMs();
    const before = this.authors.get(key) ?? { left: LOGS_BURST_MAX, atMs: nowMs };
    const passedMs = Math.max(0, nowMs - before.atMs);
    const left = Math.min(LOGS_BURST_MAX, before.left + passedMs / LOG_BEGIN_MS);
    this.authors.delete(key);
    this.authors.set(key, { left: left >= 1 ? left - 1 : left, atMs: nowMs });
    for (const oldest of this.authors.keys()) {
      if (this.authors.size <= LOGS_COUNTED_MAX) break;
      this.authors.delete(oldest);
    }
    return left >= 1;
  }
}
