import {
  MISS_ENTRIES_MAX,
  PROBES_IN_VAIN_MAX,
  PROBES_UNANSWERED_MAX,
  RELIABLE_WINDOW_PACKETS,
  RELIABLE_WINDOW_PACKETS_FOREIGN,
  RESEND_INTERVAL_MS,
} from '../constants.ts';
import { Fifo } from '../fifo.ts';
import { afterAck, afterLoss, afterTimeout, CONGESTION_START, type Congestion } from './congestion.ts';
import type { Flight } from './flight.ts';
import { Flow } from './flow.ts';
import type { KeptPackets } from './kept-packets.ts';
import { afterSample, kinProbeMsOf, probeMsOf, type RoundTrip, reorderMsOf } from './round-trip.ts';
import type { SendQueue } from './send-queue.ts';
import { SeqRing } from './seq-ring.ts';

const NEVER = Number.POSITIVE_INFINITY;
/** Within that an application has answered to room: two turns of a busy thread. */
const MORE_MS = 5;

interface Sent<T> extends Flight {
  readonly seq: number;
  readonly content: T;
  readonly sentAtMs: number;
  resentAtMs: number | undefined;
  isResendDue: boolean;
  /** It arrived, though it isn't processed yet. */
  hasArrived: boolean;
}

export interface Numbered<T> {
  readonly seq: number;
  readonly content: T;
}

/** The sending half of a reliable channel (reliable.md): numbers, keeps, resends. Knows no line and no JSON. */
export class ReliableSender<T> {
  readonly #waiting: SendQueue<T>;
  readonly #resends = new Fifo<Sent<T>>();
  /** What a probe sends again, whatever the window says. */
  readonly #probes = new Fifo<Sent<T>>();
  readonly #ring = new SeqRing<Sent<T>>();
  readonly #flow = new Flow();
  readonly #allSent: KeptPackets;
  /** Until then the application is about to give more: it has just been told that there is room. */
  #moreUntilMs = Number.NEGATIVE_INFINITY;
  #nextSeq = 0;
  #ackedSeq = -1;
  /** Newest that has arrived. */
  #arrivedSeq = -1;
  #arrivedCount = 0;
  #congestion: Congestion = CONGESTION_START;
  #roundTrip: RoundTrip | undefined;
  #probeAtMs = NEVER;
  #probesUnanswered = 0;
  /** Probes since anything new arrived, answered or not. */
  #probesInVain = 0;
  #paceAtMs = NEVER;
  /** The round trip that the ack being read has shown. */
  #lastSampleMs: number | undefined;
  /** When the packet left that left last of all that arrived. */
  #newestArrivedSentAtMs = Number.NEGATIVE_INFINITY;
  /** How many packets beyond the last processed one the other side keeps. */
  windowMax = RELIABLE_WINDOW_PACKETS_FOREIGN;
  /** The other side is not of our kind: it gets what the specification says, and no sooner. */
  isForeign = true;

  /** `allSent`: of all channels of this switch. */
  constructor(waiting: SendQueue<T>, allSent: KeptPackets) {
    this.#waiting = waiting;
    this.#allSent = allSent;
  }

  add(content: T): void {
    this.#waiting.add(content);
  }

  /** The application is told that there is room. What it gives comes a turn later, and until then there may be nothing to send. */
  expectMore(nowMs: number): void {
    this.#moreUntilMs = nowMs + MORE_MS;
  }

  /** Packets taken and not yet acknowledged; of those underway no more than a window of the specification's. */
  get bufferedCount(): number {
    return this.#waiting.packets + Math.min(this.underwayCount, RELIABLE_WINDOW_PACKETS);
  }

  /** Packets sent and not yet acknowledged. */
  get underwayCount(): number {
    return this.#nextSeq - 1 - this.#ackedSeq;
  }

  /** The next packet to be acknowledged has arrived: what holds us back is the application over there. */
  get isHeldBack(): boolean {
    return this.#slot(this.#ackedSeq + 1)?.hasArrived === true;
  }

  get ackedSeq(): number {
    return this.#ackedSeq;
  }

  /** When the last packet goes again; Infinity if all is acknowledged. */
  get probeAtMs(): number {
    return this.#probeAtMs;
  }

  get probesUnanswered(): number {
    return this.#probesUnanswered;
  }

