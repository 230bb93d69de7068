import { describe, expect, test } from 'vitest';
import { CHANNEL_BODY_BYTES_MAX, SEND_BUFFER_PACKETS } from '../../constants.ts';
import { ByteStream, type Channel, type ChannelClose, type ChannelPacket, equalBytes } from '../../index.ts';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { Dice, type SimNode, SimWorld, type SimWorldOptions } from '../index.ts';

const MINUTE_MS = 60_000;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

function meet(seed: number, options: Partial<SimWorldOptions> = {}) {
  const world = new SimWorld({ seed, crypto: simCrypto, ...options });
  const [alice, bob] = world.addPair();
  const isOpen = (a: SimNode, b: SimNode) => a.endpoint.status(b.identity.hashname)?.line === 'open';
  world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), MINUTE_MS);
  return { world, alice, bob, to: bob.identity.hashname };
}

/** Takes the channels of a type, and remembers them. */
function listen(node: SimNode, type: string, reliable = true): Channel[] {
  const channels: Channel[] = [];
  node.endpoint.listen(type, { reliable, mayOpen: () => true }, (channel) => channels.push(channel));
  return channels;
}

/** Everything that happens on a channel, in order. */
function logOf(channel: Channel): unknown[] {
  const log: unknown[] = [];
  channel.onPacket(({ json, end }, done) => {
    log.push(end ? { ...json, end } : json);
    done();
  });
  channel.onClose((close) => log.push(close));
  return log;
}

describe('byte streams', () => {
  test.each([0, 1, CHANNEL_BODY_BYTES_MAX, CHANNEL_BODY_BYTES_MAX + 1, 100_000, 1_000_000])(
    '%i bytes arrive as they were, both ways at once, over a network that loses some',
    (size) => {
      const { world, alice, bob, to } = meet(size, { lossRatio: 0.03, duplicateRatio: 0.02, delayMs: [2, 20] });
      const bytes = new Dice(size).bytes(size);
      const answers = listen(bob, '_stream');
      const there = collect();
      const channel = alice.endpoint.openChannel(to, '_stream', { json: { size } });
      const back = collect();
      writeAll(new ByteStream(channel), bytes, back);
      world.runUntil(() => answers.length === 1, MINUTE_MS);
      const answer = answers[0];
      if (answer === undefined) throw new Error('no channel');
      writeAll(new ByteStream(answer), bytes, there);
      world.runUntil(() => there.length === size && back.length === size, 10 * MINUTE_MS);
      expect(equalBytes(there.bytes(), bytes)).toBe(true); // toEqual takes seconds for a million numbers
      expect(equalBytes(back.bytes(), bytes)).toBe(true);
    },
  );

  test('an end comes after the last byte, and closes both sides in order', () => {
    const { world, alice, bob, to } = meet(1);
    const heard: (string | number)[] = [];
    bob.endpoint.listen('_stream', { reliable: true, mayOpen: () => true }, (channel) => {
      const stream = new ByteStream(channel);
      stream.onBytes((bytes, done) => {
        heard.push(bytes.length);
        done();
      });
      stream.onClose(({ reason }) => heard.push(reason));
    });
    const stream = new ByteStream(alice.endpoint.openChannel(to, '_stream'));
    const closes: ChannelClose[] = [];
    stream.onClose((close) => closes.push(close));
    stream.write(new Uint8Array(CHANNEL_BODY_BYTES_MAX + 5));
    stream.end();
    world.runUntil(() => closes.length > 0, MINUTE_MS);
    expect(heard).toEqual([CHANNEL_BODY_BYTES_MAX, 5, 'ended']);
    expect(closes).toEqual([{ reason: 'ended' }]);
  });
});

/** What came on a channel. */
function collect() {
  const parts: Uint8Array[] = [];
  let length = 0;
  return {
    take: (bytes: Uint8Array) => {
      parts.push(bytes.slice());
      length += bytes.length;
    },
    get length() {
      return length;
    },
    bytes: () => new Uint8Array(Buffer.concat(parts)),
  };
}

