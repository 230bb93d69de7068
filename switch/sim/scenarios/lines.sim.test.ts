import { describe, expect, test } from 'vitest';
import { DIAL_GAP_MS, DIALS_AT_ONCE } from '../../constants.ts';
import type { Channel, ChannelClose, PeerStatus } from '../../index.ts';
import { createNodeCrypto } from '../../io/node-crypto.ts';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { createNullCrypto, type SimNode, SimWorld, type SimWorldOptions } from '../index.ts';

const SEEDS = [1, 2, 3, 4, 5];
const MINUTE_MS = 60_000;

function createWorld(seed: number, options: Partial<SimWorldOptions> = {}): SimWorld {
  return new SimWorld({ seed, crypto: simCrypto, ...options });
}

/** Listens for `_chat`; everything that comes is in the list, in order. */
function listen(node: SimNode): { readonly texts: unknown[]; readonly closes: ChannelClose[] } {
  const heard = { texts: [] as unknown[], closes: [] as ChannelClose[] };
  node.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) => {
    channel.onPacket(({ json }, done) => {
      heard.texts.push(json.text);
      done();
    });
    channel.onClose((close) => heard.closes.push(close));
  });
  return heard;
}

function say(node: SimNode, to: SimNode, text: string): Channel {
  return node.endpoint.openChannel(to.identity.hashname, '_chat', { json: { text } });
}

function closesOf(channel: Channel): ChannelClose[] {
  const closes: ChannelClose[] = [];
  channel.onClose((close) => closes.push(close));
  return closes;
}

function status(node: SimNode, of: SimNode): PeerStatus {
  const found = node.endpoint.status(of.identity.hashname);
  if (found === undefined) throw new Error('unknown peer');
  return found;
}

const areOpen = (a: SimNode, b: SimNode) => () => status(a, b).line === 'open' && status(b, a).line === 'open';

function meet(world: SimWorld): readonly [SimNode, SimNode] {
  const pair = world.addPair();
  world.runUntil(areOpen(...pair), MINUTE_MS);
  return pair;
}

/** Tells a restarted node again what an application tells at its start. */
function introduce(node: SimNode, other: SimNode): void {
  node.endpoint.learn(other.hints);
  node.endpoint.keep(other.identity.hashname, true);
}

