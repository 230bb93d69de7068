import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ASKED_MS, ASKED_SOURCES_MAX, JOB_SHARES, JOBS_PER_CLASS_MAX } from '../constants.ts';
import type { Path } from '../paths/path.ts';
import { AskedSources } from './asked-sources.ts';
import { type JobClass, JobQueue } from './job-queue.ts';

const CLASSES: readonly JobClass[] = ['asked', 'known', 'stranger'];
const NO_DATA = new Uint8Array(0);

/** A queue whose jobs say by their id whose they are. */
function fill(counts: Readonly<Record<JobClass, number>>): JobQueue {
  const queue = new JobQueue();
  CLASSES.forEach((jobClass, id) => {
    for (let count = 0; count < counts[jobClass]; count++) queue.add(jobClass, { id, kind: 'rsa-sign', data: NO_DATA });
  });
  return queue;
}

function take(queue: JobQueue): JobClass | undefined {
  const job = queue.take();
  return job && CLASSES[job.id];
}

test('while all wait, each has its share of any stretch, to within a job or two', () => {
  const queue = fill({ asked: 200, known: 200, stranger: 200 });
  const taken = Array.from({ length: 200 }, () => take(queue));
  for (const jobClass of CLASSES)
    for (const length of [10, 50, 200]) {
      const had = taken.slice(0, length).filter((which) => which === jobClass).length;
      expect(Math.abs(had - length * JOB_SHARES[jobClass])).toBeLessThanOrEqual(1.5);
    }
});

test('nothing waits while somebody could work, and nothing is lost', () => {
  const lengths = fc.record({ asked: fc.nat(40), known: fc.nat(40), stranger: fc.nat(40) });
  fc.assert(
    fc.property(lengths, (counts) => {
      const queue = fill(counts);
      const total = counts.asked + counts.known + counts.stranger;
      const taken = Array.from({ length: total }, () => take(queue));
      for (const jobClass of CLASSES) expect(taken.filter((which) => which === jobClass).length).toBe(counts[jobClass]);
      expect(queue.take()).toBeUndefined();
    }),
  );
});

test('whoever comes after a long quiet time is served soon, and holds nobody up for what it saved', () => {
  const queue = fill({ asked: 0, known: 0, stranger: 1_000 });
  for (let count = 0; count < 500; count++) take(queue);
  for (let count = 0; count < 100; count++) queue.add('known', { id: 1, kind: 'rsa-sign', data: NO_DATA });
  const taken = Array.from({ length: 50 }, () => take(queue));
  expect(taken.slice(0, 2)).toContain('known');
  expect(taken.filter((which) => which === 'stranger').length).toBeGreaterThanOrEqual(18); // 20 to 30
});

test('is full of one class alone, until some of it is done', () => {
  const queue = fill({ asked: 0, known: 0, stranger: JOBS_PER_CLASS_MAX });
  expect(queue.isFull('stranger')).toBe(true);
  expect(queue.isFull('known')).toBe(false);
  queue.take();
  expect(queue.isFull('stranger')).toBe(true); // it runs
  queue.end('stranger');
  expect(queue.isFull('stranger')).toBe(false);
});

test('who was asked is remembered for a time, and a bounded number of them', () => {
  const sources = new AskedSources();
  const at = (number: number): Path => ({ type: 'ipv4', ip: `10.0.${number >> 8}.${number & 255}`, port: 4 });
  sources.add(0, at(0));
  expect(sources.has(ASKED_MS, { ...at(0), port: 5 })).toBe(true); // a NAT gives another port
  expect(sources.has(ASKED_MS, at(1))).toBe(false);
  expect(sources.has(ASKED_MS + 1, at(0))).toBe(false);
  for (let number = 1; number <= ASKED_SOURCES_MAX; number++) sources.add(1, at(number));
  expect(sources.has(1, at(0))).toBe(false);
  expect(sources.has(1, at(1))).toBe(true);
});
