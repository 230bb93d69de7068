import {
  ACK_DELAY_MS,
  ACK_EVERY_PACKETS,
  ACK_MS_MAX,
  MISS_ENTRIES_MAX,
  MISS_REORDER_PACKETS,
  RELIABLE_WINDOW_PACKETS,
  RELIABLE_WINDOW_PACKETS_MAX,
  SACK_RUNS_MAX,
} from '../constants.ts';
import type { KeptPackets } from './kept-packets.ts';
import { SeqRing } from './seq-ring.ts';

/** The receiving half of a reliable channel (reliable.md): puts in order, hands out one at a time, says when to ack. */
export class ReliableReceiver<T> {
  readonly #ring = new SeqRing<T>();
  readonly #allKept: KeptPackets;
  #keptCount = 0;
  /** Newest seq that the application has dealt with: what `ack` says. -1: none yet. */
  #processedSeq = -1;
  #isProcessing = false;
  #highestSeq = -1;
  /** Highest seq that was in the buffer when a hole below it was named. */
  #namedSeq = -1;
  #unackedCount = 0;
  /** Received since the last ack: our kind is told of those too. */
  #untoldCount = 0;
  #ackAtMs = Number.POSITIVE_INFINITY;

  /** The other side is not of our kind: it is told what the specification says. */
  isForeign = true;

  /** `allKept`: of all channels of this switch. */
  constructor(allKept: KeptPackets) {
    this.#allKept = allKept;
  }

  get processedSeq(): number {
    return this.#processedSeq;
  }

  /** When an ack is due; Infinity if nothing is to be acknowledged. */
  get ackAtMs(): number {
    return this.#ackAtMs;
  }

  /** Whether nothing is kept, missed or being processed. */
  get isIdle(): boolean {
    return !this.#isProcessing && this.#highestSeq === this.#processedSeq;
  }

  /** Whether a packet of that number would be handed out at once. */
  isNext(seq: number): boolean {
    return !this.#isProcessing && seq === this.#processedSeq + 1;
  }

  /** Keeps a packet until its turn. Too far ahead, or seen before: it is dropped, but acknowledged again. */
  receive(nowMs: number, seq: number, packet: T): void {
    this.#ackBy(nowMs + ACK_MS_MAX);
    const nextSeq = this.#nextSeq();
    if (seq < nextSeq || this.#isTooFar(seq) || (seq <= this.#highestSeq && this.#ring.get(seq) !== undefined)) {
      this.#ackBy(nowMs + ACK_DELAY_MS);
      return;
    }
    this.#ring.set(nextSeq, seq, packet);
    this.#count(1);
    const isNewHole = seq > this.#highestSeq + 1;
    this.#highestSeq = Math.max(this.#highestSeq, seq);
    if (!this.isForeign) this.#tellSoon(nowMs, isNewHole);
    else if (this.#hasHoles()) this.#noticeHoles(nowMs, nextSeq);
  }

  /** The next packet in order, if there is one and the one before it is processed. */
  next(): T | undefined {
    if (this.#isProcessing) return undefined;
    const seq = this.#processedSeq + 1;
    const packet = seq <= this.#highestSeq ? this.#ring.get(seq) : undefined;
    if (packet === undefined) return undefined;
    this.#ring.delete(seq);
    this.#count(-1);
    this.#isProcessing = true;
    return packet;
  }

  /** The application has dealt with what `next` gave. */
  handleProcessed(nowMs: number): void {
    this.#isProcessing = false;
    this.#processedSeq++;
    this.#unackedCount++;
    this.#ackBy(this.#unackedCount >= ACK_EVERY_PACKETS ? nowMs : nowMs + ACK_DELAY_MS);
  }

  /** Every hole below the highest packet kept, at most 100; empty if there are none. */
  missing(): readonly number[] {
    const missing: number[] = [];
    if (!this.#hasHoles()) return missing;
    for (let seq = this.#nextSeq(); seq < this.#highestSeq && missing.length < MISS_ENTRIES_MAX; seq++)
      if (this.#ring.get(seq) === undefined) missing.push(seq);
    return missing;
  }

  /**
   * Beyond the last processed packet, how many are missing, how many are there, and so on in turns up to the highest one that
   * came; empty if all is processed. As many as an ack holds.
   */
  runs(): readonly number[] {
    const runs: number[] = [];
    let seq = this.#processedSeq + 1;
    while (seq <= this.#highestSeq && runs.length < SACK_RUNS_MAX) {
      const startSeq = seq;
      while (seq <= this.#highestSeq && !this.#isHere(seq)) seq++;
      const hereSeq = seq;
      while (seq <= this.#highestSeq && this.#isHere(seq)) seq++;
      runs.push(hereSeq - startSeq, seq - hereSeq);
    }
    return runs;
  }

  /** An ack went out, alone and with everything missing, or along with content. */
  handleAckSent(hasMiss: boolean): void {
    if (!hasMiss && (this.#hasHoles() || (!this.isForeign && this.#highestSeq > this.#processedSeq))) return; // more is to be told
    this.#unackedCount = 0;
    this.#untoldCount = 0;
    this.#namedSeq = this.#highestSeq;
    this.#ackAtMs = Number.POSITIVE_INFINITY;
  }

  /** There is more to acknowledge than was told. */
  askForAck(nowMs: number): void {
    this.#ackBy(nowMs);
  }

  /** Nothing more will be handed out. */
  clear(): void {
    this.#ring.clear();
    this.#count(-this.#keptCount);
    this.#highestSeq = this.#nextSeq() - 1;
  }

  #isTooFar(seq: number): boolean {
    const ahead = seq - this.#processedSeq;
    return ahead > RELIABLE_WINDOW_PACKETS_MAX || (ahead > RELIABLE_WINDOW_PACKETS && !this.#allKept.hasRoom);
  }

  /** Kept, or with the application. */
  #isHere(seq: number): boolean {
    return (this.#isProcessing && seq === this.#processedSeq + 1) || this.#ring.get(seq) !== undefined;
  }

  /** Whether something is lost is for the sender to say, who knows when it left. */
  #tellSoon(nowMs: number, isNewHole: boolean): void {
    this.#untoldCount++;
    this.#ackBy(isNewHole || this.#untoldCount >= ACK_EVERY_PACKETS ? nowMs : nowMs + ACK_DELAY_MS);
  }

  #count(change: number): void {
    this.#keptCount += change;
    this.#allKept.add(change);
  }

  /** The seq that comes after everything handed out. */
  #nextSeq(): number {
    return this.#processedSeq + (this.#isProcessing ? 2 : 1);
  }

  /** Counted, not searched. */
  #hasHoles(): boolean {
    return this.#highestSeq - this.#nextSeq() + 1 > this.#keptCount;
  }

  /** A new hole is named at once if it is likely a loss; likely reordering waits for the gathering delay. */
  #noticeHoles(nowMs: number, nextSeq: number): void {
    const isOldNews = this.#namedSeq >= nextSeq && this.#highestSeq - this.#namedSeq < MISS_REORDER_PACKETS;
    const isLikelyLoss = this.#highestSeq - nextSeq >= MISS_REORDER_PACKETS;
    this.#ackBy(isLikelyLoss && !isOldNews ? nowMs : nowMs + ACK_DELAY_MS);
  }

  #ackBy(atMs: number): void {
    this.#ackAtMs = Math.min(this.#ackAtMs, atMs);
  }
}
