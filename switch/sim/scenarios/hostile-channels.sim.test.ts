import { describe, expect, test } from 'vitest';
import {
  CHANNEL_PACKET_BYTES_READ_MAX,
  CHANNELS_PER_PEER_MAX,
  DATAGRAM_BYTES_MAX,
  KEPT_PACKETS_MAX,
  MISS_ENTRIES_MAX,
  RELIABLE_TIMEOUT_MS,
  RELIABLE_WINDOW_PACKETS,
  RELIABLE_WINDOW_PACKETS_MAX,
  SEND_BUFFER_PACKETS,
  UNRELIABLE_TIMEOUT_MS,
} from '../../constants.ts';
import { type Channel, type ChannelClose, concat, pathKey, utf8Encode } from '../../index.ts';
import { Attack } from '../../tests/fuzz/attack.ts';

const SECOND_MS = 1_000;
/** Enough to use up what all channels may keep. */
const CHANNELS = 20;
/** The oldest and the last of what nobody acknowledges, and acks of what came. */
const RESENDS_PER_SECOND_MAX = 6;
const UINT32_MAX = 2 ** 32 - 1;

/** A packet whose HEAD is this very text. */
function packetOf(text: string): Uint8Array {
  const head = utf8Encode(text);
  return concat(Uint8Array.of(head.length >> 8, head.length & 0xff), head);
}

/** Bytes that the victim has sent to the attacker so far, from now on. */
function bytesToAttacker({ arena }: Attack): () => number {
  let bytes = 0;
  arena.world.network.tap(({ from, to, bytes: sent }) => {
    const isOurs = pathKey(from) === pathKey(arena.victim.path) && pathKey(to) === pathKey(arena.attacker.path);
    if (isOurs) bytes += sent.length;
  });
  return () => bytes;
}

describe('channel ids', () => {
  test('ten thousand channels at once: as many are kept as may be, none of the friend, and all are gone in time', () => {
    const attack = new Attack(1);
    const { arena } = attack;
    for (let n = 0; n < 10_000; n++) attack.say({ type: '_now', _: { n } });
    expect(arena.footprint().channels.length).toBeLessThanOrEqual(CHANNELS_PER_PEER_MAX + 2);
    arena.checkFriend();
    arena.world.runFor(UNRELIABLE_TIMEOUT_MS + SECOND_MS);
    expect(arena.footprint().channels.length).toBeLessThanOrEqual(2);
    arena.checkFriend();
  });

  test('the highest id there is shuts nobody out but its owner, whose next line begins anew', () => {
    const attack = new Attack(2);
    const { arena } = attack;
    attack.say({ c: UINT32_MAX - 1 + arena.attackerParity, type: '_now' }, { waitMs: SECOND_MS });
    attack.say({ type: '_now' });
    expect(arena.victim.metrics.dropped['wrong-channel-id']).toBeGreaterThan(0);
    arena.checkFriend();
    arena.attacker.restart();
    arena.attacker.endpoint.learn(arena.victim.hints);
    const closes: ChannelClose[] = [];
    const channel = arena.attacker.endpoint.openChannel(arena.victim.identity.hashname, '_chat', {
      json: {},
      end: true,
    });
    channel.onPacket((_, done) => done());
    channel.onClose((close) => closes.push(close));
    arena.world.runUntil(() => closes.length > 0, 30 * SECOND_MS);
    expect(closes).toEqual([{ reason: 'ended' }]);
  });

  test('first packets that never come are asked for a bounded number of times, and forgotten', () => {
    const attack = new Attack(3);
    const { arena } = attack;
    const sent = bytesToAttacker(attack);
    let said = 0;
    for (let n = 0; n < 5_000; n++) {
      attack.say({ seq: 100, ack: 5 });
      said += 70;
    }
    expect(sent()).toBeLessThan(said * 2);
    arena.checkFriend();
    expect(arena.aftermath().peers).toBe(1);
  });
});

