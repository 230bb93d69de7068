import { expect, test } from 'vitest';
import { SLEEP_MS_MIN } from './constants.ts';
import { SleepWatch } from './sleep-watch.ts';

const WALL_MS = 1_800_000_000_000;

test('turns that come late are no sleep while nothing was due, nor while both clocks agree', () => {
  const watch = new SleepWatch();
  expect(watch.hasSlept(0, WALL_MS, undefined)).toBe(false);
  expect(watch.hasSlept(90_000, WALL_MS + 90_000, undefined)).toBe(false);
  expect(watch.hasSlept(180_000, WALL_MS + 180_000, 180_000)).toBe(false);
});

test('a deadline long over is sleep', () => {
  const watch = new SleepWatch();
  expect(watch.hasSlept(100_000, WALL_MS, 100_000 - SLEEP_MS_MIN + 1)).toBe(false);
  expect(watch.hasSlept(100_000, WALL_MS, 100_000 - SLEEP_MS_MIN)).toBe(true);
});

test('a calendar that has run away from the monotonic clock is sleep, once', () => {
  const watch = new SleepWatch();
  watch.hasSlept(0, WALL_MS, undefined);
  expect(watch.hasSlept(10, WALL_MS + SLEEP_MS_MIN + 10, undefined)).toBe(true);
  expect(watch.hasSlept(20, WALL_MS + SLEEP_MS_MIN + 20, undefined)).toBe(false);
});

test('a calendar that wanders slowly is none', () => {
  const watch = new SleepWatch();
  for (let step = 0; step < 100; step++) expect(watch.hasSlept(step, WALL_MS + 1_000 * step, undefined)).toBe(false);
});
