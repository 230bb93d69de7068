import type { CryptoJob } from '../cipher-sets/crypto-port.ts';
import { JOB_SHARES, JOBS_PER_CLASS_MAX } from '../constants.ts';
import { Fifo } from '../fifo.ts';

/**
 * On whose account the work of our secret key is done. `asked`: we opened to that address, punched it, or were introduced to it.
 * `known`: one of a contact's last addresses. `stranger`: everybody else.
 */
export type JobClass = 'asked' | 'known' | 'stranger';

const CLASSES = ['asked', 'known', 'stranger'] as const satisfies readonly JobClass[];

interface Lane {
  readonly waiting: Fifo<CryptoJob>;
  /** Waiting or running. */
  count: number;
  /** What it has had, in jobs divided by its share: the lane that has had least is next. */
  served: number;
}

/**
 * Jobs in three lanes that share the work of the secret key (JOB_SHARES). No lane waits while the others are empty; and a flood
 * fills its own alone.
 */
export class JobQueue {
  readonly #lanes: Readonly<Record<JobClass, Lane>> = { asked: lane(), known: lane(), stranger: lane() };
  /** `served` of the lane taken last. */
  #served = 0;

  /** Whether no more opens of that class are to be read: those that wait already are a while of work. */
  isFull(jobClass: JobClass): boolean {
    return this.#lanes[jobClass].count >= JOBS_PER_CLASS_MAX;
  }

  add(jobClass: JobClass, job: CryptoJob): void {
    const lane = this.#lanes[jobClass];
    // Who had nothing to do saves nothing up: else it would hold up the others when it comes back.
    if (lane.waiting.length === 0) lane.served = Math.max(lane.served, this.#served);
    lane.waiting.add(job);
    lane.count++;
  }

  /** The job whose turn it is. It counts until `end`. */
  take(): CryptoJob | undefined {
    let next: JobClass | undefined;
    for (const jobClass of CLASSES) {
      const { waiting, served } = this.#lanes[jobClass];
      if (waiting.length > 0 && (next === undefined || served < this.#lanes[next].served)) next = jobClass;
    }
    if (next === undefined) return undefined;
    const lane = this.#lanes[next];
    this.#served = lane.served;
    lane.served += 1 / JOB_SHARES[next];
    return lane.waiting.take();
  }

  end(jobClass: JobClass): void {
    this.#lanes[jobClass].count--;
  }
}

function lane(): Lane {
  return { waiting: new Fifo(), count: 0, served: 0 };
}
