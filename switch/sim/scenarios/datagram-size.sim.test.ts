import { expect, test } from 'vitest';
import { ByteStream, DATAGRAM_BYTES_MAX } from '../../index.ts';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { type SimNode, SimWorld } from '../index.ts';
import type { NodeNetwork } from '../network.ts';

const MEGABYTE = 1_000_000;
const LIMIT_MS = 60_000;

/** Two on one local network, which carries datagrams up to a size that may change. */
function meet(seed: number, bytesMax: number) {
  const world = new SimWorld({ seed, crypto: simCrypto, delayMs: [2, 2] });
  const way = { bytesMax, largest: 0 };
  const { network } = world;
  const narrow: NodeNetwork = {
    bind: (path, receive) => network.bind(path, receive),
    unbind: (path) => network.unbind(path),
    broadcast: (from, bytes) => network.broadcast(from, bytes),
    send: (datagram) => {
      if (datagram.bytes.length > way.bytesMax) return;
      way.largest = Math.max(way.largest, datagram.bytes.length);
      network.send(datagram);
    },
  };
  const from = world.startNode({
    identity: world.freshIdentity(),
    path: world.freshPath(),
    lastOpenAtMs: 0,
    network: narrow,
  });
  const to = world.addNode();
  from.endpoint.learn(to.hints);
  return { world, way, from, to };
}

function send(world: SimWorld, from: SimNode, to: SimNode, bytes: number): { isDone: boolean; got: number } {
  const state = { isDone: false, got: 0 };
  to.endpoint.listen('_bulk', { reliable: true, mayOpen: () => true }, (channel) => {
    new ByteStream(channel).onBytes((piece, done) => {
      state.got += piece.length;
      done();
    });
  });
  const stream = new ByteStream(from.endpoint.openChannel(to.identity.hashname, '_bulk'));
  stream.onClose(({ reason }) => {
    state.isDone = reason === 'ended';
  });
  stream.write(new Uint8Array(bytes));
  stream.end();
  world.runFor(0);
  return state;
}

test.each([
  [DATAGRAM_BYTES_MAX, 1_232],
  [1_500, 1_452],
  [9_000, 4_096],
])('of a way that carries %i bytes, %i are used', (bytesMax, used) => {
  const { world, way, from, to } = meet(1, bytesMax);
  const state = send(world, from, to, 8 * MEGABYTE);
  world.runUntil(() => state.isDone, LIMIT_MS);
  expect(state.got).toBe(8 * MEGABYTE);
  expect(way.largest).toBeGreaterThan(used - 200);
  expect(way.largest).toBeLessThanOrEqual(used);
});

test('a way that carries less of a sudden is noticed, and nothing is lost', () => {
  const { world, way, from, to } = meet(2, 9_000);
  const state = send(world, from, to, 40 * MEGABYTE);
  world.runUntil(() => state.got > 8 * MEGABYTE, LIMIT_MS);
  expect(way.largest).toBeGreaterThan(1_452);
  way.bytesMax = 1_400;
  world.runUntil(() => state.isDone, LIMIT_MS);
  expect(state.got).toBe(40 * MEGABYTE);
});

test.each([0, 1, 2])('who misses what the other side can do is told again (packet %i lost)', (lostAt) => {
  const world = new SimWorld({ seed: 3, crypto: simCrypto, delayMs: [20, 20] });
  const [from, to] = [world.addNode(), world.addNode()];
  let count = 0;
  world.network.tap(({ from: sender, bytes }) => {
    const isTheirs = sender.ip === to.path.ip && bytes.length > 2 && bytes[1] === 0;
    world.faults.lossRatio = isTheirs && count++ === lostAt ? 1 : 0;
  });
  from.endpoint.learn(to.hints);
  const state = send(world, from, to, 4 * MEGABYTE);
  world.runUntil(() => state.isDone, 2_000); // as to a foreign switch it would take three seconds
  expect(state.got).toBe(4 * MEGABYTE);
});