/** Writes in pieces of 10,000 bytes, waiting for the drain; what comes back goes to `into`. */
function writeAll(stream: ByteStream, bytes: Uint8Array, into: ReturnType<typeof collect>): void {
  let written = 0;
  const write = () => {
    while (written < bytes.length) {
      const piece = bytes.subarray(written, written + 10_000);
      written += piece.length;
      if (!stream.write(piece)) return;
    }
  };
  stream.onDrain(write);
  stream.onBytes((piece, done) => {
    into.take(piece);
    done();
  });
  write();
}

describe('back-pressure', () => {
  test('an application that does not finish a packet gets no other, and stops the sender', () => {
    const { world, alice, bob, to } = meet(2);
    const [got, dones] = [[] as unknown[], [] as (() => void)[]];
    bob.endpoint.listen('_slow', { reliable: true, mayOpen: () => true }, (channel) => {
      channel.onPacket(({ json }, done) => {
        got.push(json.n);
        dones.push(done);
      });
    });
    const channel = alice.endpoint.openChannel(to, '_slow');
    let [sent, drains] = [0, 0];
    const send = () => {
      while (channel.send({ json: { n: sent++ } }));
    };
    channel.onDrain(() => {
      drains++;
      send();
    });
    send();
    world.runFor(30_000);
    expect(got).toEqual([0]);
    expect([sent, drains]).toEqual([SEND_BUFFER_PACKETS, 0]);
    expect(world.trace.filter((line) => line.startsWith('3')).length).toBeLessThan(200);
    for (let processed = 0; processed < 400; processed++) {
      dones.shift()?.();
      world.runFor(50);
    }
    expect(got).toEqual(Array.from({ length: 401 }, (_, n) => n));
    expect(drains).toBeGreaterThan(0);
  });

  test('a done that is called twice counts once', () => {
    const { world, alice, bob, to } = meet(3);
    const got: unknown[] = [];
    bob.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) => {
      channel.onPacket(({ json }, done) => {
        got.push(json.n);
        done();
        done();
      });
    });
    const channel = alice.endpoint.openChannel(to, '_chat');
    for (let n = 0; n < 20; n++) channel.send({ json: { n } });
    world.runFor(1_000);
    expect(got).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  test('packets and the close wait for whoever handles them', () => {
    const { world, alice, bob, to } = meet(4);
    const channels = listen(bob, '_chat');
    const sent = alice.endpoint.openChannel(to, '_chat', { json: { n: 0 } });
    sent.send({ json: { n: 1 }, end: true });
    world.runFor(5_000);
    expect(channels).toHaveLength(1);
    const log = logOf(channels[0] as Channel);
    world.runFor(1_000);
    expect(log).toEqual([{ n: 0 }, { n: 1, end: true }, { reason: 'ended' }]);
  });
});

