import { describe, expect, test } from 'vitest';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { NAT_TYPES, type NatName, type SimNode, SimWorld } from '../index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** The doubt, an introduction, and the bridge: each has its seconds. */
const FALLBACK_MS_MAX = 12 * SECOND_MS;

type Way = 'straight' | 'relay' | 'bridge' | 'none';

function wayOf(node: SimNode, other: SimNode): Way {
  const status = node.endpoint.status(other.identity.hashname);
  if (status?.line !== 'open') return 'none';
  return status.paths[0]?.through?.kind ?? 'straight';
}

/** Two homes that know two bridging seeds, and each other's hashname. Every change of the way is noted, on both sides. */
function meet(seed: number, types: readonly [NatName, NatName], delayMs: readonly [number, number]) {
  const world = new SimWorld({ seed, crypto: simCrypto, delayMs });
  const seeds = [0, 1].map(() => world.addNode({ path: world.publicPath() }));
  for (const node of seeds) {
    node.endpoint.setSeeding('anyone');
    node.endpoint.setBridging('anyone');
  }
  const routers = types.map((type) => world.addHome(NAT_TYPES[type]));
  const [alice, bob] = routers.map((home) => world.addNode({ home })) as [SimNode, SimNode];
  const publicIps = routers.map(({ publicIp }) => publicIp) as [string, string];
  for (const node of [alice, bob]) node.endpoint.addSeeds(seeds.map(({ hints }) => hints));
  world.runUntil(() => [alice, bob].every((node) => node.endpoint.links().length === 2), MINUTE_MS);
  const ways: [Way[], Way[]] = [[], []];
  for (const [at, node, other] of [
    [0, alice, bob],
    [1, bob, alice],
  ] as const)
    node.endpoint.onStatus(({ peer }) => {
      const way = wayOf(node, other);
      if (peer === other.identity.hashname && ways[at].at(-1) !== way) ways[at].push(way);
    });
  return { world, alice, bob, ways, publicIps };
}

/** What each packet that comes says. */
function listen(node: SimNode): unknown[] {
  const heard: unknown[] = [];
  node.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) =>
    channel.onPacket(({ json }, done) => {
      heard.push(json.n);
      done();
    }),
  );
  return heard;
}

const PAIRS = [
  ['symmetric', 'full-cone'],
  ['full-cone', 'symmetric'],
  ['restricted', 'symmetric'],
  ['port-restricted', 'port-restricted'],
] as const;

describe.each(PAIRS)('a %s and a %s home', (a, b) => {
  test.each([1, 2, 3, 4, 5, 6])('stay straight once they are, and say so on both sides (seed %i)', (seed) => {
    const { world, alice, bob, ways } = meet(seed, [a, b], [2, 20 * seed]);
    alice.endpoint.keep(bob.identity.hashname, true);
    if (seed % 2 === 0) bob.endpoint.keep(alice.identity.hashname, true);
    world.runUntil(() => wayOf(alice, bob) === 'straight' && wayOf(bob, alice) === 'straight', MINUTE_MS);
    world.runFor(0); // so that this is told
    const before = ways.map(({ length }) => length);
    listen(bob);
    for (let n = 0; n < 20; n++) {
      alice.endpoint.openChannel(bob.identity.hashname, '_chat', { json: { n } });
      world.runFor(3 * SECOND_MS);
    }
    world.runFor(2 * MINUTE_MS);
    expect(ways.map((list, at) => list.slice(before[at]))).toEqual([[], []]);
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'fall back to a bridge without losing a channel, and find straight again (seed %i)',
    (seed) => {
      const { world, alice, bob, publicIps } = meet(seed, [a, b], [2, 20 * seed]);
      for (const [node, other] of [
        [alice, bob],
        [bob, alice],
      ] as const)
        node.endpoint.keep(other.identity.hashname, true);
      const isBoth = (way: Way) => wayOf(alice, bob) === way && wayOf(bob, alice) === way;
      world.runUntil(() => isBoth('straight'), MINUTE_MS);
      world.runFor(20 * SECOND_MS);
      const heard = [listen(bob), listen(alice)];
      const channels = [
        alice.endpoint.openChannel(bob.identity.hashname, '_chat', { json: { n: 0 } }),
        bob.endpoint.openChannel(alice.identity.hashname, '_chat', { json: { n: 0 } }),
      ];
      const closes: unknown[] = [];
      for (const channel of channels) channel.onClose((close) => closes.push(close));
      world.runUntil(() => heard.every(({ length }) => length === 1), 10 * SECOND_MS);

      world.runFor(SECOND_MS);

      world.network.cut(...publicIps);
      for (const channel of channels) channel.send({ json: { n: 1 } });
      world.runUntil(() => heard.every(({ length }) => length === 2), FALLBACK_MS_MAX);
      world.runUntil(() => isBoth('bridge'), FALLBACK_MS_MAX);
      world.network.mend(...publicIps);
      for (const channel of channels) channel.send({ json: { n: 2 } });
      world.runUntil(() => isBoth('straight'), 2 * MINUTE_MS);
      world.runUntil(() => heard.every(({ length }) => length === 3), 10 * SECOND_MS);
      expect(heard).toEqual([
        [0, 1, 2],
        [0, 1, 2],
      ]);
      expect(closes).toEqual([]);
    },
  );
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'two homes that can meet straight put nothing of their line through a seed on the way there (seed %i)',
  (seed) => {
    const world = new SimWorld({ seed, crypto: simCrypto, delayMs: [2, 60], jobMs: [5, 10] });
    const seeds = [0, 1].map(() => world.addNode({ path: world.publicPath() }));
    for (const node of seeds) {
      node.endpoint.setSeeding('anyone');
      node.endpoint.setBridging('anyone');
    }
    const home = () => world.addNode({ home: world.addHome(NAT_TYPES['port-restricted']) });
    const [alice, bob] = [home(), home()];
    for (const node of [alice, bob]) node.endpoint.addSeeds(seeds.map(({ hints }) => hints));
    const heard = listen(bob);
    alice.endpoint.openChannel(bob.identity.hashname, '_chat', { json: { n: 1 } });
    world.runUntil(() => heard.length === 1, 10 * SECOND_MS);
    world.runFor(20 * SECOND_MS);
    expect([wayOf(alice, bob), wayOf(bob, alice)]).toEqual(['straight', 'straight']);
    expect(seeds.map(({ metrics }) => metrics.packetsBridged)).toEqual([0, 0]);
  },
);
