import type { EventRow, LogTip } from '../../storage/store.ts';
import { SYNC_SHARE_BYTES, SYNC_WINDOW_BYTES } from '../limits.ts';

interface InFlight {
  readonly log: string;
  readonly seq: number;
  readonly bytes: number;
}

/** What may be on its way to one peer, of all conversations together (app-protocol.md "_sync": 1 MiB). */
export class SyncWindow {
  private inFlightBytes = 0;

  constructor(private readonly onRoom: () => void) {}

  get roomBytes(): number {
    return Math.max(0, SYNC_WINDOW_BYTES - this.inFlightBytes);
  }

  /** Bytes that left, or with a minus that are settled. */
  add(bytes: number): void {
    this.inFlightBytes += bytes;
    if (bytes < 0) this.onRoom();
  }
}

/** What the peer holds or is about to: its `have`, moved on by what was sent since. */
export class SyncOutbox {
  private positions = new Map<string, LogTip[]>();
  private inFlight: InFlight[] = [];
  private readonly blocked = new Set<string>();

  constructor(private readonly window: SyncWindow) {}

  /** Takes the peer's `have` as the truth: whatever was on its way counts as lost. */
  reset(tips: readonly LogTip[]): void {
    this.positions = new Map();
    this.settle(() => true);
    for (const tip of tips) {
      const branches = this.positions.get(keyOf(tip)) ?? [];
      this.positions.set(keyOf(tip), [...branches, tip]);
    }
  }

  /** Positions to continue from: tips of the peer's `have`, and of what was sent since. */
  tips(): readonly LogTip[] {
    return [...this.positions.values()].flat();
  }

  /** However much of the others is on its way: one that nobody acknowledges holds up no other. */
  get roomBytes(): number {
    return Math.max(this.window.roomBytes, SYNC_SHARE_BYTES - this.inFlightBytes);
  }

  private get inFlightBytes(): number {
    return this.inFlight.reduce((sum, event) => sum + event.bytes, 0);
  }

  isBlocked(row: EventRow): boolean {
    return this.blocked.has(keyOf(row));
  }

  sent(row: EventRow): void {
    this.skip(row);
    const bytes = sizeOf(row);
    this.inFlight.push({ log: keyOf(row), seq: row.seq, bytes });
    this.window.add(bytes);
  }

  /** Moves on past an event without sending it. */
  skip(row: EventRow): void {
    const { by, log, seq, id } = row;
    const branches = this.positions.get(keyOf(row)) ?? [];
    const others = branches.filter((tip) => !isBefore(tip, row));
    this.positions.set(keyOf(row), [...others, { by, log, seq, id }]);
  }

  /** What the peer has stored, from us or from others. */
  acknowledged(tips: readonly LogTip[]): void {
    for (const tip of tips) {
      const branches = this.positions.get(keyOf(tip)) ?? [];
      if (branches.every((branch) => branch.seq < tip.seq)) this.positions.set(keyOf(tip), [tip]);
    }
    const upTo = new Map<string, number>();
    for (const tip of tips) upTo.set(keyOf(tip), Math.max(tip.seq, upTo.get(keyOf(tip)) ?? -1));
    this.settle((event) => event.seq <= (upTo.get(event.log) ?? -1));
  }

  /** The peer will never take this event: what follows it in its log would wait behind it for ever. */
  block(row: EventRow): void {
    this.blocked.add(keyOf(row));
    this.settle((event) => event.log === keyOf(row) && event.seq >= row.seq);
  }

  private settle(isDone: (event: InFlight) => boolean): void {
    const done = this.inFlight.filter(isDone);
    if (done.length === 0) return;
    this.inFlight = this.inFlight.filter((event) => !isDone(event));
    this.window.add(-done.reduce((sum, event) => sum + event.bytes, 0));
  }
}

export function sizeOf(row: EventRow): number {
  return row.head.length + (row.body?.length ?? 0);
}

function keyOf(place: { readonly by: string; readonly log: string }): string {
  return `${place.by}/${place.log}`;
}

/** Whether sending `row` moves this position on: it is the branch that `row` continues. Ids of a `have` are cut short. */
function isBefore(tip: LogTip, row: EventRow): boolean {
  return tip.seq === row.seq - 1 && row.prev !== undefined && row.prev.startsWith(tip.id);
}
