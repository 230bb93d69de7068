import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject, Path, PathStatus, PeerStatus } from '../../index.ts';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { type Datagram, NAT_TYPES, type NatName, type SimNode, SimWorld, type SimWorldOptions } from '../index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const NAMES = Object.keys(NAT_TYPES) as NatName[];

/**
 * From first principles: two mappings that don't depend on whom is sent to can be told beforehand, so holes meet. A symmetric
 * one can't: its packets come from an address nobody was told, so the other side's filter mustn't look at ports.
 */
function canPunch(a: NatName, b: NatName): boolean {
  const names = [a, b];
  if (!names.includes('symmetric')) return true;
  return names.some((name) => name === 'full-cone' || name === 'restricted');
}

const PAIRS = NAMES.flatMap((a) => NAMES.map((b) => [a, b] as const));

const status = (node: SimNode, of: SimNode): PeerStatus | undefined => node.endpoint.status(of.identity.hashname);
const isOpen = (node: SimNode, of: SimNode) => status(node, of)?.line === 'open';
const inUse = (node: SimNode, of: SimNode): PathStatus | undefined => status(node, of)?.paths[0];
const through = (node: SimNode, of: SimNode) => inUse(node, of)?.through?.kind ?? 'straight';

/** Two homes and a seed that both have a line to; they know of each other but the hashname. */
function homes(seed: number, types: readonly [NatName, NatName], options: Partial<SimWorldOptions> = {}) {
  const world = new SimWorld({ seed, crypto: simCrypto, ...options });
  const middle = world.addNode({ path: world.publicPath() });
  const [alice, bob] = types.map((type) => world.addNode({ home: world.addHome(NAT_TYPES[type]) })) as [
    SimNode,
    SimNode,
  ];
  for (const node of [alice, bob]) {
    node.endpoint.learn(middle.hints);
    node.endpoint.keep(middle.identity.hashname, true);
  }
  world.runUntil(() => [alice, bob].every((node) => isOpen(middle, node) && isOpen(node, middle)), MINUTE_MS);
  return { world, middle, alice, bob };
}

/** What the seed would say of somebody in a `see`. */
function candidate(middle: SimNode, of: SimNode) {
  const address = middle.endpoint.status(of.identity.hashname)?.paths[0]?.path;
  const { hashname } = of.identity;
  return { hashname, csid: '2a', via: middle.identity.hashname, ...(address && { address }) };
}

function introduce(asker: SimNode, middle: SimNode, target: SimNode): void {
  asker.endpoint.keep(target.identity.hashname, true);
  asker.endpoint.introduce(candidate(middle, target));
}

function listen(node: SimNode): unknown[] {
  const texts: unknown[] = [];
  node.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) => {
    channel.onPacket(({ json }, done) => {
      texts.push(json.text);
      done();
    });
  });
  return texts;
}

function say(from: SimNode, to: SimNode, text: string): void {
  from.endpoint.openChannel(to.identity.hashname, '_chat', { json: { text } });
}

describe.each(PAIRS)('a %s and a %s home, through one seed', (a, b) => {
  const isStraight = canPunch(a, b);

  test(`reach each other ${isStraight ? 'straight' : 'by relay, and are told so'}`, () => {
    const { world, middle, alice, bob } = homes(1, [a, b]);
    const heard = listen(bob);
    introduce(alice, middle, bob);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), 10 * SECOND_MS);
    say(alice, bob, 'hello');
    world.runUntil(() => heard.length === 1, 10 * SECOND_MS);
    world.runFor(20 * SECOND_MS);
    const way = isStraight ? 'straight' : 'relay';
    expect([through(alice, bob), through(bob, alice)]).toEqual([way, way]);
    if (!isStraight)
      expect(inUse(alice, bob)).toMatchObject({ path: middle.path, isClaimedByPeer: false, isShared: true });
    if (isStraight) expect(inUse(alice, bob)?.path).not.toEqual(middle.path);
  });

  test('both at once settle on one line', () => {
    const { world, middle, alice, bob } = homes(2, [a, b], { delayMs: [20, 120] });
    introduce(alice, middle, bob);
    introduce(bob, middle, alice);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), 15 * SECOND_MS);
    const heard = [listen(alice), listen(bob)];
    say(alice, bob, 'from alice');
    say(bob, alice, 'from bob');
    world.runFor(30 * SECOND_MS);
    expect(heard).toEqual([['from bob'], ['from alice']]);
    expect(through(alice, bob)).toBe(isStraight ? 'straight' : 'relay');
    expect(through(bob, alice)).toBe(isStraight ? 'straight' : 'relay');
  });
});

