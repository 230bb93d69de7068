import { DIAL_GAP_MS, DIALS_AT_ONCE, OPEN_ATTEMPTS_MAX, OPEN_GAP_MS_MAX, OPEN_INTERVAL_MS_MIN } from '../constants.ts';

/** The search for a way to a peer: when its open goes out next. */
export interface Dial {
  readonly sinceAtMs: number;
  readonly attempts: number;
  readonly nextAtMs: number;
}

export function startDial(nowMs: number, firstAtMs = nowMs): Dial {
  return { sinceAtMs: nowMs, attempts: 0, nextAtMs: firstAtMs };
}

/** One more attempt was made: the gap to the next is 1, 2, 4, ... s, and at most 30 s. */
export function afterAttempt(dial: Dial, nowMs: number): Dial {
  const gapMs = Math.min(OPEN_GAP_MS_MAX, OPEN_INTERVAL_MS_MIN * 2 ** Math.min(dial.attempts, 5));
  return { ...dial, attempts: dial.attempts + 1, nextAtMs: nowMs + gapMs };
}

/** There is news (a new path, a person who waits, a sign of life): the gaps begin anew, the first attempt is due now. */
export function renewDial(dial: Dial, nowMs: number): Dial {
  return { ...dial, attempts: 0, nextAtMs: Math.min(dial.nextAtMs, nowMs) };
}

/** Nobody answered a peer that isn't kept. */
export function isExhausted(dial: Dial, nowMs: number): boolean {
  return dial.attempts >= OPEN_ATTEMPTS_MAX && nowMs >= dial.nextAtMs;
}

/** When searches begin that nobody waits for: some at once, the others one after the other. */
export class DialTurns {
  /** When the last of them would have begun if none began at once. */
  #lastAtMs = Number.NEGATIVE_INFINITY;

  next(nowMs: number): number {
    this.#lastAtMs = Math.max(this.#lastAtMs + DIAL_GAP_MS, nowMs - (DIALS_AT_ONCE - 1) * DIAL_GAP_MS);
    return Math.max(nowMs, this.#lastAtMs);
  }
}
