import type { CryptoJob, CryptoJobResult } from '../cipher-sets/crypto-port.ts';
import type { Path } from '../paths/path.ts';
import { DatagramQueue } from './datagram-queue.ts';
import type { Beacon } from './lan-beacon.ts';
import { JOBS_RUNNING_MAX, RECEIVE_MS_MAX, TIMER_MS_MAX, TRANSMIT_MS_MAX } from './limits.ts';
import type { Transport } from './transport.ts';

/** Of the engine, what a driver calls. */
export interface DrivenEngine {
  handleDatagram(nowMs: number, wallMs: number, from: Path, bytes: Uint8Array): void;
  handleTimeout(nowMs: number, wallMs: number): void;
  handleJobDone(nowMs: number, wallMs: number, id: number, result: CryptoJobResult): void;
  pollTransmit(nowMs: number): { readonly to: Path; readonly bytes: Uint8Array } | undefined;
  pollPing(): Uint8Array | undefined;
  pollJob(): CryptoJob | undefined;
  pollTimeout(): number | undefined;
}

export interface DriverParts {
  readonly engine: DrivenEngine;
  readonly transport: Transport;
  /** Where pings go out and those of others come in; without it there are none. */
  readonly beacon?: Beacon;
  readonly clock: Clock;
  readonly runJob: (job: CryptoJob) => Promise<CryptoJobResult>;
  /** Awaited before the signature of an open with this `at` is made. If it rejects, that open is not made. */
  readonly persistOpenAtMs: (atMs: number) => Promise<void>;
  /** Tells the application what the engine did. Called after each turn, never from inside a call of the application. */
  readonly dispatch: () => void;
}

export interface Clock {
  /** Monotonic. */
  nowMs(): number;
  /** The calendar's, for the `at` of opens. */
  wallMs(): number;
}

/**
 * Runs an engine: bytes in, bytes out, one timer, jobs on workers. All happens in turns of some milliseconds at most
 * (`RECEIVE_MS_MAX`, `TRANSMIT_MS_MAX`); what does not fit waits for the next one, after the thread's other work.
 */
export class Driver {
  readonly #parts: DriverParts;
  readonly #queue = new DatagramQueue();
  #isTurnDue = false;
  #isClosed = false;
  #jobsRunning = 0;
  #timer: NodeJS.Timeout | undefined;
  /** When the timer rings. It may ring too early, and is then set again. */
  #timerAtMs = Number.POSITIVE_INFINITY;

  constructor(parts: DriverParts) {
    this.#parts = parts;
    const receive = (from: Path, bytes: Uint8Array) => {
      if (this.#queue.push(from, bytes)) this.wake();
    };
    parts.transport.onDatagram(receive);
    parts.beacon?.onDatagram(receive);
    this.wake();
  }

  /** A turn soon, not from inside this call: the application has asked something of the engine. */
  wake(): void {
    if (this.#isTurnDue || this.#isClosed) return;
    this.#isTurnDue = true;
    setImmediate(() => this.#turn());
  }

  /** Sends what is ready, then stops. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#queue.clear();
    this.#transmit();
    await Promise.all([this.#parts.transport.close(), this.#parts.beacon?.close()]);
  }

  #turn(): void {
    this.#isTurnDue = false;
    if (this.#isClosed) return;
    this.#receive();
    this.#ring();
    this.#parts.dispatch(); // before sending: what the application answers from a handler leaves in the same turn
    if (this.#isClosed) return;
    const isAllSent = this.#transmit();
    this.#ping();
    this.#startJobs();
    this.#setTimer();
    if (!isAllSent || !this.#queue.isEmpty) this.wake();
  }

  #receive(): void {
    const { engine, clock } = this.#parts;
    const untilMs = clock.nowMs() + RECEIVE_MS_MAX;
    for (let nowMs = clock.nowMs(); nowMs < untilMs; nowMs = clock.nowMs()) {
      const datagram = this.#queue.shift();
      if (datagram === undefined) return;
      engine.handleDatagram(nowMs, clock.wallMs(), datagram.from, datagram.bytes);
    }
  }

  /** Whatever the engine waits for may be due, whether or not the timer rang: datagrams can keep it from ringing. */
  #ring(): void {
    const { engine, clock } = this.#parts;
    const dueAtMs = engine.pollTimeout();
    const nowMs = clock.nowMs();
    if (dueAtMs !== undefined && dueAtMs <= nowMs) engine.handleTimeout(nowMs, clock.wallMs());
  }

  /** False if time ran out before the packets did. */
  #transmit(): boolean {
    const { engine, transport, clock } = this.#parts;
    const untilMs = clock.nowMs() + TRANSMIT_MS_MAX;
    for (let nowMs = clock.nowMs(); nowMs < untilMs; nowMs = clock.nowMs()) {
      const out = engine.pollTransmit(nowMs);
      if (out === undefined) return true;
      transport.send(out.to, out.bytes);
    }
    return false;
  }

  #ping(): void {
    const ping = this.#parts.engine.pollPing();
    if (ping !== undefined) this.#parts.beacon?.send(ping);
  }

  #startJobs(): void {
    while (this.#jobsRunning < JOBS_RUNNING_MAX) {
      const job = this.#parts.engine.pollJob();
      if (job === undefined) return;
      this.#jobsRunning++;
      this.#run(job).catch(throwAsBug);
    }
  }

  async #run(job: CryptoJob): Promise<void> {
    const { engine, clock, runJob } = this.#parts;
    const result = (await this.#mayRun(job)) ? await runJob(job) : undefined;
    this.#jobsRunning--;
    if (this.#isClosed) return;
    engine.handleJobDone(clock.nowMs(), clock.wallMs(), job.id, result);
    this.wake();
  }

  /** An `at` that was used and forgotten would let an older open pass for a newer one: no store, no open. */
  async #mayRun(job: CryptoJob): Promise<boolean> {
    if (job.openAtMs === undefined) return true;
    return this.#parts.persistOpenAtMs(job.openAtMs).then(
      () => true,
      () => false,
    );
  }

  #setTimer(): void {
    const dueAtMs = this.#parts.engine.pollTimeout();
    // One that rings too early costs less than setting a new one in each turn.
    if (dueAtMs === undefined || dueAtMs >= this.#timerAtMs) return;
    clearTimeout(this.#timer);
    this.#timerAtMs = dueAtMs;
    const waitMs = Math.min(Math.max(0, dueAtMs - this.#parts.clock.nowMs()), TIMER_MS_MAX);
    this.#timer = setTimeout(() => {
      this.#timerAtMs = Number.POSITIVE_INFINITY;
      this.wake();
    }, Math.ceil(waitMs));
  }
}

/** A job that rejects is a bug of ours: it is thrown where the process sees it. */
function throwAsBug(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
