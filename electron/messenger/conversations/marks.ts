import type { LogTip, MarkStore } from '../../storage/store.ts';
import type { ReadEntry } from '../sync/frame-shapes.ts';

/** Of which log, and how far. */
export interface Reach {
  readonly by: string;
  readonly log: string;
  readonly seq: number;
}

/** A log of which the peer holds nothing. */
const NOTHING_SEQ = -1;

/** Does a write, or finds the disk full: then the mark is kept in memory alone, and the next `have` brings it again. */
export type MarkWriter = (write: () => Promise<void>) => Promise<void>;

/**
 * How far the other person's device has stored, both persons have read, and what was refused, in one conversation of two.
 * In memory for quick answers, and on disk.
 */
export class ConversationMarks {
  private readonly storedSeq = new Map<string, number>();
  private readonly peerReadSeq = new Map<string, number>();
  private readonly selfRead = new Map<string, Reach>();
  private readonly refusedWhy = new Map<string, string>();

  private constructor(
    private readonly store: MarkStore,
    private readonly conv: string,
    private readonly self: string,
    private readonly peer: string,
    private readonly write: MarkWriter,
  ) {}

  static async open(
    store: MarkStore,
    conv: string,
    self: string,
    peer: string,
    write: MarkWriter,
  ): Promise<ConversationMarks> {
    const marks = new ConversationMarks(store, conv, self, peer, write);
    for (const tip of await store.stored(conv)) if (tip.peer === peer) marks.raise(marks.storedSeq, tip);
    for (const tip of await store.read(conv)) {
      if (tip.reader === peer) marks.raise(marks.peerReadSeq, tip);
      if (tip.reader === self) marks.selfRead.set(keyOf(tip), tip);
    }
    for (const { id, why } of await store.refused(conv)) marks.refusedWhy.set(id, why);
    return marks;
  }

  /** Highest seq of this log that the peer has stored; -1 for none. */
  storedBy(place: { readonly by: string; readonly log: string }): number {
    return this.storedSeq.get(keyOf(place)) ?? NOTHING_SEQ;
  }

  isStored(event: Reach): boolean {
    return event.seq <= this.storedBy(event);
  }

  isSeen(event: Reach): boolean {
    return event.seq <= (this.peerReadSeq.get(keyOf(event)) ?? NOTHING_SEQ);
  }

  isReadHere(event: Reach): boolean {
    return event.seq <= (this.selfRead.get(keyOf(event))?.seq ?? NOTHING_SEQ);
  }

  refusalOf(id: string): string | undefined {
    return this.refusedWhy.get(id);
  }

  readHere(): readonly ReadEntry[] {
    return [...this.selfRead.values()].map(({ by, log, seq }) => [by, log, seq]);
  }

  /** The peer's `have`: the whole truth. Logs it does not name are gone there. Returns the places that sank. */
  async replaceStored(tips: readonly LogTip[]): Promise<readonly { readonly from: number; readonly to: Reach }[]> {
    const named = new Set(tips.map(keyOf));
    const forgotten = [...this.storedSeq.keys()].filter((key) => !named.has(key)).map(nothingOf);
    const before = new Map(this.storedSeq);
    await this.write(() => this.store.setStored(this.peer, this.conv, [...tips, ...forgotten]));
    this.storedSeq.clear();
    for (const tip of tips) this.raise(this.storedSeq, tip);
    return [...before].flatMap(([key, seq]) => {
      const now = this.storedSeq.get(key) ?? NOTHING_SEQ;
      return now < seq ? [{ from: now, to: { ...placeOf(key), seq } }] : [];
    });
  }

  /** The peer's `ack`. Returns how far each log moved up. */
  async raiseStored(tips: readonly LogTip[]): Promise<readonly { readonly from: number; readonly to: Reach }[]> {
    const higher = tips.filter((tip) => tip.seq > this.storedBy(tip));
    if (higher.length === 0) return [];
    const moved = higher.map((tip) => ({ from: this.storedBy(tip), to: tip }));
    await this.write(() => this.store.setStored(this.peer, this.conv, higher));
    for (const tip of higher) this.raise(this.storedSeq, tip);
    return moved;
  }

  async raisePeerRead(
    entries: readonly ReadEntry[],
  ): Promise<readonly { readonly from: number; readonly to: Reach }[]> {
    const reaches = entries.map(([by, log, seq]) => ({ by, log, seq }));
    const higher = reaches.filter((reach) => !this.isSeen(reach));
    if (higher.length === 0) return [];
    const moved = higher.map((reach) => ({ from: this.peerReadSeq.get(keyOf(reach)) ?? NOTHING_SEQ, to: reach }));
    await this.write(() => this.store.setRead(this.peer, this.conv, higher));
    for (const reach of higher) this.raise(this.peerReadSeq, reach);
    return moved;
  }

  /** What the person here has seen. False if that is nothing new. */
  async raiseRead(reaches: readonly Reach[]): Promise<boolean> {
    const higher = reaches.filter((reach) => !this.isReadHere(reach));
    if (higher.length === 0) return false;
    await this.write(() => this.store.setRead(this.self, this.conv, higher));
    for (const { by, log, seq } of higher) this.selfRead.set(keyOf({ by, log }), { by, log, seq });
    return true;
  }

  async setRefused(id: string, why: string, atMs: number): Promise<void> {
    await this.write(() => this.store.setRefused(id, this.conv, this.peer, why, atMs));
    this.refusedWhy.set(id, why);
  }

  private raise(seqs: Map<string, number>, reach: Reach): void {
    const key = keyOf(reach);
    seqs.set(key, Math.max(reach.seq, seqs.get(key) ?? NOTHING_SEQ));
  }
}

function keyOf(place: { readonly by: string; readonly log: string }): string {
  return `${place.by}/${place.log}`;
}

function placeOf(key: string): { readonly by: string; readonly log: string } {
  const [by = '', log = ''] = key.split('/');
  return { by, log };
}

/** What `setStored` takes for: this log is not there at all. */
function nothingOf(key: string): LogTip {
  return { ...placeOf(key), seq: NOTHING_SEQ, id: '' };
}
