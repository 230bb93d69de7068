import { describe, expect, test } from 'vitest';
import { LINE_RENEW_LATE_MS, LINE_RENEW_LOOK_MS, LINE_RENEW_MS, WAITS } from '../../constants.ts';
import type { ChannelClose } from '../../index.ts';
import type { Line } from '../../line/line.ts';
import type { Peer } from '../../peers/peer.ts';
import type { SwitchInsides } from '../../switch-parts.ts';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { type SimNode, SimWorld } from '../index.ts';

const MINUTE_MS = 60_000;
/** Instead of a day: the rest of it is keepalives. */
const RENEW_MS = 10 * MINUTE_MS;

/** Two that keep a line, with their insides; losing some of what they send. */
function createPair(seed: number, lossRatio = 0) {
  const world = new SimWorld({ seed, crypto: simCrypto, lossRatio, isTraced: false });
  const insides: SwitchInsides[] = [];
  const expose = (exposed: SwitchInsides) => {
    exposed.context.waits.lineRenewMs = RENEW_MS;
    insides.push(exposed);
  };
  const [alice, bob] = [world.addNode({ expose }), world.addNode({ expose })];
  for (const [node, other] of [
    [alice, bob],
    [bob, alice],
  ] as const) {
    node.endpoint.learn(other.hints);
    node.endpoint.keep(other.identity.hashname, true);
  }
  const peerOf = (node: SimNode, other: SimNode): Peer => {
    const peer = insides[node === alice ? 0 : 1]?.peers.get(other.identity.hashname);
    if (peer === undefined) throw new Error('they know each other');
    return peer;
  };
  const lineOf = (node: SimNode, other: SimNode): Line => peerOf(node, other).line;
  const heard: unknown[] = [];
  const closes: ChannelClose[] = [];
  bob.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) =>
    channel.onPacket(({ json }, done) => {
      heard.push(json.n);
      done();
    }),
  );
  const isOpen = () =>
    [
      [alice, bob],
      [bob, alice],
    ].every(([a, b]) => a && b && a.endpoint.status(b.identity.hashname)?.line === 'open');
  world.runUntil(isOpen, MINUTE_MS);
  const channel = alice.endpoint.openChannel(bob.identity.hashname, '_chat', { json: { n: 0 } });
  channel.onClose((close) => void closes.push(close));
  world.runFor(5_000);
  return { world, alice, bob, peerOf, lineOf, heard, closes, channel, isOpen };
}

const isWiped = (bytes: Uint8Array | undefined) => bytes?.every((byte) => byte === 0) ?? false;

/** The secrets of a line as it stands: views onto them, so that whoever keeps them sees them go. */
function secretsOf(line: Line): readonly Uint8Array[] {
  const { side } = line;
  const keys = line.session?.keys;
  if (side === undefined || keys === undefined) throw new Error('the line stands');
  return [side.key.secretKey, keys.encrypt, keys.decrypt];
}

describe.each([1, 2, 3, 4, 5])('when its time is over (seed %s)', (seed) => {
  test('both sides have fresh keys, the old ones are gone, and the channel has lost nothing', () => {
    const { world, alice, bob, lineOf, heard, closes, channel } = createPair(seed, seed === 1 ? 0 : 0.1);
    const old = [lineOf(alice, bob), lineOf(bob, alice)].map((line) => ({
      id: line.side?.id,
      secrets: secretsOf(line),
    }));
    const sent = [0];
    const say = () => {
      sent.push(sent.length);
      channel.send({ json: { n: sent.length - 1 } });
    };
    world.runFor(RENEW_MS - MINUTE_MS);
    for (let second = 0; second < 120; second++) {
      say();
      world.runFor(1_000);
    }
    world.runFor(MINUTE_MS);
    expect(heard).toEqual(sent);
    expect(closes).toEqual([]);
    const fresh = [lineOf(alice, bob), lineOf(bob, alice)];
    fresh.forEach((line, at) => {
      expect(line.side?.id).toEqual(old[at]?.id);
      expect(isWiped(line.side?.key.secretKey)).toBe(false);
      for (const secret of old[at]?.secrets ?? []) expect(isWiped(secret)).toBe(true);
    });
    expect(fresh[0]?.session?.keys?.encrypt).toEqual(fresh[1]?.session?.keys?.decrypt);
    expect(fresh[0]?.session?.theirLineKey).toEqual(fresh[1]?.side?.key.publicKey);
  });
});