describe('somebody of whom nothing but the hashname is known', () => {
  test.each([
    ['port-restricted', 'port-restricted', 'straight'],
    ['symmetric', 'full-cone', 'straight'],
    ['symmetric', 'symmetric', 'bridge'],
  ] as const)(
    'is found, reached from a %s home in a %s one, and reached again after both restarted (%s)',
    (a, b, way) => {
      const world = new SimWorld({ seed: 16, crypto: simCrypto, lossRatio: 0.02 });
      const seed = world.addNode({ path: world.publicPath() });
      const [alice, bob] = [a, b].map((type) => world.addNode({ home: world.addHome(NAT_TYPES[type]) })) as [
        SimNode,
        SimNode,
      ];
      seed.endpoint.setSeeding('anyone');
      seed.endpoint.setBridging('anyone');
      for (let round = 0; round < 2; round++) {
        for (const node of [alice, bob]) node.endpoint.addSeeds([seed.hints]);
        alice.endpoint.keep(bob.identity.hashname, true);
        world.runUntil(() => through(alice, bob) === way && isOpen(alice, bob) && isOpen(bob, alice), 2 * MINUTE_MS);
        const heard = listen(bob);
        say(alice, bob, 'hello');
        world.runUntil(() => heard.length === 1, 20 * SECOND_MS);
        world.runFor(MINUTE_MS);
        expect(through(alice, bob)).toBe(way);
        for (const node of [alice, bob]) node.restart();
      }
    },
  );
});

describe('a seed that bridges', () => {
  test.each([1, 2, 3])('carries the lines of those who find no straight way, and both are told (seed %i)', (seed) => {
    const { world, middle, alice, bob } = homes(seed, ['symmetric', 'port-restricted'], { lossRatio: 0.02 });
    middle.endpoint.setBridging('anyone');
    const heard = listen(bob);
    introduce(alice, middle, bob);
    world.runUntil(() => through(alice, bob) === 'bridge' && through(bob, alice) === 'bridge', 30 * SECOND_MS);
    for (let n = 0; n < 200; n++) say(alice, bob, `message ${n}`);
    world.runUntil(() => heard.length === 200, MINUTE_MS);
    expect(middle.metrics.packetsBridged).toBeGreaterThan(10); // several messages share a packet
    for (const [node, other] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      expect(inUse(node, other)).toMatchObject({ path: middle.path, isClaimedByPeer: false, isShared: true });
      expect(inUse(node, other)?.through).toEqual({ kind: 'bridge', via: middle.identity.hashname });
    }
    world.runFor(3 * MINUTE_MS);
    expect(through(alice, bob)).toBe('bridge');
    expect(isOpen(bob, alice)).toBe(true);
  });

  test('gives way to a straight path as soon as one works', () => {
    const { world, middle, alice, bob } = homes(4, ['full-cone', 'restricted']);
    const publicIps = [alice, bob].map((node) => candidate(middle, node).address?.ip ?? '');
    world.network.cut(publicIps[0] ?? '', publicIps[1] ?? '');
    middle.endpoint.setBridging('anyone');
    const heard = listen(bob);
    introduce(alice, middle, bob);
    world.runUntil(() => through(alice, bob) === 'bridge' && through(bob, alice) === 'bridge', 30 * SECOND_MS);
    world.runFor(MINUTE_MS);
    const closes: unknown[] = [];
    const channel = alice.endpoint.openChannel(bob.identity.hashname, '_chat', { json: { text: 'by bridge' } });
    channel.onClose((close) => closes.push(close));
    world.runUntil(() => heard.length === 1, 10 * SECOND_MS);
    world.network.mend(publicIps[0] ?? '', publicIps[1] ?? '');
    world.runUntil(() => through(alice, bob) === 'straight' && through(bob, alice) === 'straight', MINUTE_MS);
    channel.send({ json: { text: 'straight' } });
    world.runUntil(() => heard.length === 2, 10 * SECOND_MS);
    expect(closes).toEqual([]);
    const bridged = middle.metrics.packetsBridged;
    world.runFor(MINUTE_MS);
    expect(middle.metrics.packetsBridged - bridged).toBeLessThanOrEqual(1);
  });

  test('does it when it is asked, before anything more is relayed', () => {
    const { world, middle, alice, bob } = homes(13, ['symmetric', 'symmetric']);
    introduce(alice, middle, bob);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), 10 * SECOND_MS);
    world.runFor(2 * SECOND_MS);
    middle.endpoint.setBridging('anyone');
    const relayed = middle.metrics.packetsRelayed;
    world.runUntil(() => middle.metrics.packetsBridged > 0, 3 * SECOND_MS);
    expect(middle.metrics.packetsRelayed).toBe(relayed);
    world.runUntil(() => through(alice, bob) === 'bridge' && through(bob, alice) === 'bridge', 20 * SECOND_MS);
  });

  test('is asked in vain for a line to an address where it knows nobody, and by those it does not bridge for', () => {
    const { world, middle, alice } = homes(14, ['full-cone', 'full-cone']);
    const ask = (path: Path | undefined) => {
      const closes: unknown[] = [];
      const json = { to: '00'.repeat(16), from: '11'.repeat(16), ...(path && { path: { ...path } }) };
      const channel = alice.endpoint.openChannel(middle.identity.hashname, 'bridge', { reliable: false, json });
      channel.onClose((close) => closes.push(close));
      world.runFor(SECOND_MS);
      return closes;
    };
    middle.endpoint.setBridging('anyone');
    expect(ask(world.publicPath())).toMatchObject([{ reason: 'err', message: 'nobody is known there', byPeer: true }]);
    expect(ask(undefined)).toMatchObject([{ reason: 'err', message: 'what is to be bridged is not said' }]);
    expect(ask(candidate(middle, alice).address)).toMatchObject([{ reason: 'err', message: 'nobody is known there' }]);
  });

  test('only for those it knows, when it is told so', () => {
    const { world, middle, alice, bob } = homes(5, ['symmetric', 'symmetric']);
    middle.endpoint.setBridging('known');
    introduce(alice, middle, bob);
    world.runFor(20 * SECOND_MS);
    expect(through(alice, bob)).toBe('relay');
    expect(middle.metrics.packetsBridged).toBe(0);
    middle.endpoint.learn({ identity: bob.identity, paths: [] });
    world.runUntil(() => through(alice, bob) === 'bridge', 30 * SECOND_MS);
  });
});