describe('how channels begin', () => {
  test('of a type nobody listens for, or from somebody who may not: in silence, and with a timeout', () => {
    const { world, alice, bob, to } = meet(5);
    bob.endpoint.listen('_friends', { reliable: true, mayOpen: () => false }, () => {
      throw new Error('it may not open');
    });
    const logs = ['_unknown', '_friends'].map((type) => logOf(alice.endpoint.openChannel(to, type, { json: {} })));
    const before = bob.metrics.datagramsSent;
    world.runFor(10_000);
    expect(bob.metrics.datagramsSent - before).toBeLessThanOrEqual(3); // keep-alives of the line
    world.runFor(10_000);
    expect(logs).toEqual([[{ reason: 'timeout' }], [{ reason: 'timeout' }]]);
    expect(bob.metrics.dropped['channel-not-taken']).toBeGreaterThanOrEqual(2);
  });

  test('reliable ones of a type that is not reliable are refused in words', () => {
    const { world, alice, bob, to } = meet(6);
    listen(bob, '_now', false);
    const log = logOf(alice.endpoint.openChannel(to, '_now', { json: {} }));
    world.runFor(1_000);
    expect(log).toEqual([{ reason: 'err', message: '_now is not reliable here', byPeer: true }]);
  });

  test('two hundred at once, from both sides, each keep their own order', () => {
    const { world, alice, bob } = meet(7, { lossRatio: 0.05, delayMs: [1, 50] });
    const logs: unknown[][] = [];
    for (const [node, other] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      node.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) => logs.push(logOf(channel)));
      for (let index = 0; index < 100; index++) {
        const channel = node.endpoint.openChannel(other.identity.hashname, '_chat');
        for (let n = 0; n < 5; n++) channel.send({ json: { n }, end: n === 4 });
      }
    }
    world.runUntil(() => logs.length === 200 && logs.every((log) => log.length === 6), 5 * MINUTE_MS);
    for (const log of logs)
      expect(log).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }, { n: 3 }, { n: 4, end: true }, { reason: 'ended' }]);
  });
});

describe('acknowledgements', () => {
  test('come to whoever asks for them, in order, and all before the close', () => {
    const { world, alice, bob, to } = meet(18, { lossRatio: 0.1 });
    bob.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, logOf);
    const channel = alice.endpoint.openChannel(to, '_chat', { json: { n: 0 } });
    const told: (number | string)[] = [];
    channel.onAcked((count) => told.push(count));
    channel.onClose(({ reason }) => told.push(reason));
    for (let n = 1; n < 100; n++) channel.send({ json: { n }, end: n === 99 });
    world.runUntil(() => told.includes('ended'), MINUTE_MS);
    const counts = told.slice(0, -1).map(Number);
    expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
    expect(told.slice(-2)).toEqual([100, 'ended']);
  });

  test('wait for the application, and need no handler of packets', () => {
    const { world, alice, bob, to } = meet(19);
    const dones: (() => void)[] = [];
    bob.endpoint.listen('_slow', { reliable: true, mayOpen: () => true }, (channel) => {
      channel.send({ json: { unheard: true } });
      channel.onPacket((_packet, done) => void dones.push(done));
    });
    const channel = alice.endpoint.openChannel(to, '_slow', { json: {} });
    const counts: number[] = [];
    channel.onAcked((count) => counts.push(count));
    world.runFor(5_000);
    expect(counts).toEqual([]);
    dones[0]?.();
    world.runFor(1_000);
    expect(counts).toEqual([1]);
  });
});

test('a channel may be one packet: the first with the end', () => {
  const { world, alice, bob, to } = meet(20);
  const logs: unknown[][] = [];
  bob.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) => logs.push(logOf(channel)));
  const before = alice.metrics.datagramsSent;
  const log = logOf(alice.endpoint.openChannel(to, '_chat', { json: { n: 0 }, end: true }));
  world.runFor(200);
  expect(logs).toEqual([[{ n: 0, end: true }, { reason: 'ended' }]]);
  expect(log).toEqual([{ reason: 'ended' }]);
  expect(alice.metrics.datagramsSent - before).toBe(1);
});

describe('when the first packet of a channel is lost', () => {
  /** Everything is lost until the packet after the first one. */
  function loseFirst(seed: number, type: string) {
    const met = meet(seed);
    const { world, alice, to } = met;
    world.runFor(1_000);
    world.faults.lossRatio = 1;
    const channel = alice.endpoint.openChannel(to, type, { json: { n: 0 } });
    world.runFor(50);
    world.faults.lossRatio = 0;
    for (let n = 1; n < 6; n++) channel.send({ json: { n } });
    return { ...met, channel };
  }

  test('it is asked for at once, and nothing is missing', () => {
    const { world, bob } = loseFirst(21, '_chat');
    const logs: unknown[][] = [];
    bob.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) => logs.push(logOf(channel)));
    world.runFor(500); // the sender by itself would wait for a second
    expect(logs).toHaveLength(1);
    world.runUntil(() => logs[0]?.length === 6, 5_000);
    expect(logs[0]).toEqual([0, 1, 2, 3, 4, 5].map((n) => ({ n })));
  });

  test('and not taken when it comes, there is silence again', () => {
    const { world, bob, alice } = loseFirst(22, '_unknown');
    world.runFor(2_000);
    expect(bob.metrics.dropped['channel-not-taken']).toBeGreaterThan(0);
    const before = alice.metrics.datagramsReceived;
    world.runFor(8_000);
    expect(alice.metrics.datagramsReceived - before).toBeLessThanOrEqual(3); // keep-alives of the line
  });
});

