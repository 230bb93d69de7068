import { describe, expect, test } from 'vitest';
import type { PathStatus } from '../../index.ts';
import { pathKey } from '../../index.ts';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { NAT_TYPES, type NatBox, type NatName, type SimNode, SimWorld } from '../index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

const statusOf = (node: SimNode, of: SimNode) => node.endpoint.status(of.identity.hashname);
const isOpen = (node: SimNode, of: SimNode) => statusOf(node, of)?.line === 'open';
const inUse = (node: SimNode, of: SimNode): PathStatus | undefined => statusOf(node, of)?.paths[0];

/** Each in a network of its own. */
function seedsIn(world: SimWorld, count: number): readonly SimNode[] {
  const seeds = Array.from({ length: count }, (_, n) =>
    world.addNode({ path: { type: 'ipv4', ip: `80.${n + 1}.0.1`, port: 42_424 } }),
  );
  for (const { endpoint } of seeds) {
    endpoint.setSeeding('anyone');
    endpoint.setBridging('anyone');
  }
  return seeds;
}

function join(seeds: readonly SimNode[], ...nodes: readonly SimNode[]): void {
  for (const { endpoint } of nodes) endpoint.addSeeds(seeds.map(({ hints }) => hints));
}

function keep(a: SimNode, b: SimNode): void {
  a.endpoint.keep(b.identity.hashname, true);
  b.endpoint.keep(a.identity.hashname, true);
}

describe('a way that holes were punched for', () => {
  function punched(seedCount: number, type: NatName) {
    const world = new SimWorld({ seed: 3, crypto: simCrypto, lossRatio: 0.02 });
    const seeds = seedsIn(world, seedCount);
    const homes = [world.addHome(NAT_TYPES[type]), world.addHome(NAT_TYPES['full-cone'])] as const;
    const [alice, bob] = homes.map((home) => world.addNode({ home })) as [SimNode, SimNode];
    join(seeds, alice, bob);
    keep(alice, bob);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), MINUTE_MS);
    world.runFor(2 * MINUTE_MS);
    expect(inUse(alice, bob)?.through).toBeUndefined();
    return { world, alice, bob, homes };
  }

  test('is claimed by both, and stays so, if two seeds see them there', () => {
    const { alice, bob } = punched(2, 'port-restricted');
    expect(inUse(alice, bob)).toMatchObject({ isClaimedByPeer: true, isShared: false });
    expect(inUse(bob, alice)).toMatchObject({ isClaimedByPeer: true, isShared: false });
  });

  test('is claimed anew when a router has restarted with another address', () => {
    const { world, alice, bob, homes } = punched(2, 'port-restricted');
    homes[0].restart(world.publicPath().ip);
    world.runFor(3 * MINUTE_MS);
    expect(inUse(bob, alice)?.path.ip).toBe(homes[0].publicIp);
    expect(inUse(bob, alice)?.isClaimedByPeer).toBe(true);
    expect(inUse(alice, bob)?.isClaimedByPeer).toBe(true);
  });

  test('is not if only one seed says so', () => {
    const { alice, bob } = punched(1, 'port-restricted');
    expect(inUse(alice, bob)?.isClaimedByPeer).toBe(false);
  });

  test('is not where each seed sees another port', () => {
    const { alice, bob } = punched(2, 'symmetric');
    expect(inUse(bob, alice)?.isClaimedByPeer).toBe(false);
  });
});

test('a plain forwarder is never claimed, though two people see somebody there', () => {
  const world = new SimWorld({ seed: 4, crypto: simCrypto });
  const seeds = seedsIn(world, 2);
  const [alice, bob, carol] = [0, 1, 2].map(() => world.addNode({ path: world.publicPath() })) as [
    SimNode,
    SimNode,
    SimNode,
  ];
  // Whatever comes to it from one of them goes on to Bob, and back from a port for each.
  for (const node of [alice, carol]) {
    const [outer, inner] = [world.publicPath(), world.publicPath()];
    const send = (from: typeof outer, to: typeof outer, bytes: Uint8Array) => world.network.send({ from, to, bytes });
    world.network.bind(outer, (_from, bytes) => send(inner, bob.path, bytes));
    world.network.bind(inner, (_from, bytes) => send(outer, node.path, bytes));
    world.network.cut(node.path.ip, bob.path.ip);
    node.endpoint.learn({ ...bob.hints, paths: [outer] });
    keep(node, bob);
  }
  join(seeds, bob);
  world.runUntil(() => isOpen(alice, bob) && isOpen(carol, bob), MINUTE_MS);
  world.runFor(5 * MINUTE_MS);
  for (const node of [alice, carol]) {
    expect(statusOf(node, bob)?.paths.find(({ isClaimedByPeer }) => isClaimedByPeer)?.path).toEqual(bob.path);
    expect(inUse(node, bob)?.path).not.toEqual(bob.path);
    expect(inUse(node, bob)?.isClaimedByPeer).toBe(false);
    expect(inUse(bob, node)?.isClaimedByPeer).toBe(false);
  }
});

describe('homes with the same numbers', () => {
  function neighbours(lanDiscovery: boolean) {
    const world = new SimWorld({ seed: 5, crypto: simCrypto });
    const seeds = seedsIn(world, 2);
    const home = world.addHome(NAT_TYPES['port-restricted']);
    const [alice, bob] = [0, 1].map(() => world.addNode({ home, lanDiscovery })) as [SimNode, SimNode];
    join(seeds, alice, bob);
    keep(alice, bob);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), MINUTE_MS);
    world.runFor(MINUTE_MS);
    return { alice, bob, seeds };
  }

  test('two behind one router that does not hairpin use their own network', () => {
    const { alice, bob } = neighbours(true);
    expect(inUse(alice, bob)).toMatchObject({ path: bob.path, isClaimedByPeer: true });
    expect(inUse(bob, alice)).toMatchObject({ path: alice.path, isClaimedByPeer: true });
  });

  test('where nobody may ask the local network, a seed carries their line', () => {
    const { alice, bob, seeds } = neighbours(false);
    expect(seeds.map(({ identity }) => identity.hashname)).toContain(inUse(alice, bob)?.through?.via);
    expect(inUse(alice, bob)?.isClaimedByPeer).toBe(false);
  });

  test('an address of the other home is not taken for a neighbour of ours', () => {
    const world = new SimWorld({ seed: 6, crypto: simCrypto });
    const seeds = seedsIn(world, 2);
    const homes = [0, 1].map(() => world.addHome(NAT_TYPES['port-restricted'])) as [NatBox, NatBox];
    const [alice, carol] = [0, 1].map(() => world.addNode({ home: homes[0], lanDiscovery: true })) as [
      SimNode,
      SimNode,
    ];
    homes[1].freshPath();
    const bob = world.addNode({ home: homes[1], lanDiscovery: true });
    expect(pathKey(bob.path)).toBe(pathKey(carol.path)); // he has her numbers, in his own home
    join(seeds, alice, bob, carol);
    alice.endpoint.learn(bob.hints);
    keep(alice, bob);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), MINUTE_MS);
    world.runFor(MINUTE_MS);
    expect(inUse(alice, bob)?.path.ip).toBe(homes[1].publicIp);
    expect(inUse(bob, alice)?.path.ip).toBe(homes[0].publicIp);
    expect(isOpen(carol, bob)).toBe(false);
  });
});
