import { describe, expect, test } from 'vitest';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { SimWorld } from '../index.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const MESSAGES = Array.from({ length: 200 }, (_, index) => index);
/** Of virtual time; the whole run takes a blink of ours. */
const LIMIT_MS = 10 * 60_000;

/** A fifth of the packets lost, some doubled, all late and out of order: the worst Wi-Fi we mean to survive. */
function sendOverBadNetwork(seed: number) {
  const world = new SimWorld({
    seed,
    crypto: simCrypto,
    lossRatio: 0.2,
    duplicateRatio: 0.05,
    delayMs: [5, 400],
    jobMs: [1, 50],
  });
  const [alice, bob] = world.addPair();
  const received: unknown[] = [];
  bob.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) => {
    channel.onPacket((packet, done) => {
      received.push(packet.json.n);
      done();
    });
  });
  const closes: string[] = [];
  const channel = alice.endpoint.openChannel(bob.identity.hashname, '_chat');
  channel.onClose(({ reason }) => closes.push(reason));
  for (const n of MESSAGES) channel.send({ json: { n }, end: n === MESSAGES.length - 1 });
  world.runUntil(() => closes.length > 0, LIMIT_MS);
  return { received, closes, trace: world.trace };
}

describe('reliable channel over a bad network', () => {
  test.each(SEEDS)('delivers everything once and in order (seed %i)', (seed) => {
    const { received, closes } = sendOverBadNetwork(seed);
    expect(received).toEqual(MESSAGES);
    expect(closes).toEqual(['ended']);
  });

  test('one seed is one world: it replays packet for packet', () => {
    expect(sendOverBadNetwork(7).trace).toEqual(sendOverBadNetwork(7).trace);
    expect(sendOverBadNetwork(8).trace).not.toEqual(sendOverBadNetwork(7).trace);
  });
});
