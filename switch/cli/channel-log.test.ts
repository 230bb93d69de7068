import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Channel, ChannelClose, ChannelPacket } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { ChannelLog, type Mode } from './channel-log.ts';

const PEER = 'a'.repeat(64) as Hashname; // shaped like one

/** A channel whose other side is the test. */
function bench(mode: Mode, isIncoming = true) {
  const events: { event: string; [name: string]: unknown }[] = [];
  const sent: unknown[] = [];
  const state = { hasRoom: true, failed: '' };
  let take: (packet: ChannelPacket, done: () => void) => void = () => undefined;
  let drain: () => void = () => undefined;
  let ack: (count: number) => void = () => undefined;
  let close: (close: ChannelClose) => void = () => undefined;
  const channel: Channel = {
    peer: PEER,
    type: '_test',
    isReliable: true,
    isIncoming,
    channelId: 7,
    send: (packet) => {
      sent.push(packet);
      return state.hasRoom;
    },
    onPacket: (handler) => {
      take = handler;
    },
    onDrain: (handler) => {
      drain = handler;
    },
    onAcked: (handler) => {
      ack = handler;
    },
    onClose: (handler) => {
      close = handler;
    },
    fail: (message) => {
      state.failed = message;
    },
  };
  const log = new ChannelLog('x', channel, mode, (event, fields) => void events.push({ event, ...fields }));
  let processed = 0;
  const arrive = (text: string, end = false) =>
    take({ json: { text }, body: new TextEncoder().encode(text), end }, () => void processed++);
  return {
    log,
    events,
    sent,
    state,
    arrive,
    drain: () => drain(),
    ack: (count: number) => ack(count),
    close: (why: ChannelClose) => close(why),
    processed: () => processed,
  };
}

test('an incoming channel is told with its first packet, then packets, then the end with the sum of all', () => {
  const { events, arrive, processed } = bench('report');
  arrive('one');
  arrive('two', true);
  expect(events.slice(0, 2)).toMatchObject([
    { event: 'channel', id: 'x', from: PEER, type: '_test', js: { text: 'one' }, body: 'b25l', end: false },
    { event: 'packet', id: 'x', js: { text: 'two' }, end: true },
  ]);
  const sha256 = createHash('sha256').update('onetwo').digest('hex');
  expect(events[2]).toMatchObject({ event: 'end', err: null, bytes: 6, packets: 2, sha256 });
  expect(processed()).toBe(2);
});

test('on a started one the first is the response; a sink tells no more', () => {
  const { events, arrive } = bench('sink', false);
  arrive('one');
  arrive('two');
  expect(events.map(({ event }) => event)).toEqual(['response']);
});

test('held packets are processed one by one, when asked to', () => {
  const { log, arrive, processed } = bench('hold');
  arrive('one');
  arrive('two');
  expect(processed()).toBe(0);
  log.release();
  expect(processed()).toBe(1);
});

test('an echo processes a packet when there is room for the answer, not before', async () => {
  const { arrive, sent, state, drain, processed } = bench('echo');
  state.hasRoom = false;
  arrive('one');
  await Promise.resolve();
  expect(sent).toHaveLength(1);
  expect(processed()).toBe(0);
  drain();
  await new Promise(process.nextTick);
  expect(processed()).toBe(1);
});

test.each([
  [{ reason: 'timeout' }, 'timeout'],
  [{ reason: 'line-reset' }, 'reset'],
  [{ reason: 'err', message: 'no', byPeer: true }, 'no'],
] as const)('a channel that fails by %j ends with the word of the reference', (close, err) => {
  const bed = bench('report');
  bed.close(close);
  expect(bed.events).toMatchObject([
    { event: 'end', err },
    { event: 'gone', ended: false },
  ]);
});

test('a channel that ended in order is only gone', () => {
  const { events, arrive, close } = bench('report');
  arrive('one', true);
  close({ reason: 'ended' });
  expect(events.map(({ event }) => event)).toEqual(['channel', 'end', 'gone']);
});

test('whoever waits for room is let go when the channel is gone', async () => {
  const { log, state, sent, close } = bench('sink');
  state.hasRoom = false;
  const waiting = log.send({ end: false });
  close({ reason: 'timeout' });
  await waiting;
  await log.send({ end: true });
  expect(sent).toHaveLength(1);
});

describe('acknowledgements', () => {
  test('are told of the first packet and of each that the driver asked for, not of echoes', async () => {
    const { log, events, arrive, ack } = bench('echo', false);
    arrive('one'); // echoed: the second packet on its way
    void log.sendAsked({ end: false });
    const acked = () => events.filter(({ event }) => event === 'acked').map(({ sent }) => sent);
    ack(1);
    expect(acked()).toEqual([1]);
    ack(2);
    expect(acked()).toEqual([1]);
    ack(3);
    expect(acked()).toEqual([1, 2]);
  });

  test('of several at once are told one by one', () => {
    const { log, events, ack } = bench('report');
    for (let n = 0; n < 3; n++) void log.sendAsked({ end: false });
    ack(3);
    expect(events).toEqual([1, 2, 3].map((sent) => ({ event: 'acked', id: 'x', sent })));
  });
});
