import type { EventRow } from '../../storage/store.ts';

/** Page borders and late messages remembered; the oldest leaves, and only a small mark is lost with it. */
const BORDERS_MAX = 256;
const LATE_MAX = 4_096;

/**
 * Tells which messages of others sort above something the person had already written when they came. Pages are asked for
 * from the newest upwards, so what stands below a page is known from the page before it.
 */
export class LateMarks {
  /** First event of a page to the time at which the earliest own event at or below it was stored. */
  private readonly borders = new Map<string, number>();
  private readonly late = new Set<string>();

  constructor(private readonly isOwn: (device: string) => boolean) {}

  isLate(id: string): boolean {
    return this.late.has(id);
  }

  /** Reads a page, oldest first; `belowId` is the event right below it, if it was the first of a page read before. */
  readPage(rows: readonly EventRow[], belowId: string | undefined): void {
    let earliestMs = this.borders.get(belowId ?? '') ?? Number.POSITIVE_INFINITY;
    for (const row of [...rows].reverse()) {
      if (this.isOwn(row.by)) earliestMs = Math.min(earliestMs, row.storedAtMs);
      else if (earliestMs < row.storedAtMs) remember(this.late, row.id);
    }
    const first = rows[0];
    if (first === undefined) return;
    this.borders.set(first.id, earliestMs);
    for (const id of this.borders.keys()) {
      if (this.borders.size <= BORDERS_MAX) break;
      this.borders.delete(id);
    }
  }
}

function remember(late: Set<string>, id: string): void {
  late.add(id);
  for (const oldest of late) {
    if (late.size <= LATE_MAX) break;
    late.delete(oldest);
  }
}
