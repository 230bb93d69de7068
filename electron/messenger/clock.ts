import type { Clock } from './messenger.ts';

/** The machine's own clock; the only place of this room that asks it. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
