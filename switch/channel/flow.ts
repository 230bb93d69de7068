import { FLOW_QUEUE_MS, FLOW_WINDOW_BYTES_INITIAL, FLOW_WINDOW_BYTES_MIN } from '../constants.ts';
import { BaseRoundTrip } from './base-round-trip.ts';
import type { Flight } from './flight.ts';
import { FlowPhase } from './flow-phase.ts';
import { Pace } from './pace.ts';
import { PeakRate } from './peak-rate.ts';

/** Shorter than that, the time between two deliveries says more about event loops than about the way. */
const SAMPLE_MS_MIN = 1;
/** What the window leaves beside the way itself: a share of it, and FLOW_QUEUE_MS. */
const WINDOW_GAIN = 1.1;
/** While the rate still doubles, what is known of it is a round old. */
const STARTUP_WINDOW_GAIN = 2.5;
const BASE_PROBE_GAIN = 0.5;

/**
 * How much a channel has underway to a switch of our kind, and at what pace it leaves (after BBR). The model of the way is
 * the highest rate at which packets arrive of late, and the shortest round trip: packets leave at that rate, a little more
 * now and then, and no more is underway than the way holds and a short queue. Loss as such means nothing, so Wi-Fi and
 * mobile networks are used as far as they go; only when much is lost, the rate is what still arrives.
 */
export class Flow {
  readonly #base = new BaseRoundTrip();
  readonly #peak = new PeakRate();
  readonly #pace = new Pace();
  readonly #phase = new FlowPhase();
  #flightBytes = 0;
  #deliveredBytes = 0;
  #deliveredAtMs = 0;
  #startAtMs = 0;
  /** What is sent up to here says nothing of the way: there was no more to send. */
  #appLimitedBytes = -1;
  /** Where slow start began, until a rate is known. */
  #slowStartBytes = 0;
  /** Of the packets that an ack tells of, the one that left last. */
  #newest: Flight | undefined;

  get flightBytes(): number {
    return this.#flightBytes;
  }

  get baseMs(): number {
    return this.#base.ms;
  }

  /** As much is underway as may be, until something arrives. */
  isFull(nowMs: number): boolean {
    return this.#flightBytes >= this.windowBytes(nowMs);
  }

  /** Undefined: now. Else when the pace lets the next packet go. */
  paceAtMs(nowMs: number): number | undefined {
    const rate = this.#paceRate();
    return this.#pace.maySend(nowMs, rate) ? undefined : this.#pace.nextAtMs(nowMs, rate);
  }

  windowBytes(nowMs: number): number {
    const rate = this.#peak.value;
    if (rate === 0) return FLOW_WINDOW_BYTES_INITIAL + this.#deliveredBytes - this.#slowStartBytes;
    const isProbing = this.#base.isProbing(nowMs);
    const { ms: baseMs } = this.#base;
    if (isProbing) return Math.max(FLOW_WINDOW_BYTES_MIN, BASE_PROBE_GAIN * rate * baseMs);
    const gain = this.#phase.isStartup ? STARTUP_WINDOW_GAIN : WINDOW_GAIN;
    const least = this.#phase.isStartup ? FLOW_WINDOW_BYTES_INITIAL : FLOW_WINDOW_BYTES_MIN;
    return Math.max(least, rate * (gain * baseMs + FLOW_QUEUE_MS));
  }

  handleSent(nowMs: number, flight: Flight): void {
    if (this.#flightBytes === 0) {
      this.#deliveredAtMs = nowMs;
      this.#startAtMs = nowMs;
    }
    this.#flightBytes += flight.bytes;
    this.#pace.handleSent(flight.bytes);
    flight.lastSentAtMs = nowMs;
    flight.isInFlight = true;
    flight.deliveredBytes = this.#deliveredBytes;
    flight.deliveredAtMs = this.#deliveredAtMs;
    flight.startAtMs = this.#startAtMs;
    flight.isAppLimited = this.#deliveredBytes <= this.#appLimitedBytes;
  }

  /** More could be sent, but there is nothing. */
  handleIdle(): void {
    this.#appLimitedBytes = this.#deliveredBytes + this.#flightBytes;
  }

  /** It arrived; several may, before `handleAckRead`. */
  handleDelivered(flight: Flight): void {
    this.#leave(flight);
    this.#deliveredBytes += flight.bytes;
    if (this.#newest === undefined || flight.lastSentAtMs >= this.#newest.lastSentAtMs) this.#newest = flight;
  }

  handleLost(flight: Flight): void {
    this.#leave(flight);
    this.#phase.handleLost(flight.bytes);
  }

  /** It goes again, though it may still arrive. */
  handleRepeat(flight: Flight): void {
    this.#leave(flight);
  }

  /** All that an ack told is told. `roundTripMs`: of a packet that went only once. */
  handleAckRead(nowMs: number, roundTripMs: number | undefined): void {
    if (roundTripMs !== undefined) this.#base.add(nowMs, roundTripMs);
    const newest = this.#newest;
    if (newest === undefined) return;
    this.#newest = undefined;
    const bytes = this.#deliveredBytes - newest.deliveredBytes;
    const elapsedMs = Math.max(newest.lastSentAtMs - newest.startAtMs, nowMs - newest.deliveredAtMs);
    this.#deliveredAtMs = nowMs;
    this.#startAtMs = newest.lastSentAtMs;
    const rate = elapsedMs >= Math.max(SAMPLE_MS_MIN, this.#base.ms) ? bytes / elapsedMs : 0;
    if (rate > 0 && (!newest.isAppLimited || rate > this.#peak.value)) this.#peak.add(rate);
    this.#handleRounds(nowMs, newest);
  }

  /** Nothing comes back for long: the way is unknown again. */
  restart(): void {
    this.#peak.reset(0);
    this.#phase.restart();
    this.#slowStartBytes = this.#deliveredBytes;
  }

  #handleRounds(nowMs: number, newest: Flight): void {
    const way = {
      rate: this.#peak.value,
      baseMs: this.#base.ms,
      flightBytes: this.#flightBytes,
      deliveredBytes: this.#deliveredBytes,
    };
    const news = this.#phase.handleDelivered(nowMs, newest, way);
    if (news === undefined) return;
    this.#peak.handleRound(nowMs);
    if (news.isLossy && news.rate < this.#peak.value) this.#peak.reset(news.rate);
  }

  #paceRate(): number {
    const rate = this.#peak.value;
    if (rate === 0) return Number.POSITIVE_INFINITY;
    // Small talk says nothing of the way: what may be sent at the begin may always be sent in a round trip.
    const least = FLOW_WINDOW_BYTES_INITIAL / Math.max(SAMPLE_MS_MIN, this.#base.ms);
    return Math.max(least, rate * this.#phase.paceGain);
  }

  #leave(flight: Flight): void {
    if (!flight.isInFlight) return;
    flight.isInFlight = false;
    this.#flightBytes -= flight.bytes;
  }
}
