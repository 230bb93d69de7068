import { describe, expect, test } from 'vitest';
import type { Channel, ChannelClose, PathStatus } from '../../index.ts';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { NAT_TYPES, type NatName, type SimNode, SimWorld } from '../index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const SEEDS = [1, 2, 3, 4, 5];
/** One message in each. */
const MESSAGE_MS = 250;

const isOpen = (node: SimNode, of: SimNode) => node.endpoint.status(of.identity.hashname)?.line === 'open';
const inUse = (node: SimNode, of: SimNode): PathStatus | undefined =>
  node.endpoint.status(of.identity.hashname)?.paths[0];

function worldOf(seed: number): SimWorld {
  return new SimWorld({ seed, crypto: simCrypto, lossRatio: 0.02, delayMs: [10, 40] });
}

function listen(node: SimNode): number[] {
  const heard: number[] = [];
  node.endpoint.listen('_talk', { reliable: true, mayOpen: () => true }, (channel) =>
    channel.onPacket(({ json }, done) => {
      heard.push(Number(json.number));
      done();
    }),
  );
  return heard;
}

/** A channel on which numbers are said, one after another. */
class Talk {
  readonly closes: ChannelClose[] = [];
  readonly heard: readonly number[];
  readonly #world: SimWorld;
  readonly #channel: Channel;
  #said = 0;

  constructor(world: SimWorld, from: SimNode, to: SimNode) {
    this.#world = world;
    this.heard = listen(to);
    this.#channel = from.endpoint.openChannel(to.identity.hashname, '_talk', { json: { number: this.#said++ } });
    this.#channel.onClose((close) => this.closes.push(close));
    world.runUntil(() => this.heard.length === 1, 30 * SECOND_MS);
  }

  /** Goes on talking for so long. */
  goOn(forMs: number): void {
    for (let atMs = 0; atMs < forMs; atMs += MESSAGE_MS) {
      this.#channel.send({ json: { number: this.#said++ } });
      this.#world.runFor(MESSAGE_MS);
    }
  }

