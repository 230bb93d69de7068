import { QUEUE_DELAY_MS_MAX } from '../constants.ts';
import { afterBaseSample, type BaseRoundTrip, baseMsOf } from './round-trip.ts';

/**
 * Tells from round trips whether packets have to queue on the way. One packet late says nothing (the other side gathers acks,
 * and waits for what was lost): a whole round of packets, of which even the quickest is late, does.
 */
export class QueueWatch {
  #base: BaseRoundTrip | undefined;
  #shortestMs = Number.POSITIVE_INFINITY;
  #roundEndSeq = 0;
  #isQueueing = false;

  get isQueueing(): boolean {
    return this.#isQueueing;
  }

  /** `seq` took so long; `sentSeq` is the newest sent. True when a round is over in which packets had to queue. */
  handleSample(nowMs: number, sampleMs: number, seq: number, sentSeq: number): boolean {
    this.#base = afterBaseSample(this.#base, nowMs, sampleMs);
    this.#shortestMs = Math.min(this.#shortestMs, sampleMs);
    if (seq < this.#roundEndSeq) return false;
    this.#isQueueing = this.#shortestMs - baseMsOf(this.#base) > QUEUE_DELAY_MS_MAX;
    this.#shortestMs = Number.POSITIVE_INFINITY;
    this.#roundEndSeq = sentSeq;
    return this.#isQueueing;
  }
}
