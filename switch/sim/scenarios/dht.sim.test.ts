import { describe, expect, test } from 'vitest';
import { LINKS_MAX } from '../../constants.ts';
import { BUCKETS, hashnameInBucket } from '../../dht/distance.ts';
import type { FindResult, Hashname } from '../../index.ts';
import { createNodeCrypto } from '../../io/node-crypto.ts';
import { IS_FULL_RUN } from '../../testing/full-run.ts';
import { createNullCrypto, type SimNode, SimWorld, type SimWorldOptions } from '../index.ts';

const port = createNodeCrypto();
/** A bucket with k links has room for no more when the table is full; a newcomer is in one of the first few nearly always. */
const FILLED_BUCKETS = 16;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** A channel to somebody who can't be found fails after this. */
const REACH_MS = 15_000;

function createWorld(seed: number, options: Partial<SimWorldOptions> = {}): SimWorld {
  return new SimWorld({ seed, crypto: createNullCrypto(seed, port), delayMs: [10, 60], ...options });
}

/** Nodes that come one by one, and know one that is there: the first unless told otherwise. Every second one is a seed. */
function grow(
  world: SimWorld,
  count: number,
  options: { gapMs?: number; knows?: (nodes: SimNode[]) => SimNode | undefined } = {},
) {
  const { gapMs = SECOND_MS, knows = ([first]) => first } = options;
  const nodes: SimNode[] = [];
  for (let number = 0; number < count; number++) {
    const node = world.addNode({ path: world.publicPath() });
    node.endpoint.setSeeding(number % 2 === 0 ? 'anyone' : 'nobody');
    const known = knows(nodes);
    if (known !== undefined) node.endpoint.addSeeds([known.hints]);
    nodes.push(node);
    world.runFor(gapMs);
  }
  return nodes;
}

function pick(world: SimWorld, nodes: readonly SimNode[]): SimNode {
  const node = nodes[Math.floor(world.dice.ratio() * nodes.length)];
  if (node === undefined) throw new RangeError('nobody to pick');
  return node;
}

/** Sends something to a hashname, of which nothing else is known, and says whether it has come. */
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
    // A line that only one side still has is found out by what is said on it: an application says it again.
    channel.onClose(({ reason }) => {
      if (reason === 'line-reset') say();
    });
  };
  say();
  return () => isHeard;
}

/** Reaches from one to another, both picked, so many times. */
function reachPicked(world: SimWorld, nodes: readonly SimNode[], count: number): void {
  for (let time = 0; time < count; time++) {
    const [from, to] = [pick(world, nodes), pick(world, nodes)];
    if (from !== to) world.runUntil(reach(from, to), REACH_MS);
  }
}

async function find(world: SimWorld, from: SimNode, hashname: Hashname): Promise<FindResult> {
  let found: FindResult | undefined;
  void from.endpoint.find(hashname).then((result) => {
    found = result;
  });
  await world.runUntilAsync(() => found !== undefined, MINUTE_MS);
  if (found === undefined) throw new Error('runUntilAsync throws before');
  return found;
}

const isLinked = (from: SimNode, to: SimNode): boolean =>
  from.endpoint.links().some(({ hashname }) => hashname === to.identity.hashname);

describe('nodes that know one seed', () => {
  test.each([1, 2, 3])('reach each other by hashname alone, with a tenth of all datagrams lost (seed %i)', (seed) => {
    const world = createWorld(seed, { lossRatio: 0.1 });
    const nodes = grow(world, 6);
    world.runFor(20 * SECOND_MS);
    for (const from of nodes) for (const to of nodes) if (from !== to) world.runUntil(reach(from, to), REACH_MS);
  });

  // Half a minute; `bench/dht.ts` does the same with ten thousand.
  test.runIf(IS_FULL_RUN)(
    'are two hundred, and any finds any other',
    () => {
      const world = createWorld(7);
      const pickSeed = (nodes: SimNode[]) =>
        pick(
          world,
          nodes.filter((_, number) => number % 2 === 0),
        );
      const [first] = grow(world, 1);
      if (first === undefined) throw new RangeError('there is one');
      const nodes = grow(world, 200, { gapMs: 150, knows: (there) => (there.length === 0 ? first : pickSeed(there)) });
      world.runFor(20 * SECOND_MS);
      reachPicked(world, nodes, 30);
    },
    300_000,
  );

  test('who is not there is not found, and who asks is told so', async () => {
    const world = createWorld(1);
    const [, node] = grow(world, 12);
    world.runFor(20 * SECOND_MS);
    if (node === undefined) throw new RangeError('there are twelve');
    const { isFound, closest, askedCount } = await find(world, node, 'a'.repeat(64) as Hashname);
    expect(isFound).toBe(false);
    expect(closest.length).toBeGreaterThan(0);
    expect(askedCount).toBeLessThanOrEqual(12);
  });

  test('without any link a search ends at once', async () => {
    const world = createWorld(1);
    const [node] = grow(world, 1);
    if (node === undefined) throw new RangeError('there is one');
    expect(await find(world, node, 'a'.repeat(64) as Hashname)).toMatchObject({ isFound: false, askedCount: 0 });
  });
});

