import { expect, test } from 'vitest';
import { RELIABLE_WINDOW_PACKETS_MAX } from '../constants.ts';
import type { Content } from './channel.ts';
import { KeptPackets } from './kept-packets.ts';
import { ReliableReceiver } from './reliable-receiver.ts';
import { ReliableSender } from './reliable-sender.ts';
import { ContentQueue } from './send-queue.ts';

const PACKETS = 12_000;
const BODY = new Uint8Array(1_000);
/** Each way, always the same. */
const WAY_MS = 25;
/** An ack has room for so many holes, as one that is cut to the smallest datagram has. */
const HOLES_MAX = 20;
const NO_BYTES = { json: {}, end: false } as const;

/**
 * A fast way on which, for a while, a third of all packets is lost: the rate falls, so the window gets smaller than what is
 * underway, and no ack has room to tell of all that has arrived beyond the holes.
 */
test('holes are filled, though acks are too short to tell how little is underway', () => {
  const sender = new ReliableSender<Content>(new ContentQueue(), new KeptPackets());
  const receiver = new ReliableReceiver<number>(new KeptPackets());
  sender.isForeign = false;
  receiver.isForeign = false;
  sender.windowMax = RELIABLE_WINDOW_PACKETS_MAX;
  for (let number = 0; number < PACKETS; number++) sender.add({ ...NO_BYTES, body: BODY });
  const arrivals = new Map<number, (() => void)[]>();
  let nowMs = 0;
  let sentCount = 0;
  const later = (arrive: () => void) => {
    const atMs = nowMs + WAY_MS;
    arrivals.set(atMs, [...(arrivals.get(atMs) ?? []), arrive]);
  };
  for (; receiver.processedSeq < PACKETS - 1 && nowMs < 20_000; nowMs++) {
    for (const arrive of arrivals.get(nowMs) ?? []) arrive();
    while (receiver.next() !== undefined) receiver.handleProcessed(nowMs);
    sender.handleProbe(nowMs);
    for (let packet = sender.next(nowMs); packet !== undefined; packet = sender.next(nowMs)) {
      const { seq } = packet;
      const isLost = sentCount > 4_000 && sentCount < 8_000 && sentCount % 3 === 0;
      sentCount++;
      if (!isLost) later(() => receiver.receive(nowMs, seq, seq));
    }
    if (nowMs < receiver.ackAtMs) continue;
    const [ack, runs] = [receiver.processedSeq, receiver.runs().slice(0, 2 * HOLES_MAX)];
    receiver.handleAckSent(true);
    later(() => sender.handleSack(nowMs, ack, runs));
  }
  expect(receiver.processedSeq).toBe(PACKETS - 1);
  expect(nowMs).toBeLessThan(10_000);
});
