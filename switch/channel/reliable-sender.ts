import {
  MISS_ENTRIES_MAX,
  RELIABLE_WINDOW_PACKETS,
  RELIABLE_WINDOW_PACKETS_FOREIGN,
  RESEND_INTERVAL_MS,
} from '../constants.ts';
import { Fifo } from '../fifo.ts';
import {
  afterAck,
  afterLoss,
  afterQueue,
  afterTimeout,
  CONGESTION_START,
  type Congestion,
  type WayKnowledge,
} from './congestion.ts';
import { QueueWatch } from './queue-watch.ts';
import { afterSample, probeMsOf, type RoundTrip, resendMsOf } from './round-trip.ts';
import { SeqRing } from './seq-ring.ts';

interface Sent<T> {
  readonly seq: number;
  readonly content: T;
  readonly sentAtMs: number;
  resentAtMs: number | undefined;
  isResendDue: boolean;
  /** Named by no `miss` that reached beyond it: it arrived, though it isn't processed yet. */
  hasArrived: boolean;
}

export interface Numbered<T> {
  readonly seq: number;
  readonly content: T;
}

/** The sending half of a reliable channel (reliable.md): numbers, keeps, resends. Knows no line and no JSON. */
export class ReliableSender<T> {
  readonly #waiting = new Fifo<T>();
  readonly #resends = new Fifo<Sent<T>>();
  readonly #ring = new SeqRing<Sent<T>>();
  readonly #queueWatch = new QueueWatch();
  #nextSeq = 0;
  #ackedSeq = -1;
  #arrivedCount = 0;
  #congestion: Congestion = CONGESTION_START;
  #roundTrip: RoundTrip | undefined;
  #probeAtMs = Number.POSITIVE_INFINITY;
  /** How many packets beyond the last processed one the other side keeps. */
  windowMax = RELIABLE_WINDOW_PACKETS_FOREIGN;
  /** The other side is not of our kind: it gets what the specification says, and no sooner. */
  isForeign = true;

  add(content: T): void {
    this.#waiting.add(content);
  }

  /** Packets taken and not yet acknowledged; of those underway no more than a window of the specification's. */
  get bufferedCount(): number {
    return this.#waiting.length + Math.min(this.underwayCount, RELIABLE_WINDOW_PACKETS);
  }

  /** Packets sent and not yet acknowledged. */
  get underwayCount(): number {
    return this.#nextSeq - 1 - this.#ackedSeq;
  }

  get ackedSeq(): number {
    return this.#ackedSeq;
  }

  /** When the last packet goes again; Infinity if all is acknowledged. */
  get probeAtMs(): number {
    return this.#probeAtMs;
  }

  /** When the oldest unacknowledged packet was first sent. */
  get oldestSentAtMs(): number | undefined {
    return this.#slot(this.#ackedSeq + 1)?.sentAtMs;
  }

