import { expect, test } from 'vitest';
import type { Core } from '../core.ts';
import { HOURS_LOOK_MS } from '../limits.ts';
import type { TrustState } from '../views/trust-views.ts';
import { Habits, isOnIn } from './habits.ts';

const DAY_MS = 24 * 3_600_000;

test('who is reached through somebody in between is on as well', () => {
  const states: TrustState[] = ['direct-same-network', 'direct', 'connected', 'through-friend', 'through-helper'];
  expect(states.filter(isOnIn)).toEqual(states);
  const away: TrustState[] = ['looking', 'waiting', 'no-way-yet', 'offline'];
  expect(away.filter(isOnIn)).toEqual([]);
});

test('the windows are told when there is another hour to be shown, and only then', async () => {
  let wallMs = new Date(2026, 0, 5).getTime();
  let due: () => void = () => undefined;
  let toldCount = 0;
  const core = {
    clock: {
      wallMs: () => wallMs,
      after: (_ms: number, callback: () => void) => {
        due = callback;
        return () => undefined;
      },
    },
    details: { get: () => ({}), change: async () => undefined },
    emit: () => void toldCount++,
  } as unknown as Core; // what habits use of it
  const habits = new Habits({
    core,
    look: () => [{ person: 'anna', isOn: new Date(wallMs).getHours() === 19 }],
    isOnline: () => true,
  });
  habits.start();
  const liveFor = async (daysMs: number) => {
    for (const endMs = wallMs + daysMs; wallMs < endMs; ) {
      wallMs += HOURS_LOOK_MS;
      due();
      await Promise.resolve(); // what is to be stored
    }
  };
  await liveFor(6 * 7 * DAY_MS);
  const before = toldCount;
  expect(before).toBeGreaterThan(0);
  await liveFor(DAY_MS);
  expect(toldCount - before).toBe(2); // at eight it is over for the day, and at midnight there is another one
  habits.stop();
});