describe('a relay', () => {
  test('carries no more than five packets a second each way, and still everything arrives', () => {
    const { world, middle, alice, bob } = homes(6, ['symmetric', 'symmetric']);
    const heard = listen(bob);
    introduce(alice, middle, bob);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), 10 * SECOND_MS);
    const relayed: number[] = [];
    let count = middle.metrics.packetsRelayed;
    world.network.tap((_, atMs) => {
      for (; count < middle.metrics.packetsRelayed; count++) relayed.push(atMs);
    });
    for (let n = 0; n < 30; n++) say(alice, bob, `message ${n}`);
    world.runUntil(() => heard.length === 30, 2 * MINUTE_MS);
    expect(new Set(heard).size).toBe(30);
    for (const atMs of relayed) {
      const within = relayed.filter((other) => other >= atMs && other < atMs + SECOND_MS).length;
      expect(within).toBeLessThanOrEqual(10); // five each way
    }
    expect(middle.metrics.dropped['relay-over-rate']).toBe(0);
  });

  test('is built anew when the seed restarts', () => {
    const { world, middle, alice, bob } = homes(7, ['symmetric', 'symmetric']);
    introduce(alice, middle, bob);
    world.runUntil(() => isOpen(alice, bob) && isOpen(bob, alice), 10 * SECOND_MS);
    middle.restart();
    const heard = listen(bob);
    world.runFor(2 * MINUTE_MS);
    say(alice, bob, 'again');
    world.runUntil(() => heard.length === 1, MINUTE_MS);
  });
});

/** Opens and empty packets by the host that they went to. */
function watchUnasked(world: SimWorld, of: SimNode) {
  const sent: { readonly ip: string; readonly atMs: number; readonly kind: string }[] = [];
  world.network.tap(({ from, to, bytes }: Datagram, atMs) => {
    if (from.ip !== of.path.ip) return;
    if (bytes.length === 2) sent.push({ ip: to.ip, atMs, kind: 'empty' });
    if (bytes[1] === 1) sent.push({ ip: to.ip, atMs, kind: 'open' });
  });
  return sent;
}

