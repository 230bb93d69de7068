import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CryptoJob, CryptoJobResult } from '../cipher-sets/crypto-port.ts';
import type { Path } from '../paths/path.ts';
import { type DrivenEngine, Driver, type DriverParts } from './driver.ts';
import { QUEUED_BYTES_MAX, RECEIVE_MS_MAX } from './limits.ts';
import type { Transport } from './transport.ts';

const PEER: Path = { type: 'ipv4', ip: '127.0.0.1', port: 4242 };
const RESULT = new Uint8Array([9]);

beforeEach(() => void vi.useFakeTimers({ toFake: ['setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** An engine that only remembers what it was asked, with a network and a clock to drive it by. */
class Bench {
  nowMs = 1000;
  readonly calls: string[] = [];
  readonly sent: number[] = [];
  readonly outgoing: number[] = [];
  readonly jobs: CryptoJob[] = [];
  readonly pings: Uint8Array[] = [];
  timeoutAtMs: number | undefined;
  datagramMs = 0;
  onDatagram: (byte: number) => void = () => undefined;
  receive: (from: Path, bytes: Uint8Array) => void = () => undefined;

  start(parts: Partial<DriverParts> = {}): Driver {
    return new Driver({
      engine: this.#engine(),
      transport: this.#transport(),
      clock: { nowMs: () => this.nowMs, wallMs: () => 5_000_000 },
      jobs: { run: async () => RESULT, runNow: () => RESULT },
      persistOpenAtMs: async () => undefined,
      dispatch: () => void this.calls.push('dispatch'),
      ...parts,
    });
  }

  arrive(byte: number): void {
    this.receive(PEER, new Uint8Array([byte]));
  }

  #engine(): DrivenEngine {
    return {
      handleDatagram: (_nowMs, _wallMs, _from, bytes) => {
        this.calls.push(`datagram ${bytes[0]}`);
        this.nowMs += this.datagramMs;
        this.onDatagram(bytes[0] ?? 0);
      },
      handlePathClosed: (_nowMs, path) => void this.calls.push(`closed ${path.port}`),
      handleTimeout: (nowMs) => {
        this.calls.push(`timeout at ${nowMs}`);
        this.timeoutAtMs = undefined;
      },
      handleJobDone: (_nowMs, _wallMs, id, result: CryptoJobResult) => void this.calls.push(`job ${id} ${result}`),
      pollTransmit: () => {
        const byte = this.outgoing.shift();
        return byte === undefined ? undefined : { to: PEER, bytes: new Uint8Array([byte]) };
      },
      pollPing: () => this.pings.shift(),
      pollJob: () => this.jobs.shift(),
      pollTimeout: () => this.timeoutAtMs,
      hasEvents: false,
    };
  }

  #transport(): Transport {
    return {
      bound: [PEER],
      send: (_to, bytes) => void this.sent.push(bytes[0] ?? -1),
      broadcast: () => undefined,
      onDatagram: (receive) => {
        this.receive = receive;
      },
      close: async () => void this.calls.push('closed'),
    };
  }
}

describe('a turn', () => {
  test('handles what came, tells the application, then sends', async () => {
    const bench = new Bench();
    bench.onDatagram = (byte) => bench.outgoing.push(byte + 100);
    bench.start();
    bench.arrive(1);
    bench.arrive(2);
    expect(bench.calls).toEqual([]);
    await vi.runOnlyPendingTimersAsync();
    expect(bench.calls).toEqual(['datagram 1', 'datagram 2', 'dispatch']);
    expect(bench.sent).toEqual([101, 102]);
  });

  test('what the application answers from a handler leaves in the same turn', async () => {
    const bench = new Bench();
    bench.start({ dispatch: () => void bench.outgoing.push(5) });
    await vi.runOnlyPendingTimersAsync();
    expect(bench.sent).toEqual([5]);
  });

  test('ends after its time, and the rest comes in the next', async () => {
    const bench = new Bench();
    bench.datagramMs = RECEIVE_MS_MAX / 2;
    bench.start();
    for (const byte of [1, 2, 3]) bench.arrive(byte);
    await vi.advanceTimersToNextTimerAsync();
    expect(bench.calls).toEqual(['datagram 1', 'datagram 2', 'dispatch']);
    await vi.advanceTimersToNextTimerAsync();
    expect(bench.calls.slice(3)).toEqual(['datagram 3', 'dispatch']);
  });

  test('is not begun from inside a call of the application', async () => {
    const bench = new Bench();
    const driver = bench.start();
    await vi.runOnlyPendingTimersAsync();
    bench.outgoing.push(1);
    driver.wake();
    expect(bench.sent).toEqual([]);
    await vi.runOnlyPendingTimersAsync();
    expect(bench.sent).toEqual([1]);
  });
});

test('a flood is held up to a limit and its newest are dropped', async () => {
  const bench = new Bench();
  bench.start();
  const bytes = new Uint8Array(60_000);
  const fitting = Math.floor(QUEUED_BYTES_MAX / 60_200);
  for (let count = 0; count < fitting + 10; count++) bench.receive(PEER, bytes);
  await vi.runOnlyPendingTimersAsync();
  expect(bench.calls.filter((call) => call.startsWith('datagram')).length).toBe(fitting);
});

describe('a beacon', () => {
  test('is given pings to broadcast, and what it hears comes in like any datagram; it is closed as well', async () => {
    const bench = new Bench();
    const broadcast: Uint8Array[] = [];
    let hear: (from: Path, bytes: Uint8Array) => void = () => undefined;
    const driver = bench.start({
      beacon: {
        send: (bytes) => void broadcast.push(bytes),
        onDatagram: (receive) => {
          hear = receive;
        },
        close: async () => void bench.calls.push('beacon closed'),
      },
    });
    bench.pings.push(Uint8Array.of(7));
    hear(PEER, Uint8Array.of(3));
    await vi.runOnlyPendingTimersAsync();
    expect(bench.calls).toEqual(['datagram 3', 'dispatch']);
    expect(broadcast).toEqual([Uint8Array.of(7)]);
    expect(bench.sent).toEqual([]);
    await driver.close();
    expect(bench.calls.slice(2).sort()).toEqual(['beacon closed', 'closed']);
  });
});

describe('the timer', () => {
  test('rings when the engine said', async () => {
    const bench = new Bench();
    bench.timeoutAtMs = 1050;
    bench.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.calls).toEqual(['dispatch']);
    bench.nowMs = 1050;
    await vi.advanceTimersByTimeAsync(51);
    expect(bench.calls).toContain('timeout at 1050');
  });

  test('is set anew when the engine wants an earlier one', async () => {
    const bench = new Bench();
    bench.timeoutAtMs = 9000;
    const driver = bench.start();
    await vi.advanceTimersByTimeAsync(0);
    bench.timeoutAtMs = 1010;
    driver.wake();
    await vi.advanceTimersByTimeAsync(1);
    bench.nowMs = 1010;
    await vi.advanceTimersByTimeAsync(11);
    expect(bench.calls).toContain('timeout at 1010');
  });

  test('is not kept from ringing by datagrams', async () => {
    const bench = new Bench();
    bench.timeoutAtMs = 1005;
    bench.start();
    await vi.advanceTimersByTimeAsync(0);
    bench.nowMs = 1005; // the clock is there, the timer not yet
    bench.arrive(1);
    await vi.advanceTimersToNextTimerAsync();
    expect(bench.calls).toContain('timeout at 1005');
  });
});

describe('a job', () => {
  test('that the application brings about from a handler waits for nothing else to happen', async () => {
    const bench = new Bench();
    let turns = 0;
    bench.start({
      dispatch: () => {
        bench.calls.push('dispatch');
        if (turns++ === 0) bench.jobs.push({ id: 4, kind: 'rsa-decrypt', data: new Uint8Array(1) });
      },
    });
    await vi.runOnlyPendingTimersAsync();
    expect(bench.calls).toEqual(['dispatch', 'job 4 9']);
    await vi.runOnlyPendingTimersAsync();
    expect(bench.calls).toEqual(['dispatch', 'job 4 9', 'dispatch']); // what came of it is told
  });

  test('is run and its result given to the engine', async () => {
    const bench = new Bench();
    bench.jobs.push({ id: 3, kind: 'rsa-decrypt', data: new Uint8Array(1) });
    bench.start();
    await vi.runAllTimersAsync();
    expect(bench.calls).toContain('job 3 9');
  });
});

test('close sends what is ready, and nothing happens afterwards', async () => {
  const bench = new Bench();
  bench.timeoutAtMs = 1050;
  const driver = bench.start();
  await vi.advanceTimersByTimeAsync(0);
  bench.outgoing.push(1);
  await driver.close();
  bench.nowMs = 2000;
  bench.arrive(2);
  driver.wake();
  await vi.runAllTimersAsync();
  expect(bench.sent).toEqual([1]);
  expect(bench.calls).toEqual(['dispatch', 'closed']);
});
