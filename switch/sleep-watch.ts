import { SLEEP_MS_MIN } from './constants.ts';

/**
 * Notices that the machine slept or this process stood still. Systems differ in whether the monotonic clock goes on in sleep:
 * where it does, deadlines are long over; where it doesn't, the calendar has run away from it. A person who sets the calendar
 * looks like sleep, which costs a few packets.
 */
export class SleepWatch {
  /** The calendar's lead over the monotonic clock when last looked at. */
  #leadMs: number | undefined;

  /** To be called in every turn; `dueAtMs` is what should have been done first, by the monotonic clock. */
  hasSlept(nowMs: number, wallMs: number, dueAtMs: number | undefined): boolean {
    const leadMs = wallMs - nowMs;
    const hasRunAway = Math.abs(leadMs - (this.#leadMs ?? leadMs)) >= SLEEP_MS_MIN;
    this.#leadMs = leadMs;
    return hasRunAway || (dueAtMs !== undefined && nowMs - dueAtMs >= SLEEP_MS_MIN);
  }
}