describe.each([1, 2, 3])('on a bad network (seed %i)', (seed) => {
  test.each([
    ['port-restricted', 'port-restricted'],
    ['symmetric', 'restricted'],
    ['restricted', 'symmetric'],
  ] as const)('a %s and a %s home still end up straight, and keep the line when the seed is gone', (a, b) => {
    const { world, middle, alice, bob } = homes(seed, [a, b], {
      lossRatio: 0.1,
      duplicateRatio: 0.05,
      delayMs: [10, 250],
    });
    introduce(alice, middle, bob);
    world.runUntil(() => through(alice, bob) === 'straight' && isOpen(alice, bob) && isOpen(bob, alice), MINUTE_MS);
    world.runUntil(() => through(bob, alice) === 'straight', MINUTE_MS);
    middle.kill();
    const heard = listen(bob);
    world.runFor(3 * MINUTE_MS);
    say(alice, bob, 'still here');
    world.runUntil(() => heard.length === 1, 30 * SECOND_MS);
  });
});

describe('whoever wants to use us against others', () => {
  test.each(['peer', 'connect', 'bridge'])('by a %s packet that says anything at all breaks nothing', (type) => {
    const world = new SimWorld({ seed: 15, crypto: simCrypto });
    const [mallory, alice] = world.addPair();
    world.runUntil(() => isOpen(mallory, alice), MINUTE_MS);
    alice.endpoint.setBridging('anyone');
    const key = mallory.identity.keys['2a'] ?? new Uint8Array();
    const { hashname, parts } = mallory.identity;
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>(hashname, alice.identity.hashname, parts, alice.identity.parts, [{ ...alice.path }]),
    );
    const json = fc.record({ peer: value, from: value, to: value, path: value, paths: value }, { requiredKeys: [] });
    const body = fc.oneof(fc.constant(key), fc.uint8Array({ maxLength: 400 }));
    fc.assert(
      fc.property(json, fc.array(body, { minLength: 1, maxLength: 4 }), (said, bodies) => {
        fc.pre(JSON.stringify(said).length < 600); // what fits a packet
        const [first, ...more] = bodies;
        const channel = mallory.endpoint.openChannel(alice.identity.hashname, type, {
          reliable: false,
          json: said as JsonObject,
          ...(first && { body: first }),
        });
        for (const later of more) channel.send({ body: later });
        world.runFor(300);
      }),
      { numRuns: 150, endOnFailure: true },
    );
    world.runFor(MINUTE_MS);
    expect(isOpen(mallory, alice) && isOpen(alice, mallory)).toBe(true);
    expect(alice.metrics.introductionsMade).toBe(0);
    expect(alice.metrics.packetsBridged).toBe(0);
  });

  test('by introducing many hashnames to us at one address brings it one open a second', () => {
    const world = new SimWorld({ seed: 8, crypto: simCrypto });
    const [mallory, victim] = [world.addNode({ path: world.publicPath() }), world.publicPath()];
    const alice = world.addNode({ path: world.publicPath() });
    const asked = Array.from({ length: 8 }, () => world.freshIdentity());
    mallory.endpoint.learn(alice.hints);
    mallory.endpoint.keep(alice.identity.hashname, true);
    world.runUntil(() => isOpen(mallory, alice), MINUTE_MS);
    const sent = watchUnasked(world, alice);
    for (let round = 0; round < 20; round++) {
      for (const { parts, keys } of asked) {
        const paths: readonly Path[] = [victim, { ...victim, port: 1_000 + round }, { ...victim, port: 2_000 + round }];
        mallory.endpoint.openChannel(alice.identity.hashname, 'connect', {
          reliable: false,
          json: { from: parts, paths: paths.map((path) => ({ ...path })) },
          body: keys['2a'] ?? new Uint8Array(),
        });
      }
      world.runFor(500);
    }
    const atVictim = sent.filter(({ ip }) => ip === victim.ip).map(({ atMs }) => atMs);
    expect(atVictim.length).toBeGreaterThan(2);
    atVictim.forEach((atMs, index) => {
      expect(atMs - (atVictim[index - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(SECOND_MS);
    });
    expect(alice.metrics.dropped['introduction-over-budget']).toBeGreaterThan(0);
  });

  test('with a key that is none of the hashname, gets nothing', () => {
    const world = new SimWorld({ seed: 9, crypto: simCrypto });
    const [mallory, alice] = world.addPair();
    world.runUntil(() => isOpen(mallory, alice), MINUTE_MS);
    const [one, other] = [world.freshIdentity(), world.freshIdentity()];
    const victim = world.publicPath();
    const sent = watchUnasked(world, alice);
    mallory.endpoint.openChannel(alice.identity.hashname, 'connect', {
      reliable: false,
      json: { from: one.parts, paths: [{ ...victim }] },
      body: other.keys['2a'] ?? new Uint8Array(),
    });
    world.runFor(10 * SECOND_MS);
    expect(sent).toEqual([]);
    expect(alice.metrics.dropped['introduction-malformed']).toBe(1);
    expect(alice.endpoint.status(one.hashname)).toBeUndefined();
  });

  test("by a `peer` with somebody else's key makes no introduction", () => {
    const { world, middle, alice, bob } = homes(10, ['full-cone', 'full-cone']);
    alice.endpoint.openChannel(middle.identity.hashname, 'peer', {
      reliable: false,
      json: { peer: bob.identity.hashname },
      body: bob.identity.keys['2a'] ?? new Uint8Array(),
    });
    world.runFor(5 * SECOND_MS);
    expect(middle.metrics.introductionsMade).toBe(0);
    expect(middle.metrics.dropped['introduction-malformed']).toBe(1);
  });

  test('by flooding a relay gets five packets a second through, and is warned', () => {
    const { world, middle, alice, bob } = homes(17, ['full-cone', 'full-cone']);
    const warnings: unknown[] = [];
    const channel = alice.endpoint.openChannel(middle.identity.hashname, 'peer', {
      reliable: false,
      json: { peer: bob.identity.hashname },
      body: alice.identity.keys['2a'] ?? new Uint8Array(),
    });
    channel.onPacket(({ json }, done) => {
      if (json.warn !== undefined) warnings.push(json.warn);
      done();
    });
    world.runFor(SECOND_MS);
    const before = middle.metrics.packetsRelayed;
    for (let n = 0; n < 100; n++) {
      channel.send({ body: Uint8Array.of(0, 0, n) });
      world.runFor(100);
    }
    const relayed = middle.metrics.packetsRelayed - before;
    expect(relayed).toBeGreaterThanOrEqual(40);
    expect(relayed).toBeLessThanOrEqual(55); // in ten seconds, with what bob says
    expect(middle.metrics.dropped['relay-over-rate']).toBeGreaterThan(40);
    expect(warnings.length).toBeGreaterThan(3);
    expect(warnings.length).toBeLessThanOrEqual(11);
    expect(new Set(warnings)).toEqual(new Set(['toofast']));
  });

  test('by asking again and again makes one introduction a second', () => {
    const { world, middle, alice, bob } = homes(11, ['full-cone', 'full-cone']);
    for (let n = 0; n < 100; n++) {
      alice.endpoint.openChannel(middle.identity.hashname, 'peer', {
        reliable: false,
        json: { peer: bob.identity.hashname },
        body: alice.identity.keys['2a'] ?? new Uint8Array(),
      });
      world.runFor(100);
    }
    expect(middle.metrics.introductionsMade).toBeGreaterThan(5);
    expect(middle.metrics.introductionsMade).toBeLessThanOrEqual(11);
  });

  test('by sending bridged packets from elsewhere has them dropped', () => {
    const { world, middle, alice, bob } = homes(12, ['symmetric', 'symmetric']);
    middle.endpoint.setBridging('anyone');
    const seen: Datagram[] = [];
    world.network.tap((datagram) => seen.push(datagram));
    introduce(alice, middle, bob);
    world.runUntil(() => through(alice, bob) === 'bridge' && through(bob, alice) === 'bridge', 30 * SECOND_MS);
    world.runFor(15 * SECOND_MS);
    const bridgedBefore = middle.metrics.packetsBridged;
    const from = world.publicPath();
    const toMiddle = seen.filter(({ to, bytes }) => to.ip === middle.path.ip && bytes[1] === 0);
    for (const datagram of toMiddle) world.network.deliver({ ...datagram, from });
    expect(middle.metrics.dropped['bridge-wrong-source']).toBeGreaterThan(0);
    for (const datagram of toMiddle) world.network.deliver(datagram);
    expect(middle.metrics.dropped['bridge-repeated']).toBeGreaterThan(0);
    expect(middle.metrics.packetsBridged).toBe(bridgedBefore);
  });
});
