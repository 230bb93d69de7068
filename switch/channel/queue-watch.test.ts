import { expect, test } from 'vitest';
import { BASE_ROUND_TRIP_MS, QUEUE_DELAY_MS_MAX } from '../constants.ts';
import { QueueWatch } from './queue-watch.ts';

const BASE_MS = 30;
const LATE_MS = BASE_MS + QUEUE_DELAY_MS_MAX + 1;

/** One round of ten packets; the quickest took that long. */
function round(watch: QueueWatch, nowMs: number, number: number, quickestMs: number): boolean {
  const results = Array.from({ length: 10 }, (_, index) =>
    watch.handleSample(nowMs, index === 4 ? quickestMs : 10 * LATE_MS, 10 * number + index, 10 * number + index + 10),
  );
  return results.includes(true);
}

test('single late packets are no queue, a whole late round is', () => {
  const watch = new QueueWatch();
  watch.handleSample(0, BASE_MS, 0, 19);
  for (let number = 1; number < 5; number++) expect(round(watch, number, number, BASE_MS)).toBe(false);
  expect(watch.isQueueing).toBe(false);
  expect([5, 6, 7].map((number) => round(watch, number, number, LATE_MS))).toContain(true);
  expect(watch.isQueueing).toBe(true);
  for (let number = 8; number < 11; number++) round(watch, number, number, BASE_MS);
  expect(watch.isQueueing).toBe(false);
});

test('a way that has become longer for good is no queue for ever', () => {
  const watch = new QueueWatch();
  watch.handleSample(0, BASE_MS, 0, 19);
  let number = 1;
  for (let nowMs = 0; nowMs < 3 * BASE_ROUND_TRIP_MS; nowMs += 1_000) round(watch, nowMs, number++, LATE_MS);
  expect(watch.isQueueing).toBe(false);
});
