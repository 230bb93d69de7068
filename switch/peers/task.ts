import { NOT_QUEUED, type Timed } from '../timers.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** A part of the engine with deadlines of its own, beside those of peers and channels. */
export abstract class Task implements Timed {
  dueAtMs = NEVER;
  queuePlace = NOT_QUEUED;

  abstract handleTimeout(nowMs: number): void;

  /** The switch is closed: nothing is due any more. */
  stop(): void {
    this.dueAtMs = NEVER;
  }
}
