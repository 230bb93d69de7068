import { describe, expect, test } from 'vitest';
import { identityWith, mixedIdentities, simCrypto } from '../../tests/sim-crypto.ts';
import { type SimNode, SimWorld } from '../index.ts';

const SEEDS = [1, 2, 3];
const MINUTE_MS = 60_000;

/** Cipher sets of either side, and the one that their opens must be of. */
const MIXES = [
  { ours: ['1a'], theirs: ['1a'], shared: 0x1a },
  { ours: ['3a'], theirs: ['3a'], shared: 0x3a },
  { ours: ['1a', '3a'], theirs: ['1a', '2a'], shared: 0x1a },
  { ours: ['1a', '2a'], theirs: ['2a', '3a'], shared: 0x2a },
  { ours: ['1a', '2a', '3a'], theirs: ['1a', '2a', '3a'], shared: 0x3a },
] as const;

interface Mix {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** Two nodes that know and keep each other on a bad network, and the CSIDs of the opens that go between them. */
function createPair(seed: number, { ours, theirs }: Mix) {
  const world = new SimWorld({ seed, crypto: simCrypto, lossRatio: 0.1, duplicateRatio: 0.1, delayMs: [5, 200] });
  const csids = new Set<number | undefined>();
  world.network.tap(({ bytes }) => {
    if (bytes[1] === 1) csids.add(bytes[2]);
  });
  const alice = world.addNode({ identity: identityWith(mixedIdentities[0], ours) });
  const bob = world.addNode({ identity: identityWith(mixedIdentities[1], theirs) });
  introduce(alice, bob);
  introduce(bob, alice);
  return { world, alice, bob, csids };
}

function introduce(node: SimNode, other: SimNode): void {
  node.endpoint.learn(other.hints);
  node.endpoint.keep(other.identity.hashname, true);
}

function listen(node: SimNode): number[] {
  const numbers: number[] = [];
  node.endpoint.listen('_count', { reliable: true, mayOpen: () => true }, (channel) => {
    channel.onPacket(({ json }, done) => {
      numbers.push(Number(json.number));
      done();
    });
  });
  return numbers;
}

function sendNumbers(from: SimNode, to: SimNode, count: number): void {
  const channel = from.endpoint.openChannel(to.identity.hashname, '_count');
  for (let number = 0; number < count; number++) channel.send({ json: { number } });
}

describe.each(MIXES)('$ours and $theirs', (mix) => {
  test.each(SEEDS)('meet on the highest set both have, and say all in order (seed %i)', (seed) => {
    const { world, alice, bob, csids } = createPair(seed, mix);
    const [heardByAlice, heardByBob] = [listen(alice), listen(bob)];
    sendNumbers(alice, bob, 100);
    sendNumbers(bob, alice, 100);
    world.runUntil(() => heardByAlice.length + heardByBob.length === 200, 2 * MINUTE_MS);
    const expected = Array.from({ length: 100 }, (_, number) => number);
    expect([heardByAlice, heardByBob]).toEqual([expected, expected]);
    expect(csids).toEqual(new Set([mix.shared]));
  });

  test.each(SEEDS)('meet again after a restart of either (seed %i)', (seed) => {
    const { world, alice, bob } = createPair(seed, mix);
    for (const [restarting, other] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      const heard = listen(other);
      world.runFor(5_000);
      restarting.restart();
      introduce(restarting, other);
      sendNumbers(restarting, other, 3);
      world.runUntil(() => heard.length === 3, 3 * MINUTE_MS);
    }
  });
});

test('with no set in common nobody sends an open, and what waits fails', () => {
  const { world, alice, bob, csids } = createPair(1, { ours: ['1a'], theirs: ['3a'] });
  alice.endpoint.keep(bob.identity.hashname, false);
  const closes: string[] = [];
  const channel = alice.endpoint.openChannel(bob.identity.hashname, '_count', { json: { number: 1 } });
  channel.onClose(({ reason }) => closes.push(reason));
  world.runFor(2 * MINUTE_MS);
  expect(csids).toEqual(new Set());
  expect(closes).toEqual(['timeout']);
});

test('an open of a set that we lack costs nothing but its bytes', () => {
  const { world, alice, bob } = createPair(1, { ours: ['2a'], theirs: ['2a'] });
  world.runFor(5_000);
  const { jobsStarted } = alice.metrics;
  for (const csid of [0x1a, 0x3a, 0x01])
    world.network.send({ from: bob.path, to: alice.path, bytes: Uint8Array.of(0, 1, csid, ...new Uint8Array(300)) });
  world.faults.lossRatio = 0;
  world.runFor(1_000);
  expect(alice.metrics.jobsStarted).toBe(jobsStarted);
});