  /** The next packet to send now: what is missed over there first, then new ones as far as the window goes. */
  next(nowMs: number): Numbered<T> | undefined {
    for (let missed = this.#resends.take(); missed !== undefined; missed = this.#resends.take()) {
      missed.isResendDue = false;
      if (missed.seq <= this.#ackedSeq || missed.hasArrived) continue;
      missed.resentAtMs = nowMs;
      return missed;
    }
    return this.#nextNew(nowMs);
  }

  /** Something came back: `ack` is the newest processed seq, `miss` what the other side lacks. Says if any is new. */
  handleAck(nowMs: number, ack: number | undefined, miss: readonly number[]): boolean {
    const isProgress = ack !== undefined && ack > this.#ackedSeq && ack < this.#nextSeq;
    if (isProgress) this.#acknowledge(nowMs, ack);
    if (miss.length > 0) this.#handleMiss(nowMs, miss.slice(0, MISS_ENTRIES_MAX));
    return isProgress;
  }

  /**
   * To be called at `probeAtMs`: the last-sent unacknowledged packet goes again (reliable.md), and its ack will name what is
   * missed; the oldest goes too, since a channel whose very first packet is lost isn't known over there.
   */
  handleProbe(nowMs: number): void {
    if (nowMs < this.#probeAtMs) return;
    const oldest = this.#slot(this.#ackedSeq + 1);
    const last = this.#lastUnarrived();
    if (oldest !== undefined) this.#resend(oldest, nowMs);
    if (last !== undefined) this.#resend(last, nowMs);
    this.#congestion = afterTimeout(this.#congestion, this.#nextSeq - 1);
    this.#probeAtMs = nowMs + RESEND_INTERVAL_MS;
  }

  /** Drops everything; nothing will be sent any more. */
  clear(): void {
    this.#waiting.clear();
    this.#resends.clear();
    this.#ring.clear();
    this.#ackedSeq = this.#nextSeq - 1;
    this.#probeAtMs = Number.POSITIVE_INFINITY;
  }

  #nextNew(nowMs: number): Numbered<T> | undefined {
    const hasRoom = this.underwayCount < this.windowMax;
    const mayAdd = this.underwayCount - this.#arrivedCount < Math.floor(this.#congestion.windowPackets);
    const content = hasRoom && mayAdd ? this.#waiting.take() : undefined;
    if (content === undefined) return undefined;
    const seq = this.#nextSeq++;
    const sent = { seq, content, sentAtMs: nowMs, resentAtMs: undefined, isResendDue: false, hasArrived: false };
    this.#ring.set(this.#ackedSeq + 1, seq, sent);
    this.#probeAtMs = nowMs + probeMsOf(this.#roundTrip);
    return sent;
  }

  #acknowledge(nowMs: number, ack: number): void {
    const newest = this.#slot(ack);
    if (newest !== undefined && !newest.hasArrived) this.#sample(nowMs, newest);
    const count = ack - this.#ackedSeq;
    for (let seq = this.#ackedSeq + 1; seq <= ack; seq++) {
      if (this.#slot(seq)?.hasArrived) this.#arrivedCount--;
      this.#ring.delete(seq);
    }
    this.#ackedSeq = ack;
    this.#congestion = afterAck(this.#congestion, count, this.#way());
    const isAllAcked = this.underwayCount === 0;
    this.#probeAtMs = isAllAcked ? Number.POSITIVE_INFINITY : nowMs + probeMsOf(this.#roundTrip);
  }

  /** What lies between the ack and the highest `miss` and isn't named has arrived (reliable.md "miss", last sentence). */
  #handleMiss(nowMs: number, miss: readonly number[]): void {
    const missed = new Set(miss.filter((seq) => seq > this.#ackedSeq && seq < this.#nextSeq));
    const highest = Math.max(-1, ...missed);
    const newest = highest > 0 ? this.#slot(highest - 1) : undefined;
    if (newest !== undefined && !newest.hasArrived && !missed.has(newest.seq)) this.#sample(nowMs, newest);
    for (let seq = this.#ackedSeq + 1; seq <= highest; seq++) {
      const sent = this.#slot(seq);
      if (sent === undefined) continue;
      if (missed.has(seq)) this.#handleMissed(nowMs, sent);
      else this.#markArrived(sent);
    }
  }

  #handleMissed(nowMs: number, sent: Sent<T>): void {
    if (sent.hasArrived) return; // an old `miss` that came late
    if (!this.#resend(sent, nowMs)) return;
    this.#congestion = afterLoss(this.#congestion, sent.seq, this.#nextSeq - 1, this.#way());
  }

  /** How long this packet took, there and back; nothing can be said of one that was sent twice. */
  #sample(nowMs: number, sent: Sent<T>): void {
    if (sent.resentAtMs !== undefined) return;
    const sampleMs = nowMs - sent.sentAtMs;
    this.#roundTrip = afterSample(this.#roundTrip, sampleMs);
    const isQueueing = this.#queueWatch.handleSample(nowMs, sampleMs, sent.seq, this.#nextSeq - 1);
    if (isQueueing && !this.isForeign) this.#congestion = afterQueue(this.#congestion);
  }

  #way(): WayKnowledge {
    return { windowMax: this.windowMax, isForeign: this.isForeign, isQueueing: this.#queueWatch.isQueueing };
  }

  #markArrived(sent: Sent<T>): void {
    if (sent.hasArrived) return;
    sent.hasArrived = true;
    this.#arrivedCount++;
  }

  /** False if it is on its way already. */
  #resend(sent: Sent<T>, nowMs: number): boolean {
    const intervalMs = this.isForeign ? RESEND_INTERVAL_MS : resendMsOf(this.#roundTrip);
    const wasJustResent = sent.resentAtMs !== undefined && nowMs - sent.resentAtMs < intervalMs;
    if (sent.isResendDue || wasJustResent) return false;
    sent.isResendDue = true;
    this.#resends.add(sent);
    return true;
  }

  /** At most a window back, and only when a probe is due. */
  #lastUnarrived(): Sent<T> | undefined {
    for (let seq = this.#nextSeq - 1; seq > this.#ackedSeq; seq--) {
      const sent = this.#slot(seq);
      if (sent !== undefined && !sent.hasArrived) return sent;
    }
    return this.#slot(this.#nextSeq - 1);
  }

  #slot(seq: number): Sent<T> | undefined {
    const sent = this.#ring.get(seq);
    return sent?.seq === seq ? sent : undefined;
  }
}