describe('two switches', () => {
  test.each(SEEDS)('that open to each other at once settle on one line (seed %i)', (seed) => {
    const world = createWorld(seed, { delayMs: [1, 300], jobMs: [1, 200] });
    const [alice, bob] = meet(world);
    const channel = say(alice, bob, 'one line');
    const closes = closesOf(channel);
    const heard = listen(bob);
    world.runFor(MINUTE_MS);
    expect(heard.texts).toEqual(['one line']);
    expect(closes).toEqual([]);
    expect(status(alice, bob).line).toBe('open');
    expect(alice.metrics.opensSent + bob.metrics.opensSent).toBeLessThanOrEqual(8);
  });

  test.each(SEEDS)('find each other again, whichever of them restarted (seed %i)', (seed) => {
    const world = createWorld(seed, { lossRatio: 0.1, delayMs: [5, 100] });
    const [alice, bob] = meet(world);
    for (const [restarted, other] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      listen(restarted);
      const closes = closesOf(say(other, restarted, 'before'));
      world.runFor(5_000);
      restarted.kill();
      world.runFor(world.dice.between(0, 2 * MINUTE_MS));
      restarted.restart();
      introduce(restarted, other);
      world.runUntil(() => areOpen(alice, bob)() && closes.length > 0, 2 * MINUTE_MS);
      expect(closes).toEqual([{ reason: 'line-reset' }]);
    }
    const heard = listen(bob);
    say(alice, bob, 'after');
    world.runUntil(() => heard.texts.includes('after'), MINUTE_MS);
  });

  test.each(SEEDS)('meet again within seconds when the one that stayed speaks first (seed %i)', (seed) => {
    const world = createWorld(seed, { delayMs: [5, 100] });
    const [alice, bob] = meet(world);
    world.runFor(world.dice.between(0, 30_000));
    say(bob, alice, 'heard just now, so nothing else makes alice doubt the line');
    world.runFor(300);
    bob.restart(); // and knows nobody
    const heard = listen(bob);
    world.runFor(100);
    const closes = closesOf(say(alice, bob, 'are you there?'));
    world.runUntil(() => closes.length > 0, 5_000);
    expect(closes).toEqual([{ reason: 'line-reset' }]);
    say(alice, bob, 'now you are');
    world.runUntil(() => heard.texts.includes('now you are'), 1_000);
  });

  test('on a line that is dead channels are not timed out but reset', () => {
    const world = createWorld(6);
    const [alice, bob] = meet(world);
    bob.kill();
    const closes = closesOf(say(alice, bob, 'nobody hears'));
    world.runUntil(() => closes.length > 0, 20_000);
    expect(closes).toEqual([{ reason: 'line-reset' }]);
  });

  test('ask about a missing acknowledgement once, not at every resend, while the line answers', () => {
    const world = createWorld(7);
    const [alice, bob] = meet(world);
    const opensBefore = alice.metrics.opensSent;
    const closes = closesOf(say(alice, bob, 'nobody listens for this'));
    world.runUntil(() => closes.length > 0, 20_000);
    expect(closes).toEqual([{ reason: 'timeout' }]);
    expect(alice.metrics.opensSent - opensBefore).toBe(1);
  });

  test('the one that was asleep for minutes is met again by the one that stayed', () => {
    const world = createWorld(3);
    const [alice, bob] = meet(world);
    bob.pause();
    world.runFor(5 * MINUTE_MS);
    expect(status(alice, bob).line).toBe('opening');
    expect(status(alice, bob).lookingSinceAtMs).toBeLessThan(world.nowMs - 3 * MINUTE_MS);
    bob.resume();
    world.runUntil(areOpen(alice, bob), MINUTE_MS);
    const heard = listen(bob);
    say(alice, bob, 'good morning');
    world.runUntil(() => heard.texts.length === 1, 5_000);
  });

  test('a line that nothing but time passes on is never quiet, and neither is a channel on it', () => {
    const world = createWorld(4);
    const [alice, bob] = meet(world);
    const heard = listen(bob);
    const channel = say(alice, bob, 'first');
    const closes = closesOf(channel);
    let oldestMs = 0;
    for (let minute = 0; minute < 30; minute += 0.25) {
      world.runFor(MINUTE_MS / 4);
      for (const { paths } of [status(alice, bob), status(bob, alice)])
        oldestMs = Math.max(oldestMs, world.nowMs - (paths[0]?.lastReceivedAtMs ?? 0));
    }
    expect(oldestMs).toBeLessThan(15_000);
    channel.send({ json: { text: 'half an hour later' } });
    world.runUntil(() => heard.texts.length === 2, 1_000);
    expect(closes).toEqual([]);
  });

  test('without anybody who keeps it a line dies of silence, on both sides, and is opened again when needed', () => {
    const world = createWorld(5);
    const [alice, bob] = meet(world);
    alice.endpoint.keep(bob.identity.hashname, false);
    bob.endpoint.keep(alice.identity.hashname, false);
    world.runFor(2 * MINUTE_MS);
    expect([status(alice, bob).line, status(bob, alice).line]).toEqual(['none', 'none']);
    const sentBefore = world.trace.length;
    world.runFor(10 * MINUTE_MS);
    expect(world.trace.length).toBe(sentBefore);
    const heard = listen(bob);
    say(alice, bob, 'hello again');
    world.runUntil(() => heard.texts.length === 1, 5_000);
  });

  test('an unreachable peer costs at most one open in 30 s a path, and a first packet waits as long as it takes', () => {
    const world = createWorld(6);
    const [alice, bob] = [world.addNode(), world.addNode()];
    bob.kill();
    introduce(alice, bob);
    const closes = closesOf(say(alice, bob, 'patience'));
    world.runFor(10 * MINUTE_MS);
    const opensBefore = alice.metrics.opensSent;
    world.runFor(10 * MINUTE_MS);
    expect(alice.metrics.opensSent - opensBefore).toBeLessThanOrEqual(21);
    expect(closes).toEqual([]);
    bob.restart();
    const heard = listen(bob);
    world.runUntil(() => heard.texts.length === 1, 31_000);
  });

  test('a channel to somebody unreachable who is not kept fails by itself', () => {
    const world = createWorld(7);
    const [alice, bob] = [world.addNode(), world.addNode()];
    bob.kill();
    alice.endpoint.learn(bob.hints);
    const closes = closesOf(say(alice, bob, 'hello?'));
    world.runUntil(() => closes.length > 0, MINUTE_MS);
    expect(closes).toEqual([{ reason: 'timeout' }]);
    expect(status(alice, bob).line).toBe('none');
  });

  test('a dead peer is noticed within a minute, and its channels end', () => {
    const world = createWorld(8);
    const [alice, bob] = meet(world);
    listen(bob);
    const closes = closesOf(say(alice, bob, 'hello?'));
    world.runFor(100);
    bob.kill();
    world.runUntil(() => closes.length > 0, MINUTE_MS + 1_000);
    expect(closes).toEqual([{ reason: 'line-reset' }]);
  });
});

