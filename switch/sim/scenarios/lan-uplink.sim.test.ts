import { describe, expect, test } from 'vitest';
import { createNodeCrypto } from '../../io/node-crypto.ts';
import { createNullCrypto, NAT_TYPES, type NatBox, type SimNode, SimWorld } from '../index.ts';

const SEEDS = [1, 2, 3, 4, 5];
const MINUTE_MS = 60_000;
/** A channel to somebody who can't be found fails after this. */
const REACH_MS = 15_000;
const port = createNodeCrypto();

function createWorld(seed: number, lossRatio = 0.02): SimWorld {
  return new SimWorld({ seed, crypto: createNullCrypto(seed, port), delayMs: [10, 60], lossRatio });
}

/** People at home, who know nobody. */
function addPeople(world: SimWorld, home: NatBox, count: number): readonly SimNode[] {
  return Array.from({ length: count }, () => world.addNode({ home, lanDiscovery: true }));
}

/** The large DHT: seeds that bridge, and know each other by the first one. */
function addSeeds(world: SimWorld, count: number): readonly [SimNode, ...SimNode[]] {
  const first = addSeed(world);
  const others = Array.from({ length: count - 1 }, () => {
    const seed = addSeed(world);
    seed.endpoint.addSeeds([first.hints]);
    return seed;
  });
  return [first, ...others];
}

function addSeed(world: SimWorld): SimNode {
  const seed = world.addNode({ path: world.publicPath() });
  seed.endpoint.setSeeding('anyone');
  seed.endpoint.setBridging('anyone');
  return seed;
}

/** Says something to a hashname, of which nothing else is known, again and again until it has come. */
function reach(from: SimNode, to: SimNode): () => boolean {
  let isHeard = false;
  to.endpoint.listen('_reach', { reliable: true, mayOpen: () => true }, (channel) => {
    channel.onPacket((_, done) => {
      isHeard ||= channel.peer === from.identity.hashname;
      done();
    });
  });
  const say = (): void => {
    const channel = from.endpoint.openChannel(to.identity.hashname, '_reach', { json: { text: 'found you' } });
    channel.onClose(({ reason }) => {
      if (reason !== 'closed' && !isHeard) say();
    });
  };
  say();
  return () => isHeard;
}

const isLinked = (from: SimNode, to: SimNode): boolean =>
  from.endpoint.links().some(({ hashname }) => hashname === to.identity.hashname);

describe.each(SEEDS)('seed %i: a home without internet', (seed) => {
  test('whose people know nobody is a DHT of its own: each reaches each by hashname alone', () => {
    const world = createWorld(seed);
    const home = world.addHome(NAT_TYPES['port-restricted']);
    home.isUplinkCut = true;
    const people = addPeople(world, home, 8);
    world.runFor(10_000);
    for (const from of people) for (const to of people) if (from !== to) world.runUntil(reach(from, to), REACH_MS);
  });

  test('a neighbour who is nobody of ours helps to find one who does not answer in the open', () => {
    const world = createWorld(seed);
    const home = world.addHome(NAT_TYPES['port-restricted']);
    home.isUplinkCut = true;
    const [alice, neighbour] = addPeople(world, home, 2);
    const quiet = world.addNode({ home });
    if (alice === undefined || neighbour === undefined) throw new RangeError('there are two');
    quiet.endpoint.addSeeds([neighbour.hints]);
    world.runUntil(() => isLinked(neighbour, quiet) && isLinked(alice, neighbour), MINUTE_MS);
    world.runUntil(reach(alice, quiet), REACH_MS);
  });
});

describe.each(SEEDS)('seed %i: when the uplink returns', (seed) => {
  test('who knows a seed is back within minutes, and brings along those at home who know none', () => {
    const world = createWorld(seed);
    const seeds = addSeeds(world, 3);
    const home = world.addHome(NAT_TYPES['port-restricted']);
    const [alice, bob] = addPeople(world, home, 2);
    const far = world.addNode({ path: world.publicPath() });
    if (alice === undefined || bob === undefined) throw new RangeError('there are two');
    for (const node of [alice, far]) node.endpoint.addSeeds([seeds[0].hints]);
    world.runFor(MINUTE_MS);
    home.isUplinkCut = true;
    world.runUntil(() => seeds.every((each) => !isLinked(alice, each) && !isLinked(bob, each)), 3 * MINUTE_MS);
    world.runFor(10 * MINUTE_MS);
    expect(isLinked(alice, bob) && isLinked(bob, alice)).toBe(true);
    home.isUplinkCut = false;
    world.runUntil(() => isLinked(alice, seeds[0]), 2 * MINUTE_MS);
    world.runUntil(reach(alice, far), MINUTE_MS);
    world.runUntil(reach(bob, far), 2 * MINUTE_MS);
  });

  test('links of this life are the way back where the one seed that was known is gone for good', () => {
    const world = createWorld(seed);
    const seeds = addSeeds(world, 4);
    const home = world.addHome(NAT_TYPES['full-cone']);
    const alice = world.addNode({ home });
    alice.endpoint.addSeeds([seeds[0].hints]);
    world.runUntil(() => seeds.every((each) => isLinked(alice, each)), 2 * MINUTE_MS);
    seeds[0].kill();
    home.isUplinkCut = true;
    world.runUntil(() => alice.endpoint.links().length === 0, 3 * MINUTE_MS);
    world.runFor(20 * MINUTE_MS);
    home.isUplinkCut = false;
    world.runUntil(() => seeds.slice(1).every((each) => isLinked(alice, each)), 3 * MINUTE_MS);
  });

  test('two homes that each had a DHT of their own are one', () => {
    const world = createWorld(seed);
    const seeds = addSeeds(world, 2);
    const homes = [world.addHome(NAT_TYPES['port-restricted']), world.addHome(NAT_TYPES.restricted)];
    for (const home of homes) home.isUplinkCut = true;
    const [ours, theirs] = homes.map((home) => addPeople(world, home, 3));
    const [one, , mine] = ours ?? [];
    const [other, , yours] = theirs ?? [];
    if (!one || !other || !mine || !yours) throw new RangeError('there are three in each');
    for (const node of [one, other]) node.endpoint.addSeeds([seeds[0].hints]);
    world.runFor(10 * MINUTE_MS);
    for (const home of homes) home.isUplinkCut = false;
    // Those who knew no seed before reach each other.
    world.runUntil(reach(mine, yours), 3 * MINUTE_MS);
  });
});

test('another network is tried at once', () => {
  const world = createWorld(1, 0);
  const seeds = addSeeds(world, 1);
  const alice = world.addNode({ path: world.publicPath() });
  alice.endpoint.addSeeds([seeds[0].hints]);
  world.runUntil(() => isLinked(alice, seeds[0]), MINUTE_MS);
  const { ip } = alice.path;
  world.network.cut(ip, seeds[0].path.ip);
  world.runFor(30 * MINUTE_MS);
  expect(isLinked(alice, seeds[0])).toBe(false);
  alice.moveTo(world.publicPath());
  alice.endpoint.lookNearby(); // whatever it is asked, it looks at its own networks first
  world.runUntil(() => isLinked(alice, seeds[0]), 5_000);
});
