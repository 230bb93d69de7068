import type { CryptoJob, CryptoJobResult } from '../cipher-sets/crypto-port.ts';
import type { Path } from '../paths/path.ts';
import type { Transmit } from '../transmit.ts';
import type { CryptoJobs } from './crypto-jobs.ts';
import { DatagramQueue } from './datagram-queue.ts';
import { JobDesk } from './job-desk.ts';
import type { Beacon } from './lan-beacon.ts';
import { RECEIVE_MS_MAX, TIMER_MS_MAX, TRANSMIT_MS_MAX } from './limits.ts';
import type { Transport } from './transport.ts';

/** Of the engine, what a driver calls. */
export interface DrivenEngine {
  handleDatagram(nowMs: number, wallMs: number, from: Path, bytes: Uint8Array): void;
  handlePathClosed(nowMs: number, path: Path): void;
  handleTimeout(nowMs: number, wallMs: number): void;
  handleJobDone(nowMs: number, wallMs: number, id: number, result: CryptoJobResult): void;
  pollTransmit(nowMs: number): Transmit | undefined;
  pollPing(): Uint8Array | undefined;
  pollJob(): CryptoJob | undefined;
  pollTimeout(): number | undefined;
  /** The dispatcher has something to tell the application. */
  readonly hasEvents: boolean;
}

export interface DriverParts {
  readonly engine: DrivenEngine;
  readonly transport: Transport;
  /** Where pings go out and those of others come in; without it there are none. */
  readonly beacon?: Beacon;
  readonly clock: Clock;
  readonly jobs: Pick<CryptoJobs, 'run' | 'runNow'>;
  /** Awaited before an open with this `at` is given to the engine. If it rejects, that open is not made. */
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
 * Runs an engine: bytes in, bytes out, one timer, jobs by a desk of their own. All happens in turns of some milliseconds at most
 * (`RECEIVE_MS_MAX`, `TRANSMIT_MS_MAX`); what does not fit waits for the next one, after the thread's other work.
 */
export class Driver {
  readonly #parts: DriverParts;
  readonly #queue = new DatagramQueue();
  readonly #desk: JobDesk;
  #isTurnDue = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;
  /** When the timer rings. It may ring too early, and is then set again. */
  #timerAtMs = Number.POSITIVE_INFINITY;

  constructor(parts: DriverParts) {
    this.#parts = parts;
    this.#desk = this.#openDesk();
    const receive = (from: Path, bytes: Uint8Array) => {
      if (this.#queue.push(from, bytes)) this.wake();
    };
    parts.transport.onDatagram(receive);
    parts.beacon?.onDatagram(receive);
    parts.transport.onClosed?.((path) => {
      if (this.#isClosed) return;
      parts.engine.handlePathClosed(parts.clock.nowMs(), path);
      this.wake();
    });
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
    this.#desk.close();
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
    this.#desk.work();
    this.#parts.dispatch(); // before sending: what the application answers from a handler leaves in the same turn
    if (this.#isClosed) return;
    if (this.#desk.work()) this.wake(); // what was due, or asked for, in there: what comes of it is told in the next turn
    const isAllSent = this.#transmit();
    this.#ping();
    this.#setTimer();
    if (!isAllSent || !this.#queue.isEmpty || this.#parts.engine.hasEvents) this.wake();
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
      transport.send(out.to, out.bytes, out.isEverywhere);
    }
    return false;
  }

  #ping(): void {
    const ping = this.#parts.engine.pollPing();
    if (ping !== undefined) this.#parts.beacon?.send(ping);
  }

  #openDesk(): JobDesk {
    const { engine, clock, jobs, persistOpenAtMs } = this.#parts;
    return new JobDesk({
      jobs,
      persistOpenAtMs,
      poll: () => engine.pollJob(),
      done: (id, result) => engine.handleJobDone(clock.nowMs(), clock.wallMs(), id, result),
      turn: () => this.#turn(),
      nowMs: () => clock.nowMs(),
    });
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
