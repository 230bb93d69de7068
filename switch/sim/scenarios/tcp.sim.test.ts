import { describe, expect, test } from 'vitest';
import { isTcp, type Path } from '../../index.ts';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { type SimNode, SimWorld } from '../index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const SEEDS = [1, 2, 3];

/** Bob's, of which Alice was told; and the end of her connection to it, as he sees it. */
const BOB_TCP: Path = { type: 'tcp4', ip: '192.0.2.1', port: 42_424 };
const ALICE_END: Path = { type: 'tcp4', ip: '192.0.2.2', port: 50_000 };

/** Two who keep each other, with a connection between them that carries whatever is sent to it. */
function withTcp(seed: number): { world: SimWorld; alice: SimNode; bob: SimNode; carried: () => number } {
  const world = new SimWorld({ seed, crypto: simCrypto, delayMs: [5, 200] });
  const [alice, bob] = world.addPair();
  const { network } = world;
  let carried = 0;
  const carry = (at: Path, from: Path, to: SimNode) =>
    network.bind(at, (_, bytes) => {
      carried++;
      network.deliver({ from, to: to.path, bytes });
    });
  carry(BOB_TCP, ALICE_END, bob);
  carry(ALICE_END, BOB_TCP, alice);
  alice.endpoint.learn({ identity: bob.identity, paths: [bob.path, BOB_TCP] });
  return { world, alice, bob, carried: () => carried };
}

const wayOf = (of: SimNode, to: SimNode) => of.endpoint.status(to.identity.hashname)?.paths[0]?.path;
const usesUdp = (of: SimNode, to: SimNode) => {
  const way = wayOf(of, to);
  return way !== undefined && !isTcp(way);
};

describe.each(SEEDS)('seed %i: TCP', (seed) => {
  test('is left alone while UDP works', () => {
    const { world, alice, bob, carried } = withTcp(seed);
    world.runFor(3 * MINUTE_MS);
    expect([usesUdp(alice, bob), usesUdp(bob, alice)]).toEqual([true, true]);
    expect(carried()).toBe(0);
  });

  test('carries what UDP does not, gives way when UDP answers again, and does not come back beside it', () => {
    const { world, alice, bob, carried } = withTcp(seed);
    world.network.cut(alice.path.ip, bob.path.ip);
    world.runUntil(() => !usesUdp(alice, bob) && !usesUdp(bob, alice), MINUTE_MS);
    world.network.mend(alice.path.ip, bob.path.ip);
    world.runUntil(() => usesUdp(alice, bob) && usesUdp(bob, alice), MINUTE_MS);
    const before = carried();
    for (let second = 0; second < 600; second++) {
      world.runFor(SECOND_MS);
      expect([usesUdp(alice, bob), usesUdp(bob, alice)]).toEqual([true, true]);
    }
    expect(carried()).toBeGreaterThan(before); // it was asked, to be kept warm
  });
});
