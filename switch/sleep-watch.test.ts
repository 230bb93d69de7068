import { expect, test } from 'vitest';
import { SLEEP_MS_MIN } from './constants.ts';
import { SleepWatch } from './sleep-watch.ts';

const WALL_MS = 1_800_000_000_000;

test('turns that come late are no sleep while there was nothing to do', () => {
  const watch = new SleepWatch();
  expect(watch.hasSlept(0, WALL_MS)).toBe(false);
  watch.expectTurn(0, undefined);
  expect(watch.hasSlept(90_000, WALL_MS + 90_000)).toBe(false);
  watch.expectTurn(90_000, 180_000);
  expect(watch.hasSlept(180_000, WALL_MS + 180_000)).toBe(false);
});

test('a turn long after it should have come is sleep', () => {
  const watch = new SleepWatch();
  const late = (nowMs: number) => watch.hasSlept(nowMs, WALL_MS + nowMs);
  watch.expectTurn(0, 5_000);
  expect(late(5_000 + SLEEP_MS_MIN - 1)).toBe(false);
  watch.expectTurn(0, 5_000);
  expect(late(5_000 + SLEEP_MS_MIN)).toBe(true);
});

test('what is due since the beginning of time is due now, and no sleep', () => {
  const watch = new SleepWatch();
  watch.expectTurn(100_000, 0);
  expect(watch.hasSlept(100_010, WALL_MS + 100_010)).toBe(false);
});

test('a calendar that has run away from the monotonic clock is sleep, once', () => {
  const watch = new SleepWatch();
  watch.hasSlept(0, WALL_MS);
  expect(watch.hasSlept(10, WALL_MS + SLEEP_MS_MIN + 10)).toBe(true);
  expect(watch.hasSlept(20, WALL_MS + SLEEP_MS_MIN + 20)).toBe(false);
});

test('a calendar that wanders slowly is none', () => {
  const watch = new SleepWatch();
  for (let step = 0; step < 100; step++) expect(watch.hasSlept(step, WALL_MS + 1_000 * step)).toBe(false);
});