describe('a seed that has all the links it may have', () => {
  test('tells a newcomer of others, who take it in, and has no link with it', async () => {
    const world = createWorld(3);
    const nodes = grow(world, 8);
    const [seed] = nodes;
    if (seed === undefined) throw new RangeError('there are eight');
    world.runFor(20 * SECOND_MS);
    fillTable(seed);
    const newcomer = world.addNode({ path: world.publicPath() });
    newcomer.endpoint.addSeeds([seed.hints]);
    world.runUntil(() => newcomer.endpoint.links().length >= 3, MINUTE_MS);
    expect(isLinked(seed, newcomer) || isLinked(newcomer, seed)).toBe(false);
    const asked = seed.insides.channels;
    world.runFor(10 * MINUTE_MS);
    expect([...asked.all()].filter(({ peer }) => peer.hashname === newcomer.identity.hashname)).toEqual([]);
    const [, other] = nodes;
    expect((await find(world, newcomer, other?.identity.hashname ?? seed.identity.hashname)).isFound).toBe(true);
  });
});

/** With links to hashnames in every bucket that a newcomer could fall in, which never end and aren't named to anybody. */
function fillTable({ insides: { table }, identity }: SimNode): void {
  const times = { sinceMs: 0, lastReceivedAtMs: Number.POSITIVE_INFINITY, lastSentAtMs: Number.POSITIVE_INFINITY };
  for (let number = 0; table.size < LINKS_MAX; number++) {
    const bucket = BUCKETS - 1 - (number % FILLED_BUCKETS);
    const bytes = port.sha256(Uint8Array.of(number & 0xff, number >> 8));
    const hashname = hashnameInBucket(identity.hashname, bucket, bytes);
    table.add({ hashname, isSeed: false, bridges: [], isRequested: false, ...times });
  }
}

describe('links', () => {
  test('are kept alive by both sides with a packet in half a minute, and no more', () => {
    const world = createWorld(1);
    const [seed, node] = grow(world, 2);
    if (seed === undefined || node === undefined) throw new RangeError('there are two');
    world.runFor(MINUTE_MS);
    const before = world.trace.length;
    world.runFor(10 * MINUTE_MS);
    expect(isLinked(seed, node) && isLinked(node, seed)).toBe(true);
    // A keepalive each 29 s and its answer; each node also looks for company now and then.
    expect(world.trace.length - before).toBeLessThan(2 * 21 + 40);
  });

  test('end when the other side is gone, and a seed is linked to again when it is back', () => {
    const world = createWorld(2);
    const [seed, node] = grow(world, 2);
    if (seed === undefined || node === undefined) throw new RangeError('there are two');
    world.runFor(10 * SECOND_MS);
    seed.kill();
    world.runUntil(() => !isLinked(node, seed), 2 * MINUTE_MS);
    world.runFor(5 * MINUTE_MS);
    seed.restart();
    world.runUntil(() => isLinked(node, seed) && isLinked(seed, node), 2 * MINUTE_MS);
  });

  test('of one that stops seeding are not told to others any more', async () => {
    const world = createWorld(3);
    const [first, second, third] = grow(world, 3);
    if (first === undefined || second === undefined || third === undefined) throw new RangeError('there are three');
    world.runFor(10 * SECOND_MS);
    first.endpoint.setSeeding('nobody');
    world.runFor(SECOND_MS);
    const statusAtSecond = second.endpoint.links().find(({ hashname }) => hashname === first.identity.hashname);
    expect(statusAtSecond?.isSeed).toBe(false);
  });

  test('of earlier lives bring a node back when its seed is gone', () => {
    const world = createWorld(4);
    const nodes = grow(world, 12);
    world.runFor(MINUTE_MS);
    const [seed, node, ...others] = nodes;
    if (seed === undefined || node === undefined) throw new RangeError('there are twelve');
    const hints = node.endpoint.linkHints();
    expect(hints.length).toBeGreaterThan(2);
    expect(hints.every(({ ageMs = 0 }) => ageMs > 30 * SECOND_MS)).toBe(true);
    node.kill();
    seed.kill();
    world.runFor(2 * MINUTE_MS);
    node.restart().addSeeds(hints);
    world.runFor(20 * SECOND_MS);
    for (const other of others) world.runUntil(reach(node, other), REACH_MS);
  });
});

describe('churn', () => {
  test.each([1, 2])(
    'a third goes without a word, others come, and all who are there find each other (seed %i)',
    (seed) => {
      const world = createWorld(seed, { lossRatio: 0.02 });
      const [first, ...others] = grow(world, 30, { gapMs: 500 });
      if (first === undefined) throw new RangeError('there are thirty');
      world.runFor(30 * SECOND_MS);
      const gone = others.filter(() => world.dice.chance(1 / 3));
      for (const node of gone) {
        node.kill();
        world.runFor(SECOND_MS);
      }
      const newcomers = grow(world, 10, { knows: () => first });
      world.runFor(90 * SECOND_MS);
      const present = [first, ...others.filter((node) => !gone.includes(node)), ...newcomers];
      for (const node of present) for (const dead of gone) expect(isLinked(node, dead)).toBe(false);
      reachPicked(world, present, 40);
    },
    120_000,
  );
});

test('the same seed gives the same world, datagram for datagram', () => {
  const [one, two] = [1, 1].map((seed) => {
    const world = createWorld(seed, { lossRatio: 0.05 });
    grow(world, 12);
    world.runFor(10 * SECOND_MS);
    return world.trace;
  });
  expect(one?.length).toBeGreaterThan(500);
  expect(two).toEqual(one);
});