describe('a reliable channel', () => {
  /** A channel of the victim's to the attacker's switch, which takes everything and lets the test do the answering. */
  function pouring(seed: number) {
    const attack = new Attack(seed);
    const { arena } = attack;
    const closes: ChannelClose[] = [];
    let taken = 0;
    let isFull = false;
    const channels: Channel[] = [];
    const body = new Uint8Array(1_000);
    arena.victim.endpoint.listen('_pour', { reliable: true, mayOpen: () => true }, (channel) => {
      channels.push(channel);
      channel.onClose((close) => closes.push(close));
      const pour = () => {
        while (closes.length === 0 && channel.send({ body })) taken++;
        isFull = true;
      };
      channel.onPacket((_, done) => done());
      channel.onDrain(pour);
      pour();
    });
    const sent = bytesToAttacker(attack);
    return { attack, closes, sent, taken: () => taken, isFull: () => isFull };
  }

  test('whose other end never acknowledges keeps a buffer, resends ever the same, and ends when nothing more is said', () => {
    const { attack, closes, sent, taken, isFull } = pouring(4);
    const { arena } = attack;
    const c = attack.say({ type: '_pour', seq: 0, _: {} }, { waitMs: SECOND_MS });
    const seconds = (2 * RELIABLE_TIMEOUT_MS) / SECOND_MS;
    for (let second = 0; second < seconds; second++) attack.say({ c, seq: 1 + second, _: {} }, { waitMs: SECOND_MS });
    expect(isFull()).toBe(true);
    expect(taken()).toBeLessThanOrEqual(SEND_BUFFER_PACKETS + 1);
    const window = RELIABLE_WINDOW_PACKETS_MAX;
    expect(sent()).toBeLessThan((window + seconds * RESENDS_PER_SECOND_MAX) * DATAGRAM_BYTES_MAX);
    expect(closes).toEqual([]); // it may only be slow, and says that it lives
    arena.world.runFor(RELIABLE_TIMEOUT_MS + SECOND_MS);
    expect(closes).toHaveLength(1);
    arena.checkFriend();
  });

  test('whose other end misses everything all the time resends each packet once a second, not once a miss', () => {
    const { attack, sent } = pouring(5);
    const { arena } = attack;
    const c = attack.say({ type: '_pour', seq: 0, _: {} }, { waitMs: SECOND_MS });
    const before = sent();
    const miss = Array.from({ length: MISS_ENTRIES_MAX }, (_, n) => n);
    for (let n = 0; n < 2_000; n++) attack.say({ c, ack: -1, miss }, { waitMs: 1 });
    const seconds = (2_000 * 2) / SECOND_MS;
    expect(sent() - before).toBeGreaterThan(0);
    expect(sent() - before).toBeLessThan(MISS_ENTRIES_MAX * 1_200 * (seconds + 1));
    arena.checkFriend();
  });

  test('whose other end acknowledges what was never sent takes no notice', () => {
    const { attack, taken, closes } = pouring(6);
    const { arena } = attack;
    const c = attack.say({ type: '_pour', seq: 0, _: {} }, { waitMs: SECOND_MS });
    for (const ack of [UINT32_MAX, 100_000, 5_000]) attack.say({ c, ack }, { waitMs: 20 });
    expect(taken()).toBeLessThanOrEqual(SEND_BUFFER_PACKETS + 1);
    expect(closes).toEqual([]);
    arena.checkFriend();
  });

  test('that is filled but for its hole keeps no more than the window, and the friend is still heard', () => {
    const attack = new Attack(7);
    const { arena } = attack;
    const body = new Uint8Array(1_000);
    for (let channel = 0; channel < CHANNELS; channel++) {
      const c = attack.say({ type: '_chat', seq: 0, _: {} });
      for (let seq = 2; seq < 1_500; seq++) attack.say({ c, seq, _: {} }, { body });
    }
    const { keptPackets } = arena.footprint();
    expect(keptPackets).toBeGreaterThan(1_000);
    expect(keptPackets).toBeLessThanOrEqual(KEPT_PACKETS_MAX + CHANNELS * RELIABLE_WINDOW_PACKETS);
    arena.checkFriend();
    expect(arena.aftermath().keptPackets).toBe(0);
  });
});

describe('a packet larger than anybody sends', () => {
  test('is kept by no channel', () => {
    const attack = new Attack(10);
    const { arena } = attack;
    const [small, large] = [new Uint8Array(1_400), new Uint8Array(CHANNEL_PACKET_BYTES_READ_MAX)];
    for (const body of [small, large]) {
      const c = attack.say({ type: '_chat', seq: 0, _: {} });
      for (let seq = 2; seq < 40; seq++) attack.say({ c, seq, _: {} }, { body });
    }
    expect(arena.footprint().keptPackets).toBe(38);
    expect(arena.victim.metrics.dropped.oversized).toBe(38);
    attack.say({ type: '_now' }, { body: large });
    expect(arena.victim.metrics.dropped.oversized).toBe(39);
    arena.checkFriend();
  });
});

describe('JSON', () => {
  test.each([
    ['nested as deep as a datagram is long', `{"c":9001,"type":"_now","_":${'['.repeat(4_300)}${']'.repeat(4_300)}}`],
    ['with a number beyond all numbers', '{"c":1e999,"type":"_now"}'],
    ['with an id that is no whole number', '{"c":9001.5,"type":"_now"}'],
    [
      'with two thousand keys',
      `{${Array.from({ length: 1_000 }, (_, n) => `"${n}":0`).join()},"c":9001,"type":"_now"}`,
    ],
    ['with a prototype', '{"__proto__":{"c":9001,"type":"_now"},"constructor":{"prototype":{"end":true}}}'],
    ['that is a list', '[{"c":9001}]'],
    ['that is nothing', '{}'],
  ])('%s breaks nothing', (_, text) => {
    const { arena } = new Attack(8);
    arena.say(packetOf(text), SECOND_MS);
    arena.checkFriend();
    expect(({} as { end?: unknown }).end).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('deeper than anybody needs never reaches the application', () => {
    const attack = new Attack(9);
    const { arena } = attack;
    let deepest = 0;
    arena.victim.endpoint.listen('_deep', { reliable: false, mayOpen: () => true }, (channel) => {
      channel.onPacket(({ json }, done) => {
        deepest = Math.max(deepest, JSON.stringify(json).length);
        done();
      });
    });
    for (const depth of [5, 200, 900, 4_000])
      arena.say(
        packetOf(`{"c":${attack.freshId()},"type":"_deep","_":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`),
        20,
      );
    expect(deepest).toBe('{"a":[[[[[]]]]]}'.length);
  });
});
