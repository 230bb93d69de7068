import type { ConversationStart, LogTip, MarkStore } from '../../storage/store.ts';
import type { ReadEntry } from '../sync/frame-shapes.ts';

export interface LogName {
  readonly by: string;
  readonly log: string;
}

/** Of which log, and how far. */
export interface Reach extends LogName {
  readonly seq: number;
}

/** A log's mark went up or down between these places. */
export interface Move {
  readonly from: number;
  readonly to: Reach;
}

export type KnownMarks = Pick<ConversationStart, 'stored' | 'read' | 'refused'>;

/** A log of which the peer holds nothing. */
const NOTHING_SEQ = -1;

/** Does a write, or finds the disk full: then the mark is kept in memory alone, and the next `have` brings it again. */
export type MarkWriter = (write: () => Promise<void>) => Promise<void>;

/**
 * How far the devices of the others have stored, everybody has read, and what was refused, in one conversation. In memory for
 * quick answers, and on disk.
 */
export class ConversationMarks {
  /** By device, and by log. */
  private readonly storedSeq = new Map<string, Map<string, number>>();
  private readonly readSeq = new Map<string, Map<string, number>>();
  private readonly selfRead = new Map<string, Reach>();
  private readonly refusedWhy = new Map<string, string>();

  private constructor(
    private readonly store: MarkStore,
    private readonly conv: string,
    private readonly self: string,
    private readonly write: MarkWriter,
  ) {}

  static async open(store: MarkStore, conv: string, self: string, write: MarkWriter): Promise<ConversationMarks> {
    const [stored, read, refused] = await Promise.all([store.stored(conv), store.read(conv), store.refused(conv)]);
    return ConversationMarks.from({ stored, read, refused }, store, conv, self, write);
  }

  /** Over what was read from the store already. */
  static from(known: KnownMarks, store: MarkStore, conv: string, self: string, write: MarkWriter): ConversationMarks {
    const marks = new ConversationMarks(store, conv, self, write);
    for (const tip of known.stored) raise(marks.storedSeq, tip.peer, tip);
    for (const tip of known.read) {
      if (tip.reader === self) marks.selfRead.set(keyOf(tip), tip);
      else raise(marks.readSeq, tip.reader, tip);
    }
    for (const { id, why } of known.refused) marks.refusedWhy.set(id, why);
    return marks;
  }

  /** Highest seq of this log that the device has stored; -1 for none. */
  storedBy(device: string, place: LogName): number {
    return this.storedSeq.get(device)?.get(keyOf(place)) ?? NOTHING_SEQ;
  }

  /** Highest seq of this log that one of these has stored. */
  storedByAny(devices: readonly string[], place: LogName): number {
    return Math.max(NOTHING_SEQ, ...devices.map((device) => this.storedBy(device, place)));
  }

  isStored(device: string, event: Reach): boolean {
    return event.seq <= this.storedBy(device, event);
  }

  isSeen(device: string, event: Reach): boolean {
    return event.seq <= (this.readSeq.get(device)?.get(keyOf(event)) ?? NOTHING_SEQ);
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

  /** A device's `have`: the whole truth. Logs it does not name are gone there. Returns the places that sank. */
  async replaceStored(device: string, tips: readonly LogTip[]): Promise<readonly Move[]> {
    const before = this.storedSeq.get(device) ?? new Map<string, number>();
    const named = new Set(tips.map(keyOf));
    const forgotten = [...before.keys()].filter((key) => !named.has(key)).map(nothingOf);
    await this.write(() => this.store.setStored(device, this.conv, [...tips, ...forgotten]));
    this.storedSeq.delete(device);
    for (const tip of tips) raise(this.storedSeq, device, tip);
    return [...before].flatMap(([key, seq]) => {
      const now = this.storedBy(device, placeOf(key));
      return now < seq ? [{ from: now, to: { ...placeOf(key), seq } }] : [];
    });
  }

  /** A device's `ack`. Returns how far each log moved up. */
  async raiseStored(device: string, tips: readonly LogTip[]): Promise<readonly Move[]> {
    const higher = tips.filter((tip) => tip.seq > this.storedBy(device, tip));
    if (higher.length === 0) return [];
    const moved = higher.map((tip) => ({ from: this.storedBy(device, tip), to: tip }));
    await this.write(() => this.store.setStored(device, this.conv, higher));
    for (const tip of higher) raise(this.storedSeq, device, tip);
    return moved;
  }

  async raisePeerRead(device: string, entries: readonly ReadEntry[]): Promise<readonly Move[]> {
    const reaches = entries.map(([by, log, seq]) => ({ by, log, seq }));
    const higher = reaches.filter((reach) => !this.isSeen(device, reach));
    if (higher.length === 0) return [];
    const seqs = this.readSeq.get(device);
    const moved = higher.map((reach) => ({ from: seqs?.get(keyOf(reach)) ?? NOTHING_SEQ, to: reach }));
    await this.write(() => this.store.setRead(device, this.conv, higher));
    for (const reach of higher) raise(this.readSeq, device, reach);
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

  async setRefused(device: string, id: string, why: string, atMs: number): Promise<void> {
    await this.write(() => this.store.setRefused(id, this.conv, device, why, atMs));
    this.refusedWhy.set(id, why);
  }
}

function raise(all: Map<string, Map<string, number>>, device: string, reach: Reach): void {
  const seqs = all.get(device) ?? new Map<string, number>();
  all.set(device, seqs);
  seqs.set(keyOf(reach), Math.max(reach.seq, seqs.get(keyOf(reach)) ?? NOTHING_SEQ));
}

function keyOf(place: LogName): string {
  return `${place.by}/${place.log}`;
}

function placeOf(key: string): LogName {
  const [by = '', log = ''] = key.split('/');
  return { by, log };
}

/** What `setStored` takes for: this log is not there at all. */
function nothingOf(key: string): LogTip {
  return { ...placeOf(key), seq: NOTHING_SEQ, id: '' };
}
