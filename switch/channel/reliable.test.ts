import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ACK_MS_MAX,
  KEPT_PACKETS_MAX,
  MISS_ENTRIES_MAX,
  RELIABLE_WINDOW_PACKETS,
  RELIABLE_WINDOW_PACKETS_FOREIGN,
  RELIABLE_WINDOW_PACKETS_MAX,
  RESEND_INTERVAL_MS,
  SACK_RUNS_MAX,
} from '../constants.ts';
import { Fifo } from '../fifo.ts';
import { Dice } from '../sim/dice.ts';
import { KeptPackets } from './kept-packets.ts';
import { ReliableReceiver } from './reliable-receiver.ts';
import { ReliableSender } from './reliable-sender.ts';
import type { SendQueue } from './send-queue.ts';

/** Numbers, each a small packet. */
class NumberQueue implements SendQueue<number> {
  readonly #waiting = new Fifo<{ readonly number: number }>();

  get packets(): number {
    return this.#waiting.length;
  }

  add(number: number): void {
    this.#waiting.add({ number });
  }

  take(): number | undefined {
    return this.#waiting.take()?.number;
  }

  clear(): void {
    this.#waiting.clear();
  }

  bytesOf(): number {
    return 100;
  }
}

/** How bad the network is: what share is lost, what share doubled, and how late everything is. */
const anyNetwork = fc.record({
  seed: fc.integer(),
  lossRatio: fc.double({ min: 0, max: 0.5, noNaN: true }),
  duplicateRatio: fc.double({ min: 0, max: 0.5, noNaN: true }),
  delayMsMax: fc.integer({ min: 2, max: 700 }),
  isForeign: fc.boolean(),
});
/** How long the application takes for each packet. */
const anyPauses = fc.array(fc.constantFrom(0, 0, 1, 30, 400), { minLength: 1, maxLength: 10 });

describe('sender and receiver', () => {
  test('deliver everything once and in order over a network that does its worst', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), anyNetwork, anyPauses, (count, network, pauses) => {
        const got = runTransfer(count, network, pauses);
        expect(got).toEqual(Array.from({ length: count }, (_, index) => index));
      }),
      { numRuns: 60 },
    );
  });
});

/** An hour of virtual time. */
const LIMIT_MS = 3_600_000;