describe('how channels end', () => {
  test('fail tells the other side, once, and drops what was on its way', () => {
    const { world, alice, bob, to } = meet(8);
    const channels = listen(bob, '_chat');
    const channel = alice.endpoint.openChannel(to, '_chat', { json: { n: 0 } });
    const log = logOf(channel);
    world.runUntil(() => channels.length === 1, 5_000);
    const other = logOf(channels[0] as Channel);
    channel.fail('no more of this');
    world.runFor(5_000);
    expect(log).toEqual([{ reason: 'err', message: 'no more of this', byPeer: false }]);
    expect(other.at(-1)).toEqual({ reason: 'err', message: 'no more of this', byPeer: true });
    channels[0]?.send({ json: { n: 1 } });
    world.runFor(5_000);
    expect(log).toHaveLength(1);
  });

  test('an err that is lost is said again to whoever goes on sending', () => {
    const { world, alice, bob, to } = meet(9);
    const channels = listen(bob, '_chat');
    const channel = alice.endpoint.openChannel(to, '_chat', { json: { n: 0 } });
    world.runUntil(() => channels.length === 1, 5_000);
    const other = logOf(channels[0] as Channel);
    world.runFor(1_000);
    world.faults.lossRatio = 1;
    channel.fail('lost words');
    world.runFor(100);
    world.faults.lossRatio = 0;
    channels[0]?.send({ json: { n: 1 } });
    world.runFor(3_000);
    expect(other.at(-1)).toEqual({ reason: 'err', message: 'lost words', byPeer: true });
  });

  test.each(SEEDS)('an answer given while the last packet is dealt with still arrives (seed %i)', (seed) => {
    const { world, alice, bob, to } = meet(seed, { lossRatio: 0.2 });
    bob.endpoint.listen('_echo', { reliable: true, mayOpen: () => true }, (channel) => {
      channel.onPacket(({ json, end }, done) => {
        channel.send({ json, ...(end ? { end } : {}) });
        done();
      });
    });
    const channel = alice.endpoint.openChannel(to, '_echo');
    const log = logOf(channel);
    for (let n = 0; n < 30; n++) channel.send({ json: { n }, end: n === 29 });
    world.runUntil(() => log.length > 30, MINUTE_MS);
    expect(log.slice(0, 30).map((entry) => (entry as ChannelPacket['json']).n)).toEqual(
      Array.from({ length: 30 }, (_, n) => n),
    );
    expect(log.at(-1)).toEqual({ reason: 'ended' });
  });

  test('closing the endpoint ends every channel, waiting ones too, and sends nothing more', async () => {
    const { world, alice, bob, to } = meet(11);
    listen(bob, '_chat');
    const logs = [logOf(alice.endpoint.openChannel(to, '_chat', { json: {} }))];
    world.runFor(1_000);
    alice.endpoint.learn({ identity: world.freshIdentity(), paths: [] });
    logs.push(logOf(alice.endpoint.openChannel(to, '_chat', { json: {} })));
    await alice.endpoint.close();
    expect(logs).toEqual([[{ reason: 'closed' }], [{ reason: 'closed' }]]);
    const sent = alice.metrics.datagramsSent;
    world.runFor(MINUTE_MS);
    expect(alice.metrics.datagramsSent).toBe(sent);
  });
});

