import { expect, test } from 'vitest';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { NAT_TYPES, type SimNode, SimWorld } from '../index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

function isOpen(from: SimNode, to: SimNode): boolean {
  return from.endpoint.status(to.identity.hashname)?.line === 'open';
}

function linkTo(from: SimNode, to: SimNode) {
  return from.endpoint.links().find(({ hashname }) => hashname === to.identity.hashname);
}

/** Carol's friends know her and keep her; she keeps them. */
function befriend(carol: SimNode, friends: readonly SimNode[]): void {
  for (const friend of friends) {
    friend.endpoint.learn(carol.hints);
    friend.endpoint.keep(carol.identity.hashname, true);
    carol.endpoint.keep(friend.identity.hashname, true);
  }
}

test('two friends of somebody with a public address find each other through her, by hashname alone, and she bridges', () => {
  const world = new SimWorld({ seed: 1, crypto: simCrypto });
  const carol = world.addNode({ path: world.publicPath() });
  const [alice, bob] = [1, 2].map(() => world.addNode({ home: world.addHome(NAT_TYPES.symmetric) })) as [
    SimNode,
    SimNode,
  ];
  carol.endpoint.setSeeding('known');
  carol.endpoint.setBridging('known');
  befriend(carol, [alice, bob]);
  alice.endpoint.keep(bob.identity.hashname, true);
  world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), 2 * MINUTE_MS);
  expect(linkTo(alice, carol)?.isSeed).toBe(true);
  const through = () => alice.endpoint.status(bob.identity.hashname)?.paths[0]?.through?.kind;
  world.runUntil(() => through() === 'bridge', MINUTE_MS);
});

test('strangers are told that she is no seed, friends hear at once when she stops', () => {
  const world = new SimWorld({ seed: 2, crypto: simCrypto });
  const [carol, alice, stranger] = [1, 2, 3].map(() => world.addNode({ path: world.publicPath() })) as [
    SimNode,
    SimNode,
    SimNode,
  ];
  carol.endpoint.setSeeding('known');
  befriend(carol, [alice]);
  stranger.endpoint.addSeeds([carol.hints]);
  world.runUntil(() => linkTo(alice, carol)?.isSeed === true && linkTo(stranger, carol) !== undefined, MINUTE_MS);
  expect(linkTo(stranger, carol)?.isSeed).toBe(false);
  world.runFor(SECOND_MS);
  carol.endpoint.setSeeding('nobody');
  world.runFor(SECOND_MS);
  expect(linkTo(alice, carol)?.isSeed).toBe(false);
});

test('who can not be reached offers nothing, until a stranger who was never spoken to has come through', () => {
  const world = new SimWorld({ seed: 3, crypto: simCrypto });
  const carol = world.addNode(); // her address is a private one, but somebody forwards to it
  const [alice, stranger] = [1, 2].map(() => world.addNode({ path: world.publicPath() })) as [SimNode, SimNode];
  carol.endpoint.setSeeding('known');
  carol.endpoint.learn(alice.hints); // so her own opens go to Alice
  befriend(carol, [alice]);
  world.runFor(2 * MINUTE_MS);
  expect(isOpen(alice, carol)).toBe(true);
  expect(linkTo(alice, carol)).toBeUndefined();
  stranger.endpoint.learn(carol.hints);
  stranger.endpoint.openChannel(carol.identity.hashname, '_hello', { json: {} });
  world.runUntil(() => linkTo(alice, carol)?.isSeed === true, MINUTE_MS);
});

test('who said that it bridges is asked when the one in the middle does not', () => {
  const world = new SimWorld({ seed: 4, crypto: simCrypto });
  const [middle, helper] = [1, 2].map(() => world.addNode({ path: world.publicPath() })) as [SimNode, SimNode];
  const [alice, bob] = [1, 2].map(() => world.addNode({ home: world.addHome(NAT_TYPES.symmetric) })) as [
    SimNode,
    SimNode,
  ];
  middle.endpoint.setSeeding('anyone');
  for (const node of [alice, bob]) node.endpoint.addSeeds([middle.hints, helper.hints]);
  world.runFor(10 * SECOND_MS);
  helper.endpoint.setBridging('anyone'); // told to those who are linked already
  alice.endpoint.introduce({ hashname: bob.identity.hashname, csid: '2a', via: middle.identity.hashname });
  alice.endpoint.keep(bob.identity.hashname, true);
  const through = () => alice.endpoint.status(bob.identity.hashname)?.paths[0]?.through;
  world.runUntil(() => through()?.kind === 'bridge', 2 * MINUTE_MS);
  expect(through()?.via).toBe(helper.identity.hashname);
});