/** Lets `count` numbers go across, and gives what the application got. */
function runTransfer(
  count: number,
  network: { seed: number; lossRatio: number; duplicateRatio: number; delayMsMax: number; isForeign: boolean },
  pauses: readonly number[],
): readonly number[] {
  const [sent, kept] = [new KeptPackets(), new KeptPackets()];
  const sender = new ReliableSender(new NumberQueue(), sent);
  const receiver = new ReliableReceiver<number>(kept);
  sender.isForeign = network.isForeign;
  receiver.isForeign = network.isForeign;
  sender.windowMax = network.isForeign ? RELIABLE_WINDOW_PACKETS_FOREIGN : RELIABLE_WINDOW_PACKETS_MAX;
  const underway: { atMs: number; arrive: (nowMs: number) => void }[] = [];
  const got: number[] = [];
  const resentAtMs = new Map<number, number[]>();
  const dice = new Dice(network.seed);
  let doneAtMs = Number.POSITIVE_INFINITY;
  const send = (nowMs: number, arrive: (nowMs: number) => void) => {
    if (dice.chance(network.lossRatio)) return;
    for (let copy = dice.chance(network.duplicateRatio) ? 2 : 1; copy > 0; copy--)
      underway.push({ atMs: nowMs + dice.between(1, network.delayMsMax), arrive });
  };
  for (let number = 0; number < count; number++) sender.add(number);

  let nowMs = 0;
  while (got.length < count && nowMs < LIMIT_MS) {
    for (const { arrive } of takeDue(underway, nowMs)) arrive(nowMs);
    if (nowMs >= doneAtMs) {
      doneAtMs = Number.POSITIVE_INFINITY;
      receiver.handleProcessed(nowMs);
    }
    const next = receiver.next();
    if (next !== undefined) {
      got.push(next);
      doneAtMs = nowMs + (pauses[got.length % pauses.length] ?? 0);
    }
    sender.handleProbe(nowMs);
    for (let packet = sender.next(nowMs); packet !== undefined; packet = sender.next(nowMs)) {
      const { seq, content } = packet;
      resentAtMs.set(seq, [...(resentAtMs.get(seq) ?? []), nowMs]);
      send(nowMs, (atMs) => receiver.receive(atMs, seq, content));
    }
    expect(sender.underwayCount).toBeLessThanOrEqual(sender.windowMax);
    if (nowMs >= receiver.ackAtMs) {
      const miss = receiver.missing();
      const runs = receiver.runs();
      const ack = receiver.processedSeq;
      expect(miss.length).toBeLessThanOrEqual(MISS_ENTRIES_MAX);
      for (const seq of miss) expect(seq).toBeGreaterThan(ack);
      expect(runs.length).toBeLessThanOrEqual(SACK_RUNS_MAX);
      expect(runs.length % 2).toBe(0);
      receiver.handleAckSent(true);
      send(nowMs, (atMs) => {
        if (network.isForeign) sender.handleAck(atMs, ack, miss);
        else sender.handleSack(atMs, ack, runs);
      });
    }
    const arrivals = underway.map(({ atMs }) => atMs);
    nowMs = Math.max(nowMs + 1, Math.min(doneAtMs, sender.probeAtMs, sender.paceAtMs, receiver.ackAtMs, ...arrivals));
  }
  // To others the first sending and the first resend may be close, later resends not.
  for (const times of network.isForeign ? resentAtMs.values() : [])
    for (let index = 2; index < times.length; index++)
      expect((times[index] ?? 0) - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(RESEND_INTERVAL_MS);
  expect(kept.count).toBe(0);
  expect(sent.count).toBe(sender.underwayCount); // the last ack may be lost
  sender.clear();
  expect(sent.count).toBe(0);
  return got;
}

function takeDue<T extends { atMs: number }>(underway: T[], nowMs: number): readonly T[] {
  const due = underway.filter(({ atMs }) => atMs <= nowMs);
  if (due.length > 0) underway.splice(0, underway.length, ...underway.filter(({ atMs }) => atMs > nowMs));
  return due;
}

describe('receiver', () => {
  test('keeps a window beyond what is processed, and no more', () => {
    const kept = new KeptPackets();
    const receiver = new ReliableReceiver<string>(kept);
    receiver.receive(0, RELIABLE_WINDOW_PACKETS_MAX, 'too far');
    expect(receiver.missing()).toEqual([]);
    receiver.receive(0, RELIABLE_WINDOW_PACKETS_MAX - 1, 'last kept');
    expect(receiver.missing()).toEqual(Array.from({ length: MISS_ENTRIES_MAX }, (_, index) => index));
    expect(kept.count).toBe(1);
    receiver.clear();
    expect(kept.count).toBe(0);
  });

  test('keeps what the specification says when there is room for no more', () => {
    const kept = new KeptPackets();
    kept.add(KEPT_PACKETS_MAX);
    const receiver = new ReliableReceiver<string>(kept);
    receiver.receive(0, RELIABLE_WINDOW_PACKETS, 'too far');
    expect(receiver.missing()).toEqual([]);
    receiver.receive(0, RELIABLE_WINDOW_PACKETS - 1, 'last kept');
    expect(receiver.missing()).toHaveLength(RELIABLE_WINDOW_PACKETS - 1);
  });

  test('gives the next packet only when the one before is processed', () => {
    const receiver = new ReliableReceiver<string>(new KeptPackets());
    receiver.receive(0, 0, 'a');
    receiver.receive(0, 1, 'b');
    expect([receiver.next(), receiver.next()]).toEqual(['a', undefined]);
    receiver.handleProcessed(1);
    expect(receiver.next()).toBe('b');
    expect(receiver.processedSeq).toBe(0);
  });

  test('owes an ack within a second of any packet, though nothing was processed', () => {
    const receiver = new ReliableReceiver<string>(new KeptPackets());
    receiver.receive(5, 0, 'a');
    expect(receiver.ackAtMs).toBeLessThanOrEqual(5 + ACK_MS_MAX);
    receiver.handleAckSent(true);
    expect(receiver.ackAtMs).toBe(Number.POSITIVE_INFINITY);
    receiver.receive(9, 0, 'a repeat');
    expect(receiver.ackAtMs).toBeLessThanOrEqual(9 + ACK_MS_MAX);
  });

  test('an ack that goes along with content leaves the holes to be named', () => {
    const receiver = new ReliableReceiver<string>(new KeptPackets());
    receiver.receive(0, 0, 'a');
    receiver.next();
    receiver.handleProcessed(0);
    receiver.receive(0, 2, 'c');
    receiver.handleAckSent(false);
    expect(receiver.ackAtMs).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(receiver.missing()).toEqual([1]);
  });
});

describe('sender', () => {
  function sent(count: number): ReliableSender<number> {
    const sender = new ReliableSender(new NumberQueue(), new KeptPackets());
    for (let number = 0; number < count; number++) sender.add(number);
    while (sender.next(0) !== undefined);
    return sender;
  }

  test('does not believe an ack of what it never sent, nor one that goes back', () => {
    const sender = sent(3);
    expect(sender.handleAck(1, 3, [])).toBe(false);
    expect(sender.handleAck(1, 1, [])).toBe(true);
    expect(sender.handleAck(1, 0, [])).toBe(false);
    expect(sender.ackedSeq).toBe(1);
  });

  test('resends at once what is missed, but within a second only once', () => {
    const sender = sent(4);
    sender.handleAck(10, 0, [1]);
    expect(sender.next(10)?.seq).toBe(1);
    sender.handleAck(500, 0, [1]);
    expect(sender.next(500)).toBeUndefined();
    sender.handleAck(10 + RESEND_INTERVAL_MS, 0, [1]);
    expect(sender.next(10 + RESEND_INTERVAL_MS)?.seq).toBe(1);
  });

  test('ignores a miss of what was never sent, and learns nothing from it', () => {
    const sender = sent(3);
    sender.handleAck(10, 0, [3, 99, 4_294_967_295]);
    expect(sender.next(10)).toBeUndefined();
    sender.handleProbe(5_000);
    expect([sender.next(5_000)?.seq, sender.next(5_000)?.seq]).toEqual([1, 2]);
  });

  test('keeps no more underway than the other side keeps', () => {
    const sender = new ReliableSender(new NumberQueue(), new KeptPackets());
    sender.windowMax = 50;
    for (let number = 0; number < 500; number++) sender.add(number);
    for (let nowMs = 0; nowMs < 100; nowMs++) {
      while (sender.next(nowMs) !== undefined);
      expect(sender.underwayCount).toBeLessThanOrEqual(50);
      sender.handleAck(nowMs, sender.ackedSeq + 7, []);
    }
    expect(sender.ackedSeq).toBeGreaterThan(400);
  });

  test('of all that nobody acknowledges no more is kept than the specification has for each channel', () => {
    const all = new KeptPackets();
    const senders = [0, 1, 2, 3].map(() => new ReliableSender(new NumberQueue(), all));
    for (const sender of senders) {
      sender.isForeign = false;
      sender.windowMax = RELIABLE_WINDOW_PACKETS_MAX;
      for (let number = 0; number < RELIABLE_WINDOW_PACKETS_MAX; number++) sender.add(number);
      // All of it arrives, says the other side, and nothing is ever processed.
      for (let nowMs = 0; nowMs < 3_000; nowMs++) {
        while (sender.next(nowMs) !== undefined);
        sender.handleSack(nowMs, -1, [0, sender.underwayCount]);
      }
    }
    expect(senders.map(({ underwayCount }) => underwayCount)).toEqual([
      ...[RELIABLE_WINDOW_PACKETS_MAX, RELIABLE_WINDOW_PACKETS_MAX],
      ...[RELIABLE_WINDOW_PACKETS, RELIABLE_WINDOW_PACKETS],
    ]);
    senders[0]?.clear();
    while (senders[3]?.next(10_000) !== undefined);
    expect(senders[3]?.underwayCount).toBeGreaterThan(RELIABLE_WINDOW_PACKETS);
  });

  test('when all is acknowledged nothing is due', () => {
    const sender = sent(2);
    expect(sender.probeAtMs).toBeLessThan(Number.POSITIVE_INFINITY);
    sender.handleAck(3, 1, []);
    expect(sender.probeAtMs).toBe(Number.POSITIVE_INFINITY);
    expect(sender.bufferedCount).toBe(0);
  });
});
