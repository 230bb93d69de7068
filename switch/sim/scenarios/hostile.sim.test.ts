import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JOBS_PER_CLASS_MAX } from '../../constants.ts';
import type { PeerStatus } from '../../index.ts';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { type Datagram, type SimNode, SimWorld } from '../index.ts';

const MINUTE_MS = 60_000;
const OPEN_BYTES = 1_046;

const isOpen = ({ bytes }: Datagram) => bytes[0] === 0 && bytes[1] === 1;
const status = (node: SimNode, of: SimNode): PeerStatus | undefined => node.endpoint.status(of.identity.hashname);
const areOpen = (a: SimNode, b: SimNode) => () => status(a, b)?.line === 'open' && status(b, a)?.line === 'open';

/** A pair with a line and a conversation, and everything that was sent. */
function overheardPair(seed: number) {
  const world = new SimWorld({ seed, crypto: simCrypto });
  const overheard: Datagram[] = [];
  world.network.tap((datagram) => overheard.push(datagram));
  const [alice, bob] = world.addPair();
  const heard: unknown[] = [];
  const closes: unknown[] = [];
  bob.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) => {
    channel.onPacket(({ json }, done) => {
      heard.push(json.n);
      done();
    });
    channel.onClose((close) => closes.push(close));
  });
  bob.endpoint.listen('_now', { reliable: false, mayOpen: () => true }, (channel) => {
    channel.onPacket(({ json }, done) => {
      heard.push(json.n);
      done();
    });
  });
  world.runUntil(areOpen(alice, bob), MINUTE_MS);
  const channel = alice.endpoint.openChannel(bob.identity.hashname, '_chat', { json: { n: 1 } });
  alice.endpoint.openChannel(bob.identity.hashname, '_now', { reliable: false, json: { n: 2 } });
  world.runFor(2_000);
  return { world, alice, bob, channel, overheard, heard, closes };
}

/** Everything of `datagrams` again, from somewhere else, over the next seconds. */
function replay(world: SimWorld, datagrams: readonly Datagram[], from = world.freshPath()): void {
  for (const datagram of datagrams) {
    world.network.deliver({ ...datagram, from });
    world.runFor(world.dice.between(0, 300));
  }
}

describe('an eavesdropper who sends everything again', () => {
  test('changes neither the path, nor the channels, nor what was heard', () => {
    const { world, alice, bob, channel, overheard, heard, closes } = overheardPair(1);
    replay(world, [...overheard], world.freshPath());
    channel.send({ json: { n: 3 } });
    world.runFor(2_000);
    expect([...heard].sort()).toEqual([1, 2, 3]); // the two channels may overtake each other
    expect(closes).toEqual([]);
    expect(status(bob, alice)?.paths[0]?.path).toEqual(alice.path);
    expect(status(alice, bob)?.paths[0]?.path).toEqual(bob.path);
    expect(status(bob, alice)?.paths).toHaveLength(1);
    expect(status(alice, bob)?.paths).toHaveLength(1);
  });

  test("from the peer's own address is no sign of life: the line goes quiet and dies on time", () => {
    const { world, alice, bob, overheard } = overheardPair(2);
    bob.kill();
    const fromBob = overheard.filter(({ from }) => from.ip === bob.path.ip);
    world.runFor(100); // what was on its way is there
    const lastMs = status(alice, bob)?.paths[0]?.lastReceivedAtMs;
    const lines: string[] = [];
    alice.endpoint.onStatus(({ line }) => lines.push(line));
    while (world.nowMs < 3 * MINUTE_MS) replay(world, fromBob, bob.path);
    expect(status(alice, bob)?.paths[0]?.lastReceivedAtMs).toBe(lastMs);
    expect(lines[0]).toBe('open'); // the one that says that it is quiet
    expect(lines.slice(1)).not.toContain('open');
    expect(status(alice, bob)?.line).toBe('opening');
  });

  test('an open of an earlier life is stale while the line stands, and proves nothing to one who restarted', () => {
    const { world, alice, bob, overheard, closes } = overheardPair(3);
    const earlier = overheard.filter((datagram) => isOpen(datagram) && datagram.from.ip === alice.path.ip);
    alice.restart();
    alice.endpoint.learn(bob.hints);
    alice.endpoint.keep(bob.identity.hashname, true);
    world.runUntil(() => areOpen(alice, bob)() && closes.length === 1, 2 * MINUTE_MS);
    replay(world, earlier);
    expect(areOpen(alice, bob)()).toBe(true);
    expect(bob.metrics.dropped['open-stale']).toBeGreaterThan(0);

    alice.kill();
    bob.restart();
    bob.endpoint.learn({ identity: alice.identity, paths: [] });
    bob.endpoint.keep(alice.identity.hashname, true);
    const lines: string[] = [];
    bob.endpoint.onStatus(({ line }) => lines.push(line));
    replay(world, earlier);
    world.runFor(MINUTE_MS);
    expect(bob.metrics.opensAccepted).toBeGreaterThan(0);
    expect(lines).not.toContain('open');
    alice.restart();
    alice.endpoint.learn(bob.hints);
    alice.endpoint.keep(bob.identity.hashname, true);
    world.runUntil(areOpen(alice, bob), MINUTE_MS);
  });
});

