import { SLEEP_MS_MIN } from './constants.ts';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Notices that the machine slept or this process stood still. Systems differ in whether the monotonic clock goes on in sleep:
 * where it does, the next turn comes long after it should have; where it doesn't, the calendar has run away from it. A person who
 * sets the calendar looks like sleep, which costs a few packets.
 */
export class SleepWatch {
  /** The calendar's lead over the monotonic clock when last looked at. */
  #leadMs: number | undefined;
  #nextTurnAtMs = NEVER;

  /** To be called at the beginning of every turn. */
  hasSlept(nowMs: number, wallMs: number): boolean {
    const leadMs = wallMs - nowMs;
    const hasRunAway = Math.abs(leadMs - (this.#leadMs ?? leadMs)) >= SLEEP_MS_MIN;
    this.#leadMs = leadMs;
    return hasRunAway || nowMs - this.#nextTurnAtMs >= SLEEP_MS_MIN;
  }

  /** And this at its end: when there is something to do. A time long past means now. */
  expectTurn(nowMs: number, dueAtMs: number | undefined): void {
    this.#nextTurnAtMs = Math.max(nowMs, dueAtMs ?? NEVER);
  }
}