describe('a peer that changes its address', () => {
  test.each(SEEDS)('is followed without losing a channel (seed %i)', (seed) => {
    const world = createWorld(seed, { lossRatio: 0.05, delayMs: [5, 60] });
    const [alice, bob] = meet(world);
    const heard = listen(bob);
    const channel = say(alice, bob, 'at home');
    const closes = closesOf(channel);
    world.runFor(2_000);
    const newPath = world.freshPath();
    alice.moveTo(newPath);
    channel.send({ json: { text: 'on the train' } });
    world.runUntil(() => status(bob, alice).paths[0]?.path.ip === newPath.ip, 10_000);
    world.runUntil(() => heard.texts.length === 2, 10_000);
    expect(closes).toEqual([]);
    expect(areOpen(alice, bob)()).toBe(true);
  });

  test.each(SEEDS)('is followed even while it says nothing (seed %i)', (seed) => {
    const world = createWorld(seed);
    const [alice, bob] = meet(world);
    const newPath = world.freshPath();
    alice.moveTo(newPath);
    const inUse = () => status(bob, alice).paths[0];
    world.runUntil(() => inUse()?.path.ip === newPath.ip, 20_000);
    expect(inUse()).toMatchObject({ isEstablished: true });
    world.runUntil(() => inUse()?.isClaimedByPeer === true, 20_000);
  });

  test('both moving at once find each other by what the application learns', () => {
    const world = createWorld(9);
    const [alice, bob] = meet(world);
    alice.moveTo(world.freshPath());
    bob.moveTo(world.freshPath());
    world.runFor(3_000);
    alice.endpoint.learn(bob.hints);
    world.runUntil(() => status(alice, bob).paths[0]?.path.ip === bob.path.ip, 90_000);
    world.runUntil(areOpen(alice, bob), MINUTE_MS);
  });
});

describe('what a path is said to be', () => {
  test('is claimed and measured only when the peer itself listed and answered it', () => {
    const world = createWorld(10);
    const [alice, bob] = meet(world);
    const bogus = world.freshPath();
    alice.endpoint.learn({ identity: bob.identity, paths: [bogus] });
    world.runFor(MINUTE_MS);
    const [inUse, hinted] = status(alice, bob).paths;
    expect(inUse).toMatchObject({ path: bob.path, isEstablished: true, isClaimedByPeer: true, isShared: false });
    expect(inUse?.roundTripMs).toBeGreaterThanOrEqual(10);
    expect(inUse?.roundTripMs).toBeLessThanOrEqual(30);
    expect(hinted).toMatchObject({ path: bogus, isEstablished: false, isClaimedByPeer: false });
    expect(hinted?.lastReceivedAtMs).toBeUndefined();
  });

  test('is shared when packets of two hashnames come from it, and both are told', () => {
    const world = createWorld(11);
    const [alice, bob] = meet(world);
    const carol = world.addNode();
    introduce(alice, carol);
    introduce(carol, alice);
    world.runUntil(areOpen(alice, carol), MINUTE_MS);
    const told: boolean[] = [];
    alice.endpoint.onStatus(({ peer, paths }) => {
      if (peer === bob.identity.hashname) told.push(paths[0]?.isShared ?? false);
    });
    const bobsPath = bob.path;
    bob.kill(); // and somebody else takes its address
    carol.moveTo(bobsPath);
    world.runUntil(() => status(alice, carol).paths[0]?.path.ip === bobsPath.ip, 20_000);
    expect(status(alice, carol).paths[0]?.isShared).toBe(true);
    expect(told).toContain(true);
  });
});

