import { describe, expect, test } from 'vitest';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { NAT_TYPES, type NatName, type SimNode, SimWorld } from '../index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Between whom no hole can be punched: nothing that arrives ever came straight. */
const PAIRS: readonly (readonly [NatName, NatName])[] = [
  ['symmetric', 'symmetric'],
  ['symmetric', 'port-restricted'],
];

function wayOf(node: SimNode, other: SimNode): string {
  const status = node.endpoint.status(other.identity.hashname);
  return status?.line === 'open' ? (status.paths[0]?.through?.kind ?? 'straight') : 'none';
}

/** Alice and Bob, and a seed in the middle; it forwards for nobody yet. Bob only answers: whatever is asked, Alice asks. */
function meet(seed: number, types: readonly [NatName, NatName]) {
  const world = new SimWorld({ seed, crypto: simCrypto, lossRatio: 0.05, delayMs: [5, 100] });
  const middle = world.addNode({ path: world.publicPath() });
  middle.endpoint.setSeeding('anyone');
  const [alice, bob] = types.map((type) => world.addNode({ home: world.addHome(NAT_TYPES[type]) })) as [
    SimNode,
    SimNode,
  ];
  for (const node of [alice, bob]) node.endpoint.addSeeds([middle.hints]);
  world.runUntil(() => [alice, bob].every((node) => node.endpoint.links().length === 1), MINUTE_MS);
  alice.endpoint.keep(bob.identity.hashname, true);
  return { world, middle, alice, bob };
}

describe.each(PAIRS)('a %s and a %s home, who never exchange a packet straight', (a, b) => {
  test.each([1, 2, 3, 4])(
    'are at no moment told that they do: by relay, by bridge, and when the seed restarts (seed %i)',
    (seed) => {
      const { world, middle, alice, bob } = meet(seed, [a, b]);
      const ways = new Set<string>();
      // Told at each change, so no moment is missed.
      alice.endpoint.onStatus(() => void ways.add(wayOf(alice, bob)));
      bob.endpoint.onStatus(() => void ways.add(wayOf(bob, alice)));
      world.runFor(20 * SECOND_MS);
      expect([...ways].sort()).toEqual(['none', 'relay']);
      middle.endpoint.setBridging('anyone');
      world.runFor(MINUTE_MS);
      expect([wayOf(alice, bob), wayOf(bob, alice)]).toEqual(['bridge', 'bridge']);
      middle.restart();
      middle.endpoint.setSeeding('anyone');
      middle.endpoint.setBridging('anyone');
      world.runFor(2 * MINUTE_MS);
      expect([...ways].sort()).toEqual(['bridge', 'none', 'relay']);
    },
  );
});