test('and it happens again and again', () => {
  const { world, alice, bob, lineOf, closes, isOpen } = createPair(4);
  const keys: (Uint8Array | undefined)[] = [];
  for (let day = 0; day < 3; day++) {
    keys.push(lineOf(alice, bob).side?.key.publicKey, lineOf(bob, alice).side?.key.publicKey);
    world.runFor(RENEW_MS + MINUTE_MS);
  }
  expect(new Set(keys.map(String)).size).toBe(6);
  expect(closes).toEqual([]);
  expect(isOpen()).toBe(true);
});

describe('a switch of another kind gets a new line', () => {
  /** What another kind looks like: it never says how many packets it keeps. */
  function createForeignPair(seed: number) {
    const pair = createPair(seed);
    Object.defineProperty(pair.peerOf(pair.alice, pair.bob), 'windowPackets', {
      get: () => undefined,
      set: () => undefined,
    });
    return { ...pair, idOf: () => pair.lineOf(pair.alice, pair.bob).side?.id };
  }

  test('when nothing is unacknowledged, and a kept peer has it at once', () => {
    const { world, closes, idOf, isOpen } = createForeignPair(7);
    const id = idOf();
    world.runFor(RENEW_MS - MINUTE_MS);
    expect(idOf()).toEqual(id);
    world.runFor(MINUTE_MS + LINE_RENEW_LOOK_MS);
    expect(idOf()).not.toEqual(id);
    expect(isOpen()).toBe(true);
    expect(closes).toEqual([{ reason: 'line-reset' }]);
  });

  test('at the latest an hour later', () => {
    const { world, alice, bob, idOf } = createForeignPair(8);
    bob.endpoint.listen('_slow', { reliable: true, mayOpen: () => true }, (channel) =>
      channel.onPacket(() => undefined),
    );
    alice.endpoint.openChannel(bob.identity.hashname, '_slow', { json: { n: 0 } });
    const id = idOf();
    world.runFor(RENEW_MS + LINE_RENEW_LATE_MS - 2 * MINUTE_MS);
    expect(idOf()).toEqual(id);
    world.runFor(2 * MINUTE_MS);
    expect(idOf()).not.toEqual(id);
  });
});

test('no key lives longer than a day', () => {
  expect(WAITS.lineRenewMs).toBe(LINE_RENEW_MS);
  expect(LINE_RENEW_MS + LINE_RENEW_LATE_MS).toBeLessThanOrEqual(24 * 60 * MINUTE_MS);
});

test('one side alone renews early: the other follows, and neither goes on for ever', () => {
  const { world, alice, bob, peerOf, lineOf, closes } = createPair(9);
  world.runFor(RENEW_MS / 2);
  const keys = () => [lineOf(alice, bob), lineOf(bob, alice)].map((line) => line.side?.key.publicKey);
  const before = keys();
  peerOf(alice, bob).renewAtMs = world.nowMs;
  world.runFor(MINUTE_MS);
  const after = keys();
  expect(after[0]).not.toEqual(before[0]);
  expect(after[1]).not.toEqual(before[1]);
  world.runFor(MINUTE_MS);
  expect(keys()).toEqual(after);
  expect(closes).toEqual([]);
});

test('a line that is closed leaves no secret behind, on either side', () => {
  const { world, alice, bob, lineOf } = createPair(6);
  const secrets = [...secretsOf(lineOf(alice, bob)), ...secretsOf(lineOf(bob, alice))];
  expect(secrets.some(isWiped)).toBe(false);
  void alice.endpoint.close();
  bob.endpoint.keep(alice.identity.hashname, false);
  world.runFor(5 * MINUTE_MS);
  expect(secrets.every(isWiped)).toBe(true);
});