describe('unreliable channels', () => {
  test('carry packets once each, or not at all, and end with an end', () => {
    const { world, alice, bob, to } = meet(12, { lossRatio: 0.3, duplicateRatio: 0.3 });
    const logs: unknown[][] = [];
    bob.endpoint.listen('_now', { reliable: false, mayOpen: () => true }, (channel) => logs.push(logOf(channel)));
    let sent = 0;
    for (let index = 0; index < 50; index++) {
      const channel = alice.endpoint.openChannel(to, '_now', { reliable: false, json: { n: sent++ } });
      channel.send({ json: { n: sent++ }, end: true });
      world.runFor(100);
    }
    const heard = logs.flat().flatMap((entry) => (entry as { n?: number }).n ?? []);
    expect(new Set(heard).size).toBe(heard.length);
    expect(heard.length).toBeGreaterThan(30);
    expect(heard.length).toBeLessThan(sent);
  });

  test('without a packet for half a minute they are over', () => {
    const { world, alice, bob, to } = meet(13);
    const channels = listen(bob, '_now', false);
    const log = logOf(alice.endpoint.openChannel(to, '_now', { reliable: false, json: { n: 1 } }));
    world.runFor(MINUTE_MS);
    expect(log).toEqual([{ reason: 'timeout' }]);
    expect(logOf(channels[0] as Channel)).toEqual([]);
  });
});

describe('mistakes of an application', () => {
  test.each([
    ['a body too long', (channel: Channel) => channel.send({ body: new Uint8Array(CHANNEL_BODY_BYTES_MAX + 1) })],
    ['JSON too long', (channel: Channel) => channel.send({ json: { text: 'x'.repeat(1_200) } })],
    [
      'JSON and body too long together',
      (channel: Channel) => channel.send({ json: { text: 'x'.repeat(200) }, body: new Uint8Array(1_000) }),
    ],
  ])('%s throws, and names the bound', (_, send) => {
    const { alice, to } = meet(14);
    expect(() => send(alice.endpoint.openChannel(to, '_chat'))).toThrow(RangeError);
  });

  test('the longest packet that is allowed fits the datagram that is allowed', () => {
    const { world, alice, bob, to } = meet(15);
    bob.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, logOf);
    let largest = 0;
    world.network.tap(({ bytes }) => {
      largest = Math.max(largest, bytes.length);
    });
    const channel = alice.endpoint.openChannel(to, '_chat');
    for (let chars = 0; chars < 1_100; chars++) {
      const room = CHANNEL_BODY_BYTES_MAX;
      for (const bytes of [room, room - chars]) {
        trySend(channel, chars, bytes);
        world.runFor(100); // each alone in its datagram: nothing larger is asked for
      }
    }
    world.runFor(MINUTE_MS);
    expect(largest).toBeGreaterThan(1_150);
    expect(largest).toBeLessThanOrEqual(1_232);
  });

  test('sending after the end throws', () => {
    const { alice, to } = meet(16);
    const channel = alice.endpoint.openChannel(to, '_chat');
    channel.send({ end: true });
    expect(() => channel.send({ json: {} })).toThrow('after its end');
  });

  test('hints whose keys are not those of the hashname are not believed', () => {
    const { world, alice, bob } = meet(17);
    const stranger = world.freshIdentity();
    alice.endpoint.learn({ identity: { ...stranger, keys: bob.identity.keys }, paths: [bob.path] });
    expect(alice.endpoint.status(stranger.hashname)).toBeUndefined();
    expect(alice.endpoint.identityOf(bob.identity.hashname)?.keys).toEqual(bob.identity.keys);
  });
});

function trySend(channel: Channel, chars: number, bytes: number): void {
  try {
    channel.send({ json: { text: 'x'.repeat(chars) }, body: new Uint8Array(Math.max(0, bytes)) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}
