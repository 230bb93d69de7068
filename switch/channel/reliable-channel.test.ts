import { describe, expect, test } from 'vitest';
import {
  ACK_DELAY_MS,
  ACK_MS_MAX,
  CHANNEL_ANSWER_MS,
  CHANNEL_IDLE_ACK_MS,
  CHANNEL_LINGER_MS,
  END_ACK_DELAY_MS_MAX,
} from '../constants.ts';
import { readChannelHead } from '../packet/channel-head.ts';
import type { JsonObject } from '../packet/json.ts';
import type { ChannelEvent } from './channel.ts';
import { ReliableChannel } from './reliable-channel.ts';

const NO_CONTENT = { json: {}, body: new Uint8Array(0), end: false };

describe('a reliable channel we failed', () => {
  test('tells so once, and owes no acknowledgement that could never go out', () => {
    const channel = new ReliableChannel('_hello', true);
    const head = readChannelHead({ c: 1, type: '_hello', seq: 0 });
    if (head === undefined) throw new Error('a head that is right was refused');
    channel.handlePacket(0, head, NO_CONTENT);
    expect(channel.dueAtMs).toBeLessThanOrEqual(ACK_MS_MAX);
    channel.fail(1, 'invite used');
    expect(channel.pollPacket(1)?.head).toEqual({ err: 'invite used' });
    expect(channel.pollPacket(1)).toBeUndefined();
    expect(channel.dueAtMs).toBe(1 + CHANNEL_LINGER_MS);
  });
});

/** A packet of the other side, with an empty body. */
function hear(channel: ReliableChannel, nowMs: number, json: JsonObject): void {
  const head = readChannelHead({ c: 1, ...json });
  if (head === undefined) throw new Error('a head that is right was refused');
  channel.handlePacket(nowMs, head, { ...NO_CONTENT, end: head.end });
}

function headsOf(channel: ReliableChannel, nowMs: number): JsonObject[] {
  const heads: JsonObject[] = [];
  for (let out = channel.pollPacket(nowMs); out !== undefined; out = channel.pollPacket(nowMs)) heads.push(out.head);
  return heads;
}

function eventsOf(channel: ReliableChannel): ChannelEvent[] {
  const events: ChannelEvent[] = [];
  for (let event = channel.pollEvent(); event !== undefined; event = channel.pollEvent()) events.push(event);
  return events;
}

describe('a first packet without answer', () => {
  test.each([
    [false, 'timeout'],
    [true, 'line-reset'],
  ] as const)('on a line whose doubt is %s ends the channel by %s', (isLineDoubted, reason) => {
    const channel = new ReliableChannel('_chat', false);
    channel.send(0, NO_CONTENT);
    headsOf(channel, 0);
    channel.handleTimeout(CHANNEL_ANSWER_MS - 1, isLineDoubted);
    expect(eventsOf(channel)).toEqual([]);
    channel.handleTimeout(CHANNEL_ANSWER_MS, isLineDoubted);
    expect(eventsOf(channel)).toEqual([{ kind: 'closed', close: { reason } }]);
  });

  test('is unacknowledged since it went out, until it is acknowledged', () => {
    const channel = new ReliableChannel('_chat', false);
    channel.send(5, NO_CONTENT);
    expect(channel.unackedSinceMs).toBeUndefined();
    headsOf(channel, 7);
    expect(channel.unackedSinceMs).toBe(7);
    hear(channel, 9, { ack: 0 });
    expect(channel.unackedSinceMs).toBeUndefined();
  });
});

test('acknowledgements are told as the count of packets, several as one, repeats not at all', () => {
  const channel = new ReliableChannel('_chat', false);
  for (let n = 0; n < 5; n++) channel.send(0, NO_CONTENT);
  headsOf(channel, 0);
  for (const ack of [0, 3, 3, 1]) hear(channel, 1, { ack });
  expect(eventsOf(channel)).toEqual([
    { kind: 'acked', count: 1 },
    { kind: 'acked', count: 4 },
  ]);
});

