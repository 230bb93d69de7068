import { expect, test } from 'vitest';
import type { CryptoJob, CryptoJobResult } from '../cipher-sets/crypto-port.ts';
import { JobDesk } from './job-desk.ts';
import { JOBS_HERE_BURST_MS, JOBS_HERE_SHARE, JOBS_RUNNING_MAX } from './limits.ts';

const HERE = new Uint8Array([1]);
const THERE = new Uint8Array([2]);

/** A desk whose jobs take `jobMs` here, and on a worker until they are let go. */
class Bench {
  nowMs = 0;
  jobMs = 1;
  readonly waiting: CryptoJob[] = [];
  readonly done: [number, CryptoJobResult][] = [];
  readonly onWorkers: (() => void)[] = [];
  readonly stored: number[] = [];
  turnCount = 0;
  store: () => Promise<void> = async () => undefined;
  readonly desk = new JobDesk({
    jobs: {
      runNow: () => {
        this.nowMs += this.jobMs;
        return HERE;
      },
      run: () => new Promise((resolve) => void this.onWorkers.push(() => resolve(THERE))),
    },
    poll: () => this.waiting.shift(),
    done: (id, result) => void this.done.push([id, result]),
    turn: () => void this.turnCount++,
    nowMs: () => this.nowMs,
    persistOpenAtMs: (atMs) => {
      this.stored.push(atMs);
      return this.store();
    },
  });

  add(count: number): void {
    for (let id = 1; id <= count; id++) this.waiting.push({ id, kind: 'rsa-decrypt', data: HERE });
  }

  sign(): void {
    this.waiting.push({ id: 7, kind: 'rsa-sign', data: HERE, openAtMs: 1234 });
  }
}

const settled = () => new Promise(setImmediate);

test('a few jobs are done at once, and so is what comes of them', () => {
  const bench = new Bench();
  bench.add(2);
  bench.desk.work();
  expect(bench.done).toEqual([
    [1, HERE],
    [2, HERE],
  ]);
});

test('what is beyond the share of this thread goes to workers, a few at a time', async () => {
  const bench = new Bench();
  bench.add(100);
  bench.desk.work();
  const here = bench.done.length;
  expect(here).toBeLessThanOrEqual(JOBS_HERE_BURST_MS / (1 - JOBS_HERE_SHARE) + 1);
  expect(bench.onWorkers.length).toBe(JOBS_RUNNING_MAX);
  for (const letGo of bench.onWorkers.splice(0)) letGo();
  await settled();
  expect(bench.done.slice(here).map(([, result]) => result)).toEqual(Array(JOBS_RUNNING_MAX).fill(THERE));
  expect(bench.turnCount).toBe(JOBS_RUNNING_MAX);
  bench.desk.work();
  expect(bench.onWorkers.length).toBe(JOBS_RUNNING_MAX);
});

test('over a long time, jobs take no more than their share of this thread', () => {
  const bench = new Bench();
  const untilMs = 10_000;
  while (bench.nowMs < untilMs) {
    bench.add(JOBS_RUNNING_MAX + 1);
    bench.desk.work();
    bench.nowMs++; // other work
  }
  expect(bench.done.length * bench.jobMs).toBeLessThanOrEqual(untilMs * JOBS_HERE_SHARE + JOBS_HERE_BURST_MS + 1);
  expect(bench.done.length * bench.jobMs).toBeGreaterThan(untilMs * JOBS_HERE_SHARE * 0.9);
});

test.each([0, JOBS_HERE_BURST_MS * 2])(
  'an open is given to the engine when its stamp is stored (%s ms a job)',
  async (jobMs) => {
    const bench = new Bench();
    let letGo: () => void = () => undefined;
    bench.store = () =>
      new Promise((resolve) => {
        letGo = resolve;
      });
    bench.jobMs = jobMs;
    if (jobMs > 0) bench.add(1); // spends all there is, so the next one goes to a worker
    bench.sign();
    bench.desk.work();
    for (const end of bench.onWorkers) end();
    await settled();
    expect(bench.stored).toEqual([1234]);
    expect(bench.done.some(([id]) => id === 7)).toBe(false);
    letGo();
    await settled();
    expect(bench.done.at(-1)).toEqual([7, jobMs > 0 ? THERE : HERE]);
  },
);

test('an open whose stamp cannot be stored is not made', async () => {
  const bench = new Bench();
  bench.store = () => Promise.reject(new Error('disk full'));
  bench.sign();
  bench.desk.work();
  await settled();
  expect(bench.done).toEqual([[7, undefined]]);
});

test('nothing is told after the close', async () => {
  const bench = new Bench();
  bench.sign();
  bench.desk.work();
  bench.desk.close();
  await settled();
  expect(bench.done).toEqual([]);
});