  /** When the next packet may leave that was held back to keep the pace; Infinity if none is. */
  get paceAtMs(): number {
    return this.#paceAtMs;
  }

  /** When the oldest unacknowledged packet was first sent. */
  get oldestSentAtMs(): number | undefined {
    return this.#slot(this.#ackedSeq + 1)?.sentAtMs;
  }

  /** The next packet to send now: what is missed over there first, then new ones as far as the window goes. */
  next(nowMs: number): Numbered<T> | undefined {
    this.#paceAtMs = NEVER;
    const probe = this.#takeDue(this.#probes);
    if (probe !== undefined) return this.#leave(nowMs, probe);
    const isFull = !this.isForeign && this.#flow.isFull(nowMs);
    // What is known to be lost goes at the pace alone: while holes are open, an ack may have no room to tell of all that has
    // arrived beyond them, and that would count as underway for ever.
    if (isFull && this.#resends.length === 0) return this.#waitFor(Number.POSITIVE_INFINITY);
    const paceAtMs = this.isForeign ? undefined : this.#flow.paceAtMs(nowMs);
    if (paceAtMs !== undefined) return this.#waitFor(paceAtMs);
    const missed = this.#takeDue(this.#resends);
    if (missed !== undefined) return this.#leave(nowMs, missed);
    return isFull ? this.#waitFor(Number.POSITIVE_INFINITY) : this.#nextNew(nowMs);
  }

  #waitFor(atMs: number): undefined {
    if (this.#resends.length > 0 || this.#waiting.packets > 0) this.#paceAtMs = atMs;
    return undefined;
  }

  /** From a foreign switch: `ack` is the newest processed seq, `miss` what it lacks. Says if any is new. */
  handleAck(nowMs: number, ack: number | undefined, miss: readonly number[]): boolean {
    const isProgress = this.#readAck(nowMs, ack);
    if (miss.length > 0) this.#readMiss(nowMs, miss.slice(0, MISS_ENTRIES_MAX));
    this.#flow.handleAckRead(nowMs, undefined);
    this.#lastSampleMs = undefined;
    return isProgress;
  }

  /** From our kind: `runs` are lengths of what is missing and what is there, in turns, beyond `ack`. */
  handleSack(nowMs: number, ack: number, runs: readonly number[]): boolean {
    const isProgress = this.#readAck(nowMs, ack);
    this.#probesUnanswered = 0;
    this.#readRuns(nowMs, ack, runs);
    this.#flow.handleAckRead(nowMs, this.#lastSampleMs);
    this.#lastSampleMs = undefined;
    if (this.#arrivedCount > 0) this.#findLost(nowMs);
    return isProgress;
  }

  /**
   * To be called at `probeAtMs`: the last-sent unacknowledged packet goes again (reliable.md), and its ack will name what is
   * missed; the oldest goes too, since a channel whose very first packet is lost isn't known over there.
   */
  handleProbe(nowMs: number): void {
    if (nowMs >= this.#paceAtMs) this.#paceAtMs = NEVER; // it is asked for packets now
    if (nowMs < this.#probeAtMs) return;
    const oldest = this.#slot(this.#ackedSeq + 1);
    const last = this.#lastUnarrived();
    for (const sent of [oldest, last])
      if (sent !== undefined && this.#mayProbe(nowMs, sent)) this.#repeat(sent, this.#probes);
    this.#congestion = afterTimeout(this.#congestion, this.#nextSeq - 1);
    this.#probesUnanswered++;
    this.#probesInVain++;
    if (!this.isForeign && this.#probesInVain > PROBES_IN_VAIN_MAX) this.#giveUpFlight();
    if (this.#probesUnanswered > PROBES_UNANSWERED_MAX) this.#flow.restart();
    this.#probeAtMs = nowMs + this.#probeMs();
  }

  /** Drops everything; nothing will be sent any more. */
  clear(): void {
    this.#waiting.clear();
    this.#resends.clear();
    this.#probes.clear();
    this.#ring.clear();
    this.#allSent.add(-this.underwayCount);
    this.#ackedSeq = this.#nextSeq - 1;
    this.#probeAtMs = NEVER;
    this.#paceAtMs = NEVER;
  }

  #nextNew(nowMs: number): Numbered<T> | undefined {
    const mayKeep = this.underwayCount < RELIABLE_WINDOW_PACKETS || this.#allSent.hasRoom;
    const hasRoom = this.underwayCount < this.windowMax && mayKeep;
    const mayAdd =
      !this.isForeign || this.underwayCount - this.#arrivedCount < Math.floor(this.#congestion.windowPackets);
    if (!hasRoom || !mayAdd) return undefined;
    const content = this.#waiting.take();
    if (content === undefined) {
      if (nowMs > this.#moreUntilMs) this.#flow.handleIdle();
      return undefined;
    }
    const sent = this.#newSent(nowMs, this.#nextSeq++, content);
    this.#ring.set(this.#ackedSeq + 1, sent.seq, sent);
    this.#allSent.add(1);
    this.#flow.handleSent(nowMs, sent);
    this.#probeAtMs = nowMs + this.#probeMs();
    return sent;
  }

  #newSent(nowMs: number, seq: number, content: T): Sent<T> {
    return {
      seq,
      content,
      bytes: this.#waiting.bytesOf(content),
      sentAtMs: nowMs,
      resentAtMs: undefined,
      isResendDue: false,
      hasArrived: false,
      lastSentAtMs: nowMs,
      isInFlight: false,
      deliveredBytes: 0,
      deliveredAtMs: 0,
      startAtMs: 0,
      isAppLimited: false,
    };
  }

  /** It goes again now. */
  #leave(nowMs: number, sent: Sent<T>): Sent<T> {
    sent.resentAtMs = nowMs;
    this.#flow.handleSent(nowMs, sent);
    return sent;
  }

  #takeDue(queue: Fifo<Sent<T>>): Sent<T> | undefined {
    for (let sent = queue.take(); sent !== undefined; sent = queue.take()) {
      sent.isResendDue = false;
      if (sent.seq > this.#ackedSeq && !(sent.hasArrived && queue === this.#resends)) return sent;
    }
    return undefined;
  }

  /** Says if it is progress: an ack of what was sent, and not acknowledged before. */
  #readAck(nowMs: number, ack: number | undefined): boolean {
    if (ack === undefined || ack <= this.#ackedSeq || ack >= this.#nextSeq) return false;
    const newest = this.#slot(ack);
    if (newest !== undefined) this.#sample(nowMs, newest);
    const count = ack - this.#ackedSeq;
    for (let seq = this.#ackedSeq + 1; seq <= ack; seq++) {
      const sent = this.#slot(seq);
      if (sent !== undefined) this.#markArrived(nowMs, sent);
      this.#arrivedCount--;
      this.#ring.delete(seq);
    }
    this.#ackedSeq = ack;
    this.#allSent.add(-count);
    this.#congestion = afterAck(this.#congestion, count, this.windowMax);
    this.#probesUnanswered = 0;
    this.#probeAtMs = this.underwayCount === 0 ? NEVER : nowMs + this.#probeMs();
    return true;
  }

  /** What lies between the ack and the highest `miss` and isn't named has arrived (reliable.md "miss", last sentence). */
  #readMiss(nowMs: number, miss: readonly number[]): void {
    const missed = new Set(miss.filter((seq) => seq > this.#ackedSeq && seq < this.#nextSeq));
    const highest = Math.max(-1, ...missed);
    const newest = highest > 0 ? this.#slot(highest - 1) : undefined;
    if (newest !== undefined && !missed.has(newest.seq)) this.#sample(nowMs, newest);
    for (let seq = this.#ackedSeq + 1; seq <= highest; seq++) {
      const sent = this.#slot(seq);
      if (sent === undefined) continue;
      if (missed.has(seq)) this.#handleMissed(nowMs, sent);
      else this.#markArrived(nowMs, sent);
    }
  }

  #handleMissed(nowMs: number, sent: Sent<T>): void {
    if (sent.hasArrived || !this.#mayRepeat(nowMs, sent)) return; // an old `miss` that came late, or a hasty one
    this.#repeat(sent, this.#resends);
    this.#congestion = afterLoss(this.#congestion, sent.seq, this.#nextSeq - 1);
  }

  #readRuns(nowMs: number, ack: number, runs: readonly number[]): void {
    let seq = ack + 1;
    let hasNews = false;
    for (let index = 0; index + 1 < runs.length; index += 2) {
      seq += runs[index] ?? 0;
      const endSeq = Math.min(this.#nextSeq, seq + (runs[index + 1] ?? 0));
      for (; seq < endSeq; seq++) {
        const sent = this.#slot(seq);
        if (sent === undefined || sent.hasArrived) continue;
        if (seq === endSeq - 1) this.#sample(nowMs, sent);
        this.#markArrived(nowMs, sent);
        hasNews = true;
      }
    }
    if (hasNews) this.#probeAtMs = nowMs + this.#probeMs();
  }

  /** What left well before something that has arrived since is lost, whatever the order of their numbers (as RFC 8985). */
  #findLost(nowMs: number): void {
    const lostBeforeMs = this.#newestArrivedSentAtMs - reorderMsOf(this.#roundTrip);
    for (let seq = this.#ackedSeq + 1; seq < this.#arrivedSeq; seq++) {
      const sent = this.#slot(seq);
      if (sent === undefined || !sent.isInFlight || sent.lastSentAtMs >= lostBeforeMs) continue;
      this.#flow.handleLost(sent);
      if (this.isForeign ? this.#mayRepeat(nowMs, sent) : !sent.isResendDue) this.#repeat(sent, this.#resends);
    }
    if (this.#resends.length > 0) this.#probeAtMs = nowMs + this.#probeMs();
  }

  /** Nothing of all that is underway seems to arrive, or no ack has room to say so. */
  #giveUpFlight(): void {
    for (let seq = this.#ackedSeq + 1; seq < this.#nextSeq; seq++) {
      const sent = this.#slot(seq);
      if (sent === undefined || sent.hasArrived || sent.isResendDue) continue;
      this.#repeat(sent, this.#resends);
    }
  }

  /** What waits for the window to be sent again may go at once. */
  #mayProbe(nowMs: number, sent: Sent<T>): boolean {
    return this.isForeign ? this.#mayRepeat(nowMs, sent) : true;
  }

  /** Others are sent nothing twice within a second, our kind within a round trip. */
  #mayRepeat(nowMs: number, { isResendDue, resentAtMs }: Sent<T>): boolean {
    const intervalMs = this.isForeign ? RESEND_INTERVAL_MS : (this.#roundTrip?.smoothedMs ?? RESEND_INTERVAL_MS);
    return !isResendDue && (resentAtMs === undefined || nowMs - resentAtMs >= intervalMs);
  }

  #repeat(sent: Sent<T>, queue: Fifo<Sent<T>>): void {
    this.#flow.handleRepeat(sent);
    sent.isResendDue = true;
    queue.add(sent);
  }

  /** How long this packet took, there and back; nothing can be said of one that was sent twice, or told of before. */
  #sample(nowMs: number, sent: Sent<T>): void {
    if (sent.resentAtMs !== undefined || sent.hasArrived) return;
    this.#lastSampleMs = nowMs - sent.sentAtMs;
    this.#roundTrip = afterSample(this.#roundTrip, this.#lastSampleMs);
  }

  #markArrived(nowMs: number, sent: Sent<T>): void {
    if (sent.hasArrived) return;
    sent.hasArrived = true;
    this.#arrivedCount++;
    this.#probesInVain = 0;
    this.#arrivedSeq = Math.max(this.#arrivedSeq, sent.seq);
    // Sent twice, and back in less than a round trip: it was the earlier one that arrived.
    const isLastOne = sent.resentAtMs === undefined || nowMs - sent.resentAtMs >= this.#flow.baseMs;
    if (isLastOne) this.#newestArrivedSentAtMs = Math.max(this.#newestArrivedSentAtMs, sent.lastSentAtMs);
    this.#flow.handleDelivered(sent);
  }

  /** How long nothing may come back. What has arrived and only waits for the application over there is asked about rarely. */
  #probeMs(): number {
    if (this.isForeign) return this.#probesUnanswered > 0 ? RESEND_INTERVAL_MS : probeMsOf(this.#roundTrip);
    if (this.#arrivedCount === this.underwayCount) return RESEND_INTERVAL_MS;
    return Math.min(RESEND_INTERVAL_MS, kinProbeMsOf(this.#roundTrip) * 2 ** this.#probesUnanswered);
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
