import { expect, test } from 'vitest';
import { awaitFirstSight } from './first-sight.ts';
import { FIRST_SIGHT_MS_MAX } from './limits.ts';

/** A clock whose one timer the test rings. */
function scene() {
  const timers: { readonly ms: number; readonly ring: () => void }[] = [];
  let cancelled = 0;
  const sight = awaitFirstSight((ms, ring) => {
    timers.push({ ms, ring });
    return () => {
      cancelled += 1;
    };
  });
  let isSeen = false;
  void sight.seen.then(() => {
    isSeen = true;
  });
  const settled = async () => {
    await Promise.resolve();
    return isSeen;
  };
  return { sight, timers, settled, cancelled: () => cancelled };
}

test('waits until the page has painted, and for no timer after that', async () => {
  const { sight, settled, cancelled } = scene();
  expect(await settled()).toBe(false);
  sight.note();
  sight.note(); // it was loaded anew
  expect(await settled()).toBe(true);
  expect(cancelled()).toBeGreaterThan(0);
});

test('waits no longer for a page that says nothing', async () => {
  const { timers, settled } = scene();
  expect(timers.map(({ ms }) => ms)).toEqual([FIRST_SIGHT_MS_MAX]);
  timers[0]?.ring();
  expect(await settled()).toBe(true);
});
