import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOT_QUEUED, type Timed, TimerQueue } from './timers.ts';

const NEVER = Number.POSITIVE_INFINITY;
const RETRY_MS = 100;

interface Clock extends Timed {
  dueAtMs: number;
}

const clock = (dueAtMs: number): Clock => ({ dueAtMs, queuePlace: NOT_QUEUED });
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
        expect(timers.size).toBeLessThanOrEqual(clocks.length);
        const expected = clocks.map(({ dueAtMs }) => dueAtMs).filter((atMs) => atMs < NEVER);
        const served: number[] = [];
        for (let atMs = timers.nextAtMs(); atMs !== undefined; atMs = timers.nextAtMs()) {
          timers.handleDue(atMs, RETRY_MS, (due) => {
            expect(due.dueAtMs).toBe(atMs);
            served.push(atMs);
            due.dueAtMs = NEVER;
          });
        }
        expect(served).toEqual(expected.sort((a, b) => a - b));
      }),
    );
  });

  test('nothing is handled before it is due', () => {
    const timers = new TimerQueue<Clock>();
    timers.update(clock(10));
    expect(handledAt(timers, 9)).toBe(0);
    expect(handledAt(timers, 10)).toBe(1);
    expect(timers.nextAtMs()).toBeUndefined();
  });

  test('what its handler leaves due is handled once, and again after the retry', () => {
    const timers = new TimerQueue<Clock>();
    const stuck = clock(10);
    timers.update(stuck);
    let count = 0;
    const leave = () => {
      count++;
      timers.update(stuck);
    };
    timers.handleDue(10, RETRY_MS, leave);
    expect(count).toBe(1);
    expect(timers.nextAtMs()).toBe(10 + RETRY_MS);
    timers.handleDue(10 + RETRY_MS, RETRY_MS, leave);
    expect(count).toBe(2);
  });

  test('a deadline that moved later without a word is told at its later time', () => {
    const timers = new TimerQueue<Clock>();
    const moved = clock(10);
    timers.update(moved);
    moved.dueAtMs = 30;
    expect(timers.nextAtMs()).toBe(30);
    expect(handledAt(timers, 20)).toBe(0);
  });

  test('a deadline that moves earlier and earlier is queued once', () => {
    const timers = new TimerQueue<Clock>();
    const moved = clock(NEVER);
    for (const dueAtMs of [50, 40, 30]) {
      moved.dueAtMs = dueAtMs;
      timers.update(moved);
    }
    expect(timers.size).toBe(1);
  });

  test('a deadline that moves to and fro ten thousand times leaves no heap behind', () => {
    const timers = new TimerQueue<Clock>();
    const [calm, moved] = [clock(60_000), clock(NEVER)];
    timers.update(calm);
    for (let nowMs = 0; nowMs < 20_000; nowMs += 2) {
      for (const dueAtMs of [80_000, nowMs + 1]) {
        moved.dueAtMs = dueAtMs;
        timers.update(moved);
      }
      timers.handleDue(nowMs + 1, RETRY_MS, () => {
        moved.dueAtMs = 70_000;
      });
    }
    expect(timers.size).toBeLessThan(100);
    expect(timers.nextAtMs()).toBe(60_000);
    expect(handledAt(timers, 60_000)).toBe(1);
    expect(timers.nextAtMs()).toBe(70_000);
  });
});

/** How many are handled; they are never due again. */
function handledAt(timers: TimerQueue<Clock>, nowMs: number): number {
  let count = 0;
  timers.handleDue(nowMs, RETRY_MS, (due) => {
    count++;
    due.dueAtMs = NEVER;
  });
  return count;
}
