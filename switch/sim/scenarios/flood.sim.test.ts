import { describe, expect, test } from 'vitest';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { type SimNode, SimWorld } from '../index.ts';

const OPEN_BYTES = 1_046;
/** What the issue allows: a contact is back within five seconds. */
const RECONNECT_MS = 5_000;
/** An old machine: one core, and its RSA. */
const SLOW = { jobMs: [2, 4], jobsAtOnce: 1 } as const;
const SEEDS = [1, 2, 3];

const isOpen = (a: SimNode, b: SimNode) => a.endpoint.status(b.identity.hashname)?.line === 'open';

/** Two thousand opens a second, each from a source of its own choice, none of which can be decrypted. */
function flood(world: SimWorld, target: SimNode, source: () => string): void {
  const send = () => {
    const bytes = new Uint8Array(OPEN_BYTES);
    bytes.set([0, 1, 0x2a, ...world.dice.bytes(16)]);
    const from = { type: 'ipv4' as const, ip: source(), port: 1_024 + world.dice.between(0, 60_000) };
    world.network.deliver({ from, to: target.path, bytes });
    world.at(world.nowMs + 0.5, send);
  };
  send();
}

const anySource = (world: SimWorld) => () =>
  `198.${18 + (world.dice.next() & 1)}.${world.dice.next() & 255}.${world.dice.next() & 255}`;

describe.each(SEEDS)('under a flood of spoofed opens (seed %s)', (seed) => {
  test('a contact that we keep is back within five seconds, wherever it is now', () => {
    const world = new SimWorld({ seed, crypto: simCrypto, ...SLOW });
    const [alice, bob] = world.addPair();
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), 10_000);
    flood(world, bob, anySource(world));
    world.runFor(3_000);
    expect(bob.metrics.dropped['open-over-budget']).toBeGreaterThan(1_000);
    alice.restart();
    alice.endpoint.learn(bob.hints);
    alice.endpoint.keep(bob.identity.hashname, true);
    world.runUntil(() => isOpen(alice, bob), RECONNECT_MS);
  });

  test('a contact that opens to us from its last address gets through', () => {
    const world = new SimWorld({ seed, crypto: simCrypto, ...SLOW });
    const [alice, bob] = [world.addNode(), world.addNode()];
    bob.endpoint.learn(alice.hints);
    alice.endpoint.learn(bob.hints);
    flood(world, bob, anySource(world));
    world.runFor(3_000);
    alice.endpoint.keep(bob.identity.hashname, true);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), RECONNECT_MS);
  });

  test('from the addresses of other contacts, this one still gets through', () => {
    const world = new SimWorld({ seed, crypto: simCrypto, ...SLOW });
    const [alice, bob, carol, dave] = [world.addNode(), world.addNode(), world.addNode(), world.addNode()];
    for (const contact of [alice, carol, dave]) bob.endpoint.learn(contact.hints);
    for (const absent of [carol, dave]) {
      bob.endpoint.keep(absent.identity.hashname, true);
      absent.kill();
    }
    flood(world, bob, () => ((world.dice.next() & 1) === 0 ? carol.path.ip : dave.path.ip));
    world.runFor(3_000);
    alice.endpoint.learn(bob.hints);
    alice.endpoint.keep(bob.identity.hashname, true);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), RECONNECT_MS);
  });

  test('a stranger whom we look for answers, though nobody else gets a word in', () => {
    const world = new SimWorld({ seed, crypto: simCrypto, ...SLOW });
    const [alice, bob] = [world.addNode(), world.addNode()];
    flood(world, bob, anySource(world));
    world.runFor(3_000);
    bob.endpoint.learn(alice.hints);
    bob.endpoint.openChannel(alice.identity.hashname, '_hello');
    world.runUntil(() => isOpen(bob, alice), RECONNECT_MS);
  });
});
