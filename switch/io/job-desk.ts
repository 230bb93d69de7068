import type { CryptoJob, CryptoJobResult } from '../cipher-sets/crypto-port.ts';
import type { CryptoJobs } from './crypto-jobs.ts';
import { JOBS_HERE_BURST_MS, JOBS_HERE_SHARE, JOBS_RUNNING_MAX } from './limits.ts';
import { TimeShare } from './time-share.ts';

/** What a desk has to do with an engine and its driver. */
export interface JobDeskParts {
  readonly jobs: Pick<CryptoJobs, 'run' | 'runNow'>;
  /** The engine's next job, if there is one. */
  readonly poll: () => CryptoJob | undefined;
  readonly done: (id: number, result: CryptoJobResult) => void;
  /** Something was done outside a turn: what comes of it is to go out now. */
  readonly turn: () => void;
  readonly nowMs: () => number;
  /** Awaited before an open with this `at` is given to the engine. If it rejects, that open is not made. */
  readonly persistOpenAtMs: (atMs: number) => Promise<void>;
}

/**
 * Runs an engine's jobs. One or two at a time are done here, on the calling thread: the way to a worker and back takes as long as
 * RSA does. Once they have taken their share of the thread's time the rest goes to workers, so that a crowd never holds it up.
 */
export class JobDesk {
  readonly #parts: JobDeskParts;
  readonly #timeHere = new TimeShare(JOBS_HERE_BURST_MS, JOBS_HERE_SHARE);
  #onWorkersCount = 0;
  #isClosed = false;

  constructor(parts: JobDeskParts) {
    this.#parts = parts;
  }

  /** Does or begins what is to be done, and what comes of it. Says whether there was anything. */
  work(): boolean {
    const { poll, nowMs } = this.#parts;
    for (let hasWorked = false; ; hasWorked = true) {
      const isHere = this.#timeHere.isLeft(nowMs());
      if (!isHere && this.#onWorkersCount >= JOBS_RUNNING_MAX) return hasWorked;
      const job = poll();
      if (job === undefined) return hasWorked;
      if (isHere) this.#runHere(job);
      else this.#runOnWorker(job);
    }
  }

  /** Nothing is told any more. */
  close(): void {
    this.#isClosed = true;
  }

  #runHere(job: CryptoJob): void {
    const { jobs, nowMs, done } = this.#parts;
    const stored = this.#store(job);
    const sinceMs = nowMs();
    const result = jobs.runNow(job);
    this.#timeHere.spend(nowMs() - sinceMs);
    if (stored === undefined) done(job.id, result);
    else stored.then((isStored) => this.#end(job, isStored ? result : undefined)).catch(throwAsBug);
  }

  #runOnWorker(job: CryptoJob): void {
    this.#onWorkersCount++;
    Promise.all([this.#parts.jobs.run(job), this.#store(job) ?? true])
      .then(([result, isStored]) => {
        this.#onWorkersCount--;
        this.#end(job, isStored ? result : undefined);
      })
      .catch(throwAsBug);
  }

  /** An `at` that was used and forgotten would let an older open pass for a newer one: no store, no open. */
  #store({ openAtMs }: CryptoJob): Promise<boolean> | undefined {
    if (openAtMs === undefined) return undefined;
    return this.#parts.persistOpenAtMs(openAtMs).then(
      () => true,
      () => false,
    );
  }

  #end(job: CryptoJob, result: CryptoJobResult): void {
    if (this.#isClosed) return;
    this.#parts.done(job.id, result);
    this.#parts.turn();
  }
}

/** A job that rejects is a bug of ours: it is thrown where the process sees it. */
function throwAsBug(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