describe('a flood', () => {
  test('of opens from everywhere holds up no friend, and starts no more RSA than the bounds say', () => {
    const world = new SimWorld({ seed: 4, crypto: simCrypto, jobMs: [200, 400] });
    const [alice, bob] = [world.addNode(), world.addNode()];
    for (const [node, other] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      node.endpoint.learn(other.hints);
    }
    const flood = () => {
      const bytes = world.dice.bytes(OPEN_BYTES);
      bytes.set([0, 1, 0x2a]);
      const from = {
        type: 'ipv4' as const,
        ip: `198.51.${world.dice.next() & 127}.${world.dice.next() & 255}`,
        port: 9,
      };
      world.network.deliver({ from, to: bob.path, bytes });
      world.at(world.nowMs + 1, flood);
    };
    flood();
    world.runFor(3_000);
    expect(bob.metrics.dropped['open-over-budget']).toBeGreaterThan(1_000);
    const jobsBefore = bob.metrics.jobsStarted;
    alice.endpoint.keep(bob.identity.hashname, true);
    const startMs = world.nowMs;
    world.runUntil(areOpen(alice, bob), 2_000);
    world.runFor(1_000);
    expect(bob.metrics.jobsStarted - jobsBefore).toBeLessThan(
      ((world.nowMs - startMs) / 200 + 1) * 3 * JOBS_PER_CLASS_MAX,
    );
  });

  test('from one address spends its budget, and then one RSA a second', () => {
    const world = new SimWorld({ seed: 5, crypto: simCrypto });
    const bob = world.addNode();
    const from = world.freshPath();
    for (let n = 0; n < 60_000; n += 10) {
      const bytes = world.dice.bytes(OPEN_BYTES);
      bytes.set([0, 1, 0x2a]);
      world.network.deliver({ from, to: bob.path, bytes });
      world.runFor(10);
    }
    expect(bob.metrics.jobsStarted).toBeLessThanOrEqual(8 + 60 + 1);
    expect(bob.metrics.jobsStarted).toBeGreaterThan(50);
  });

  test('of the same bad open costs one RSA in all', () => {
    const world = new SimWorld({ seed: 6, crypto: simCrypto });
    const bob = world.addNode();
    const bytes = world.dice.bytes(OPEN_BYTES);
    bytes.set([0, 1, 0x2a]);
    for (let n = 0; n < 100; n++) {
      world.network.deliver({ from: world.freshPath(), to: bob.path, bytes });
      world.runFor(10);
    }
    expect(bob.metrics.jobsStarted).toBe(1);
    expect(bob.metrics.dropped['open-refused-before']).toBe(99);
  });
});

describe('hostile datagrams', () => {
  test('whatever comes, nothing is thrown, nothing is answered, and the line goes on', () => {
    const { world, alice, bob, channel, overheard, heard } = overheardPair(7);
    const real = fc.constantFrom(...overheard.map(({ bytes }) => bytes));
    const mangled = fc.tuple(real, fc.nat(), fc.integer({ min: 1, max: 255 })).map(([bytes, at, bits]) => {
      const copy = bytes.slice();
      copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ bits;
      return copy;
    });
    const cut = fc.tuple(real, fc.nat()).map(([bytes, length]) => bytes.slice(0, length % bytes.length));
    const headed = fc
      .tuple(fc.constantFrom([0, 0], [0, 1], [0, 1, 0x2a], [0, 2, 0x7b, 0x7d]), fc.uint8Array({ maxLength: 1_500 }))
      .map(([head, rest]) => Uint8Array.from([...head, ...rest]));
    const anything = fc.oneof(fc.uint8Array({ maxLength: 2_000 }), mangled, cut, headed);
    const from = world.freshPath();
    const sentBefore = world.trace.length;
    fc.assert(
      fc.property(anything, (bytes) => {
        world.network.deliver({ from, to: bob.path, bytes });
        world.runFor(1);
      }),
      { numRuns: 2_000 },
    );
    const answers = world.trace.slice(sentBefore).filter((line) => line.includes(`> ${from.ip}:`));
    expect(answers).toEqual([]);
    channel.send({ json: { n: 3 } });
    world.runUntil(() => heard.includes(3), 1_000);
    expect(areOpen(alice, bob)()).toBe(true);
  });
});