describe('the end of the other side', () => {
  /** They said one packet and the end; we answered the first, and dealt with both. */
  function answered() {
    const channel = new ReliableChannel('_echo', true);
    hear(channel, 0, { type: '_echo', seq: 0 });
    channel.send(0, NO_CONTENT);
    channel.handleProcessed(0);
    hear(channel, 0, { seq: 1, end: true });
    channel.handleProcessed(0);
    return channel;
  }

  test('is acknowledged only when what we said before has arrived', () => {
    const channel = answered();
    expect(headsOf(channel, ACK_DELAY_MS).map(({ ack }) => ack)).toEqual([0]);
    hear(channel, 100, { ack: 0 });
    expect(headsOf(channel, 100)).toEqual([{ ack: 1 }]);
  });

  test('is acknowledged after a while all the same', () => {
    const channel = answered();
    headsOf(channel, ACK_DELAY_MS);
    hear(channel, 1_000, { seq: 1, end: true });
    expect(headsOf(channel, 1_000 + ACK_DELAY_MS).every(({ ack }) => ack === 0)).toBe(true);
    hear(channel, END_ACK_DELAY_MS_MAX, { seq: 1, end: true });
    expect(headsOf(channel, END_ACK_DELAY_MS_MAX + ACK_DELAY_MS).at(-1)).toMatchObject({ ack: 1 });
  });

  test('is not held back by an end of ours that crossed it: both would wait for ever', () => {
    const channel = new ReliableChannel('_echo', true);
    hear(channel, 0, { type: '_echo', seq: 0 });
    channel.handleProcessed(0);
    channel.send(0, { ...NO_CONTENT, end: true });
    headsOf(channel, ACK_DELAY_MS);
    hear(channel, 50, { seq: 1, end: true });
    channel.handleProcessed(50);
    expect(headsOf(channel, 50 + ACK_DELAY_MS)).toEqual([{ ack: 1 }]);
  });
});

describe('an idle channel', () => {
  // Who hasn't said yet of what kind it is may be of ours all the same: without this a channel stayed on one side alone.
  test.each([
    ['of our kind', false],
    ['of a kind that is not known', true],
  ])('to a peer %s tells its last ack again after a minute, to find out whether it still has it', (_, isForeign) => {
    const channel = new ReliableChannel('_chat', true);
    channel.handleWindow(1_024, isForeign);
    hear(channel, 0, { type: '_chat', seq: 0 });
    channel.handleProcessed(0);
    expect(headsOf(channel, ACK_DELAY_MS)).toEqual([{ ack: 0 }]);
    channel.handleTimeout(ACK_DELAY_MS + CHANNEL_IDLE_ACK_MS - 1, false);
    expect(headsOf(channel, ACK_DELAY_MS + CHANNEL_IDLE_ACK_MS - 1)).toEqual([]);
    expect(channel.dueAtMs).toBe(ACK_DELAY_MS + CHANNEL_IDLE_ACK_MS);
    channel.handleTimeout(ACK_DELAY_MS + CHANNEL_IDLE_ACK_MS, false);
    expect(headsOf(channel, ACK_DELAY_MS + CHANNEL_IDLE_ACK_MS)).toEqual([{ ack: 0 }]);
  });
});

describe('a half-open channel', () => {
  /** They asked in one packet that is their end; we dealt with it. */
  function asked() {
    const channel = new ReliableChannel('thtp', true, { isHalfOpen: true });
    hear(channel, 0, { type: 'thtp', seq: 0, end: true });
    channel.handleProcessed(0);
    return channel;
  }

  test('acknowledges their end and stays open for our answer', () => {
    const channel = asked();
    expect(headsOf(channel, ACK_DELAY_MS)).toEqual([{ ack: 0 }]);
    expect(eventsOf(channel).map(({ kind }) => kind)).toEqual(['packet']);
    channel.send(90_000, { ...NO_CONTENT, end: true });
    expect(headsOf(channel, 90_000)).toEqual([{ seq: 0, ack: 0, end: true }]);
    expect(channel.isClosed).toBe(false);
    hear(channel, 90_001, { ack: 0 });
    expect(eventsOf(channel).at(-1)).toEqual({ kind: 'closed', close: { reason: 'ended' } });
  });

  test('waits for their end when ours has arrived', () => {
    const channel = new ReliableChannel('thtp', false, { isHalfOpen: true });
    channel.send(0, { ...NO_CONTENT, end: true });
    headsOf(channel, 0);
    hear(channel, 1, { ack: 0 });
    expect(channel.isClosed).toBe(false);
    hear(channel, 2, { seq: 0 });
    channel.handleProcessed(2);
    expect(channel.isClosed).toBe(false);
    hear(channel, 3, { seq: 1, end: true });
    expect(channel.isClosed).toBe(false);
    channel.handleProcessed(3);
    expect(eventsOf(channel).at(-1)).toEqual({ kind: 'closed', close: { reason: 'ended' } });
  });
});

test('what waits for its turn keeps no large datagram, what is next is not copied', () => {
  const channel = new ReliableChannel('_chat', true);
  const datagram = new Uint8Array(65_000);
  for (const seq of [0, 2, 1]) {
    const head = readChannelHead({ c: 1, ...(seq === 0 && { type: '_chat' }), seq });
    if (head === undefined) throw new Error('a head that is right was refused');
    channel.handlePacket(0, head, { ...NO_CONTENT, body: datagram.subarray(seq, seq + 1) });
  }
  const kept: number[] = [];
  for (let n = 0; n < 3; n++) {
    for (const event of eventsOf(channel)) if (event.kind === 'packet') kept.push(event.packet.body.buffer.byteLength);
    channel.handleProcessed(1);
  }
  expect(kept).toEqual([65_000, 1, 1]);
});