  /** All that was said was heard, once and in order, and the channel still stands. */
  expectWhole(withinMs: number): void {
    this.#world.runUntil(() => this.heard.length >= this.#said, withinMs);
    expect(this.heard).toEqual(Array.from({ length: this.#said }, (_, number) => number));
    expect(this.closes).toEqual([]);
  }
}

/** Two seeds in different networks, and two people who know no more than each other's hashname. */
function people(seed: number, homes: readonly (NatName | 'open')[]) {
  const world = worldOf(seed);
  const seeds = [world.addNode({ path: world.publicPath() }), world.addNode({ path: world.publicPath() })];
  for (const node of seeds) {
    node.endpoint.setSeeding('anyone');
    node.endpoint.setBridging('anyone');
  }
  const boxes = homes.map((type) => (type === 'open' ? undefined : world.addHome(NAT_TYPES[type])));
  const [alice, bob] = boxes.map((home) =>
    world.addNode(home === undefined ? { path: world.publicPath() } : { home }),
  ) as [SimNode, SimNode];
  for (const node of [alice, bob]) node.endpoint.addSeeds(seeds.map(({ hints }) => hints));
  alice.endpoint.keep(bob.identity.hashname, true);
  bob.endpoint.keep(alice.identity.hashname, true);
  world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), 2 * MINUTE_MS);
  return { world, seeds, alice, bob, boxes };
}

describe.each(SEEDS)('a channel on which somebody talks (seed %i)', (seed) => {
  test('lives on when one side is in another network, and misses nothing', () => {
    const world = worldOf(seed);
    const [alice, bob] = world.addPair();
    const talk = new Talk(world, alice, bob);
    talk.goOn(3 * SECOND_MS);
    alice.moveTo(world.freshPath());
    talk.goOn(5 * SECOND_MS);
    bob.moveTo(world.freshPath());
    talk.goOn(5 * SECOND_MS);
    talk.expectWhole(20 * SECOND_MS);
    expect(inUse(alice, bob)?.path).toEqual(bob.path);
    expect(inUse(bob, alice)?.path).toEqual(alice.path);
  });

  test('lives on when both move at once: seeds tell where they are', () => {
    const { world, alice, bob } = people(seed, ['open', 'open']);
    const talk = new Talk(world, alice, bob);
    talk.goOn(3 * SECOND_MS);
    alice.moveTo(world.publicPath());
    bob.moveTo(world.publicPath());
    talk.goOn(5 * SECOND_MS);
    talk.expectWhole(40 * SECOND_MS);
    world.runFor(40 * SECOND_MS);
    expect(inUse(alice, bob)).toMatchObject({ path: bob.path, isClaimedByPeer: true });
    expect(inUse(alice, bob)?.through).toBeUndefined();
  });

  test.each([
    ['port-restricted', 'port-restricted'],
    ['full-cone', 'port-restricted'],
    ['symmetric', 'port-restricted'],
  ] as const)('lives on when the routers of a %s and a %s home restart with other addresses', (a, b) => {
    const { world, alice, bob, boxes } = people(seed, [a, b]);
    const talk = new Talk(world, alice, bob);
    talk.goOn(3 * SECOND_MS);
    boxes[0]?.restart(world.publicPath().ip);
    talk.goOn(20 * SECOND_MS);
    talk.expectWhole(35 * SECOND_MS);
    for (const box of boxes) box?.restart(world.publicPath().ip);
    talk.goOn(5 * SECOND_MS);
    talk.expectWhole(50 * SECOND_MS);
  });
});

describe.each(SEEDS)('a machine with two interfaces (seed %i)', (seed) => {
  test('talks on by the second when nothing comes by the first any more, and by the first when that is all there is', () => {
    const world = worldOf(seed);
    const bob = world.addNode();
    const secondPath = world.freshPath();
    const alice = world.addNode({ secondPath });
    alice.endpoint.learn(bob.hints);
    alice.endpoint.keep(bob.identity.hashname, true);
    const talk = new Talk(world, alice, bob);
    talk.goOn(3 * SECOND_MS);
    expect(inUse(bob, alice)?.path).toEqual(alice.path);
    world.network.cut(alice.path.ip, bob.path.ip);
    talk.goOn(SECOND_MS);
    talk.expectWhole(8 * SECOND_MS);
    expect(inUse(bob, alice)?.path).toEqual(secondPath);
    world.network.mend(alice.path.ip, bob.path.ip);
    world.network.cut(secondPath.ip, bob.path.ip);
    talk.goOn(SECOND_MS);
    talk.expectWhole(8 * SECOND_MS);
    expect(inUse(bob, alice)?.path).toEqual(alice.path);
  });

  test('keeps the other one warm, so that the loss of one address costs 3 s', () => {
    const world = worldOf(seed);
    const [bobsHome, alice] = [world.freshPath(), world.addNode()];
    const bob = world.addNode({ secondPath: bobsHome });
    alice.endpoint.learn({ ...bob.hints, paths: [bob.path, bobsHome] });
    alice.endpoint.keep(bob.identity.hashname, true);
    const talk = new Talk(world, alice, bob);
    world.runFor(2 * MINUTE_MS);
    const ways = alice.endpoint.status(bob.identity.hashname)?.paths ?? [];
    expect(ways).toHaveLength(2);
    for (const way of ways) expect(way.lastReceivedAtMs).toBeGreaterThan(world.nowMs - 40 * SECOND_MS);
    const [first] = ways;
    world.network.cut(alice.path.ip, first?.path.ip ?? '');
    talk.goOn(SECOND_MS);
    talk.expectWhole(3 * SECOND_MS);
    expect(inUse(alice, bob)?.path).not.toEqual(first?.path);
  });
});

/** On some systems the monotonic clock goes on in sleep, on others it stands still. */
describe.each(['pause', 'sleep'] as const)('a machine that slept (%s)', (fall) => {
  const getUp = (node: SimNode) => (fall === 'pause' ? node.resume() : node.wake());

  test.each([1, 2])('for 10 minutes has its line again within 10 s (seed %i)', (seed) => {
    const { world, alice, bob } = people(seed, ['port-restricted', 'full-cone']);
    alice[fall]();
    world.runFor(10 * MINUTE_MS);
    expect(isOpen(bob, alice)).toBe(false);
    getUp(alice);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), 10 * SECOND_MS);
    const talk = new Talk(world, alice, bob);
    talk.goOn(2 * SECOND_MS);
    talk.expectWhole(10 * SECOND_MS);
  });

  test.each(SEEDS)('for 9 hours too (seed %i)', (seed) => {
    const world = worldOf(seed);
    const [alice, bob] = world.addPair();
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), 10 * SECOND_MS);
    alice[fall]();
    world.runFor(9 * HOUR_MS);
    getUp(alice);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), 10 * SECOND_MS);
    const talk = new Talk(world, alice, bob);
    talk.goOn(2 * SECOND_MS);
    talk.expectWhole(10 * SECOND_MS);
  });

  test('has it again when its network has changed meanwhile', () => {
    const { world, alice, bob } = people(7, ['open', 'port-restricted']);
    alice[fall]();
    world.runFor(10 * MINUTE_MS);
    alice.moveTo(world.publicPath());
    getUp(alice);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), 30 * SECOND_MS);
  });

  test('for 30 s loses no channel', () => {
    const world = worldOf(8);
    const [alice, bob] = world.addPair();
    const talk = new Talk(world, alice, bob);
    alice[fall]();
    world.runFor(30 * SECOND_MS);
    getUp(alice);
    talk.goOn(2 * SECOND_MS);
    talk.expectWhole(10 * SECOND_MS);
  });
});

test('where nothing changes nobody is told so: two people and two seeds say a dozen packets in 10 s', () => {
  const { world } = people(3, ['port-restricted', 'port-restricted']);
  world.runFor(MINUTE_MS);
  const before = world.trace.length;
  world.runFor(10 * MINUTE_MS);
  expect(world.trace.length - before).toBeLessThan(12 * 60);
});
