import type { Flight } from './flight.ts';

/** While the rate is searched for: a little more than doubles a round trip (BBR: 2 / ln 2). */
const STARTUP_GAIN = 2.8;
/** Then the queue that this made is let go. */
const DRAIN_GAIN = 0.4;
/** Then at the rate found; every eighth round trip looks for more, and the next lets that queue go. */
const CYCLE_GAINS = [1.25, 0.8, 1, 1, 1, 1, 1, 1] as const;
/** A step of the cycle takes a round trip, and no less than this. */
const STEP_MS_MIN = 10;
/** The rate is found when three rounds have raised it by less than a quarter each. */
const GROWTH = 1.25;
const ROUNDS_WITHOUT_GROWTH = 3;
/** Share of a round's bytes whose loss means too much was sent, and how many bytes are just bad luck. */
const LOSSY_RATIO = 0.15;
const LOSSY_BYTES_MIN = 20_000;

/** What the flow knows of its way. */
export interface WayModel {
  /** Bytes a millisecond. */
  readonly rate: number;
  readonly baseMs: number;
  readonly flightBytes: number;
  readonly deliveredBytes: number;
}

/** What a round, in which all that was underway at its begin arrived, has shown. */
export interface RoundNews {
  /** Of delivery, in this round. */
  readonly rate: number;
  readonly isLossy: boolean;
}

/** Where a flow stands between searching for the rate of its way and using it. */
export class FlowPhase {
  #state: 'startup' | 'drain' | 'cycle' = 'startup';
  #step = 2;
  #stepAtMs = 0;
  #highestRate = 0;
  #roundsWithoutGrowth = 0;
  #roundEndBytes = 0;
  #roundStartBytes = 0;
  #roundAtMs = 0;
  #lostBytes = 0;

  get isStartup(): boolean {
    return this.#state === 'startup';
  }

  get paceGain(): number {
    if (this.#state === 'startup') return STARTUP_GAIN;
    return this.#state === 'drain' ? DRAIN_GAIN : (CYCLE_GAINS[this.#step] ?? 1);
  }

  handleLost(bytes: number): void {
    this.#lostBytes += bytes;
  }

  restart(): void {
    this.#state = 'startup';
    this.#highestRate = 0;
    this.#roundsWithoutGrowth = 0;
  }

  /** Tells of a round, if one has ended with this delivery. */
  handleDelivered(nowMs: number, newest: Flight, way: WayModel): RoundNews | undefined {
    this.#advance(nowMs, way);
    if (newest.deliveredBytes < this.#roundEndBytes) return undefined;
    const deliveredBytes = way.deliveredBytes - this.#roundStartBytes;
    const rate = deliveredBytes / Math.max(1, nowMs - this.#roundAtMs);
    const isLossy =
      this.#lostBytes > LOSSY_BYTES_MIN && this.#lostBytes > LOSSY_RATIO * (this.#lostBytes + deliveredBytes);
    this.#roundStartBytes = way.deliveredBytes;
    this.#roundEndBytes = way.deliveredBytes;
    this.#roundAtMs = nowMs;
    this.#lostBytes = 0;
    if (this.#state === 'startup') this.#judgeGrowth(way.rate, newest.isAppLimited, isLossy);
    return { rate, isLossy };
  }

  #judgeGrowth(rate: number, isAppLimited: boolean, isLossy: boolean): void {
    if (rate >= this.#highestRate * GROWTH) {
      this.#highestRate = rate;
      this.#roundsWithoutGrowth = 0;
    } else if (!isAppLimited) {
      this.#roundsWithoutGrowth++;
    }
    if (isLossy || this.#roundsWithoutGrowth >= ROUNDS_WITHOUT_GROWTH) this.#state = 'drain';
  }

  #advance(nowMs: number, { rate, baseMs, flightBytes }: WayModel): void {
    if (this.#state === 'drain' && flightBytes <= rate * Math.max(baseMs, STEP_MS_MIN)) {
      this.#state = 'cycle';
      this.#stepAtMs = nowMs;
    }
    if (this.#state !== 'cycle' || nowMs - this.#stepAtMs < Math.max(baseMs, STEP_MS_MIN)) return;
    this.#step = (this.#step + 1) % CYCLE_GAINS.length;
    this.#stepAtMs = nowMs;
  }
}
