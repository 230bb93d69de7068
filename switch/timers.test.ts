import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Timed, TimerQueue } from './timers.ts';

const NEVER = Number.POSITIVE_INFINITY;

interface Clock extends Timed {
  dueAtMs: number;
}

const clock = (dueAtMs: number): Clock => ({ dueAtMs, queuedAtMs: NEVER });
/** Which of eight clocks is set to what; 0 to 100 ms, or never. */
const anySetting = fc.tuple(fc.nat(7), fc.oneof(fc.nat(100), fc.constant(NEVER)));

describe('timer queue', () => {
  test('however deadlines move, each is served at its own time and none is forgotten', () => {
    fc.assert(
      fc.property(fc.array(anySetting, { maxLength: 60 }), (settings) => {
        const timers = new TimerQueue<Clock>();
        const clocks = Array.from({ length: 8 }, () => clock(NEVER));
        for (const [index, dueAtMs] of settings) {
          const set = clocks[index];
          if (set === undefined) continue;
          set.dueAtMs = dueAtMs;
          timers.update(set);
        }
        const expected = clocks.map(({ dueAtMs }) => dueAtMs).filter((atMs) => atMs < NEVER);
        const served: number[] = [];
        for (let atMs = timers.nextAtMs(); atMs !== undefined; atMs = timers.nextAtMs()) {
          const due = timers.takeDue(atMs);
          expect(due?.dueAtMs).toBe(atMs);
          served.push(atMs);
          if (due !== undefined) due.dueAtMs = NEVER;
        }
        expect(served).toEqual(expected.sort((a, b) => a - b));
      }),
    );
  });

  test('nothing is taken before it is due', () => {
    const timers = new TimerQueue<Clock>();
    timers.update(clock(10));
    expect(timers.takeDue(9)).toBeUndefined();
    expect(timers.takeDue(10)?.dueAtMs).toBe(10);
    expect(timers.nextAtMs()).toBeUndefined();
  });

  test('a deadline that moved later without a word is told at its later time', () => {
    const timers = new TimerQueue<Clock>();
    const moved = clock(10);
    timers.update(moved);
    moved.dueAtMs = 30;
    expect(timers.nextAtMs()).toBe(30);
    expect(timers.takeDue(20)).toBeUndefined();
  });
});