describe('a peer that is refused', () => {
  test('loses its line and gets no other, whatever it asks for, until that is taken back', () => {
    const world = createWorld(1);
    const [alice, bob] = meet(world);
    const heard = listen(alice);
    const carol = world.addNode();
    for (const node of [alice, bob]) {
      carol.endpoint.learn(node.hints);
      node.endpoint.learn(carol.hints);
      carol.endpoint.keep(node.identity.hashname, true);
    }
    world.runUntil(areOpen(alice, carol), MINUTE_MS);

    const bobHeard = listen(bob);
    const closes = closesOf(say(alice, bob, 'before'));
    world.runUntil(() => bobHeard.texts.includes('before'), MINUTE_MS);
    alice.endpoint.refuse(bob.identity.hashname, true);
    const asked = world.trace.length;
    say(bob, alice, 'from where it was');
    bob.endpoint.introduce({ hashname: alice.identity.hashname, csid: '2a', via: carol.identity.hashname });
    world.runFor(5 * MINUTE_MS);
    expect(heard.texts).toEqual([]);
    expect(closes.map(({ reason }) => reason)).toEqual(['line-reset']);
    expect(alice.endpoint.status(bob.identity.hashname)?.line).not.toBe('open');
    const isToBob = (line: string): boolean => line.includes(` ${bob.path.ip}:`) && line.includes(`${alice.path.ip}:`);
    const said = world.trace
      .slice(asked)
      .filter((line) => isToBob(line) && line.indexOf(alice.path.ip) < line.indexOf('>'));
    expect(said).toEqual([]); // not even an open
    expect(alice.endpoint.status(carol.identity.hashname)?.line).toBe('open');

    alice.endpoint.refuse(bob.identity.hashname, false);
    introduce(alice, bob);
    world.runUntil(areOpen(alice, bob), MINUTE_MS);
    say(bob, alice, 'again');
    world.runUntil(() => heard.texts.includes('again'), MINUTE_MS);
  });
});

describe('a switch that keeps many', () => {
  const MANY = DIALS_AT_ONCE + 14;
  /** Less than a gap, and more than it takes to sign what is begun at once. */
  const AT_ONCE_MS = DIAL_GAP_MS - 1;

  test('looks for some at once and for the others one after the other, but at once for whom something waits for', () => {
    const crypto = createNullCrypto(1, createNodeCrypto());
    const world = createWorld(1, { crypto, delayMs: [1, 1], jobMs: [0, 0] });
    const alice = world.addNode();
    const others = Array.from({ length: MANY }, () => world.addNode());
    for (const other of others) introduce(alice, other);
    world.runFor(AT_ONCE_MS);
    expect(alice.metrics.opensSent).toBe(DIALS_AT_ONCE);
    const [last] = others.slice(-1);
    if (last !== undefined) say(alice, last, 'are you there?');
    const soughtBefore = alice.metrics.opensSent;
    world.runFor(1);
    expect(alice.metrics.opensSent - soughtBefore).toBe(2); // that one, and the next in turn
    world.runFor((MANY - DIALS_AT_ONCE) * DIAL_GAP_MS);
    expect(alice.metrics.opensSent).toBeGreaterThanOrEqual(MANY);
    world.runUntil(() => others.every((other) => status(alice, other).line === 'open'), MINUTE_MS);
  });
});
