import { describe, expect, test } from 'vitest';
import { ByteStream } from '../../index.ts';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { type SimNode, SimWorld } from '../index.ts';
import { SlowLink } from '../slow-link.ts';

const SEEDS = [1, 2];
/** 1 Mbit/s and 10 Mbit/s, in bytes a millisecond. */
const MEGABIT = 125;
const TEN_MEGABIT = 1_250;
/** 160 Mbit/s: more in a round trip than an application may leave with the channel at once. */
const FAST = 20_000;
const ONE_WAY_MS = 20;
const PIECE = new Uint8Array(4_000);
const LARGE_PIECE = new Uint8Array(65_536);

function uplink(seed: number, { rate = MEGABIT, bufferBytes = 250_000, lossRatio = 0 } = {}) {
  const delayMs = [ONE_WAY_MS, ONE_WAY_MS] as const;
  const world = new SimWorld({ seed, crypto: simCrypto, lossRatio, delayMs });
  const nowMs = () => world.nowMs;
  const at = (atMs: number, run: () => void) => world.at(atMs, run);
  return { world, link: new SlowLink({ rate, bufferBytes, outside: world.network, nowMs, at }) };
}

/** Somebody behind the link who sends as much as goes, to somebody elsewhere. Gives what arrived, in bytes. */
function sendBulk(world: SimWorld, link: SlowLink, piece = PIECE): { bytes: number } {
  const from = world.startNode({
    identity: world.freshIdentity(),
    path: world.publicPath(),
    lastOpenAtMs: 0,
    network: link,
  });
  const to = world.addNode({ path: world.publicPath() });
  const arrived = { bytes: 0 };
  to.endpoint.listen('_bulk', { reliable: true, mayOpen: () => true }, (channel) => {
    new ByteStream(channel).onBytes((bytes, done) => {
      arrived.bytes += bytes.length;
      done();
    });
  });
  begin(from, to, piece);
  return arrived;
}

function begin(from: SimNode, to: SimNode, piece: Uint8Array): void {
  from.endpoint.learn(to.hints);
  const stream = new ByteStream(from.endpoint.openChannel(to.identity.hashname, '_bulk'));
  const pump = () => {
    while (stream.write(piece));
  };
  stream.onDrain(pump);
  pump();
}

describe('a transfer over a home uplink', () => {
  test.each(SEEDS)('fills it, and keeps the queue short however long it might grow (seed %i)', (seed) => {
    const { world, link } = uplink(seed);
    sendBulk(world, link);
    world.runFor(5_000); // the rate is found
    link.worstWaitMs = 0;
    link.sentBytes = 0;
    world.runFor(30_000);
    expect(link.worstWaitMs).toBeLessThan(120);
    expect(link.sentBytes).toBeGreaterThan(0.85 * MEGABIT * 30_000);
  });

  test('finds the rate of a fast one though the application refills late, and then keeps its queue short', () => {
    const { world, link } = uplink(1, { rate: FAST, bufferBytes: 10_000_000 });
    sendBulk(world, link, LARGE_PIECE);
    world.runFor(1_200);
    link.worstWaitMs = 0;
    link.sentBytes = 0;
    world.runFor(300);
    expect(link.worstWaitMs).toBeLessThan(60);
    expect(link.sentBytes).toBeGreaterThan(0.85 * FAST * 300);
  });

  test.each(SEEDS)('gives one that begins later its share (seed %i)', (seed) => {
    const { world, link } = uplink(seed);
    const first = sendBulk(world, link);
    world.runFor(10_000);
    const second = sendBulk(world, link);
    world.runFor(20_000);
    const before = [first.bytes, second.bytes] as const;
    link.worstWaitMs = 0;
    world.runFor(30_000);
    const shares = [first.bytes - before[0], second.bytes - before[1]] as const;
    expect(Math.min(...shares)).toBeGreaterThan(0.25 * (shares[0] + shares[1]));
    expect(link.worstWaitMs).toBeLessThan(250);
  });

  test.each(SEEDS)('loses little where the buffer is short (seed %i)', (seed) => {
    const { world, link } = uplink(seed, { rate: TEN_MEGABIT, bufferBytes: 15_000 });
    sendBulk(world, link);
    world.runFor(3_000);
    [link.sentBytes, link.sentCount, link.lostCount] = [0, 0, 0];
    world.runFor(10_000);
    expect(link.lostCount).toBeLessThan(0.06 * link.sentCount);
    expect(link.sentBytes).toBeGreaterThan(0.7 * TEN_MEGABIT * 10_000);
  });

  test.each(SEEDS)('takes lost packets for bad luck, not for a queue (seed %i)', (seed) => {
    const { world, link } = uplink(seed, { rate: TEN_MEGABIT, lossRatio: 0.05 });
    const arrived = sendBulk(world, link);
    world.runFor(3_000);
    const before = arrived.bytes;
    world.runFor(10_000);
    expect(arrived.bytes - before).toBeGreaterThan(0.7 * TEN_MEGABIT * 10_000);
  });
});
