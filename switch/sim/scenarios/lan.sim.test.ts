import { describe, expect, test } from 'vitest';
import { LAN_LINKS_MAX, LAN_PONGS_PER_SECOND_MAX } from '../../constants.ts';
import {
  decodePacket,
  encodeJsonPacket,
  isJsonObject,
  type NearbyPeer,
  type Path,
  type PeerStatus,
} from '../../index.ts';
import { createNodeCrypto } from '../../io/node-crypto.ts';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { createNullCrypto, type Datagram, type SimNode, SimWorld, type SimWorldOptions } from '../index.ts';

const SEEDS = [1, 2, 3, 4, 5];
const MINUTE_MS = 60_000;

const at = (ip: string): Path => ({ type: 'ipv4', ip, port: 42_424 });

function createWorld(seed: number, options: Partial<SimWorldOptions> = {}): SimWorld {
  return new SimWorld({ seed, crypto: simCrypto, ...options });
}

function status(node: SimNode, of: SimNode): PeerStatus | undefined {
  return node.endpoint.status(of.identity.hashname);
}

function isOpen(a: SimNode, b: SimNode): boolean {
  return status(a, b)?.line === 'open' && status(b, a)?.line === 'open';
}

/** As after a start: who they are is known, and where they were. */
function befriend(a: SimNode, b: SimNode, paths: readonly Path[]): void {
  a.endpoint.learn({ identity: b.identity, paths });
  a.endpoint.keep(b.identity.hashname, true);
}

function typeOf({ bytes }: Datagram): string | undefined {
  const packet = decodePacket(bytes);
  if (!packet.ok || packet.value.head.kind !== 'json' || !isJsonObject(packet.value.head.json)) return undefined;
  return String(packet.value.head.json.type);
}

describe.each(SEEDS)('seed %i: two friends in one network', (seed) => {
  test('who both got new addresses while they were off find each other, with loss and without anybody else', () => {
    const world = createWorld(seed, { lossRatio: 0.2 });
    const alice = world.addNode({ path: at('192.168.7.11'), lanDiscovery: true });
    const bob = world.addNode({ path: at('192.168.7.12'), lanDiscovery: true });
    befriend(alice, bob, [at('192.168.3.4')]);
    befriend(bob, alice, [at('192.168.3.5')]);
    world.runUntil(() => isOpen(alice, bob), 30_000);
    expect(status(alice, bob)?.paths[0]?.path).toEqual(bob.path);
  });

  test('are told as answered there, at both ends', () => {
    const world = createWorld(seed);
    const alice = world.addNode({ path: at('192.168.7.11'), lanDiscovery: true });
    world.runFor(MINUTE_MS);
    const bob = world.addNode({ path: at('192.168.7.12'), lanDiscovery: true });
    befriend(alice, bob, []);
    befriend(bob, alice, []);
    const areToldNear = (a: SimNode, b: SimNode) => {
      const inUse = status(a, b)?.paths[0];
      expect(inUse?.isShared ?? false).toBe(false);
      return inUse?.lanAnsweredAtMs !== undefined && inUse.isEstablished && inUse.isClaimedByPeer;
    };
    world.runUntil(() => isOpen(alice, bob) && areToldNear(alice, bob) && areToldNear(bob, alice), 5_000);
  });

  test('who both move to another network keep their line and their channel', () => {
    const world = createWorld(seed);
    const alice = world.addNode({ path: at('192.168.7.11'), lanDiscovery: true });
    const bob = world.addNode({ path: at('192.168.7.12'), lanDiscovery: true });
    const heard: unknown[] = [];
    bob.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) => {
      channel.onPacket(({ json }, done) => {
        heard.push(json.n);
        done();
      });
    });
    befriend(alice, bob, []);
    befriend(bob, alice, []);
    world.runUntil(() => isOpen(alice, bob), 5_000);
    const channel = alice.endpoint.openChannel(bob.identity.hashname, '_chat', { json: { n: 1 } });
    world.runFor(2_000);
    alice.moveTo(at('10.0.0.3'));
    bob.moveTo(at('10.0.0.4'));
    channel.send({ json: { n: 2 } });
    world.runUntil(() => heard.length === 2, 30_000);
    expect(heard).toEqual([1, 2]);
    expect(status(alice, bob)?.paths[0]?.path).toEqual(bob.path);
  });
});

describe.each(SEEDS)('seed %i: on a link without any address but link-local IPv6', (seed) => {
  /** Each calls the link by a name of its own. */
  const onLink = (ip: string, zone: string): Path => ({ type: 'ipv6', ip, port: 42_424, zone });
  const seenBy = (node: SimNode, of: SimNode): Path => ({ ...of.path, zone: node.path.zone ?? '' });

  test("friends find each other, and each address counts as the other one's own", () => {
    const world = createWorld(seed, { lossRatio: 0.1 });
    const said: string[] = [];
    const alice = world.addNode({ path: onLink('fe80::a', 'eth0'), lanDiscovery: true });
    const bob = world.addNode({ path: onLink('fe80::b', 'wlan0'), lanDiscovery: true });
    world.network.tap(({ bytes }) => said.push(new TextDecoder('latin1').decode(bytes)));
    befriend(alice, bob, []);
    befriend(bob, alice, []);
    const isNear = (a: SimNode, b: SimNode) => {
      const [inUse] = status(a, b)?.paths ?? [];
      return inUse?.isClaimedByPeer === true && inUse.lanAnsweredAtMs !== undefined && inUse.isEstablished;
    };
    world.runUntil(() => isOpen(alice, bob) && isNear(alice, bob) && isNear(bob, alice), 3 * MINUTE_MS); // the next ping, if an answer is lost
    expect(status(alice, bob)?.paths.map(({ path }) => path)).toEqual([seenBy(alice, bob)]);
    expect(status(bob, alice)?.paths.map(({ path }) => path)).toEqual([seenBy(bob, alice)]);
    expect(said.filter((text) => text.includes('eth0') || text.includes('wlan0'))).toEqual([]);
  });

  test('the link is told to no application that might keep it, nor the address to anybody elsewhere', () => {
    const world = createWorld(seed);
    const alice = world.addNode({ path: onLink('fe80::a', 'eth0'), lanDiscovery: true });
    const bob = world.addNode({ path: onLink('fe80::b', 'wlan0'), lanDiscovery: true });
    bob.endpoint.setSeeding('anyone');
    world.runUntil(() => alice.endpoint.linkHints().length === 1, 10_000);
    expect(alice.endpoint.localPaths()).toEqual([]);
    expect(alice.endpoint.linkHints()).toMatchObject([{ identity: { hashname: bob.identity.hashname }, paths: [] }]);
  });
});

describe('who is near', () => {
  test('is told with key and address; nobody elsewhere or off is heard', () => {
    const world = createWorld(1);
    const sent: Datagram[] = [];
    world.network.tap((datagram) => sent.push(datagram));
    const alice = world.addNode({ path: at('192.168.7.11'), lanDiscovery: true });
    const bob = world.addNode({ path: at('192.168.7.12'), lanDiscovery: true });
    const off = world.addNode({ path: at('192.168.7.13') });
    const elsewhere = world.addNode({ path: at('192.168.8.14'), lanDiscovery: true });
    const found: NearbyPeer[] = [];
    for (const node of [alice, elsewhere]) node.endpoint.onNearby((nearby) => found.push(nearby));
    world.runFor(1_000);
    const { secrets: _, ...publicBob } = bob.identity;
    expect(found).toMatchObject([{ identity: publicBob, path: bob.path }]);
    expect(sent.map(typeOf).filter((type) => type === 'pong').length).toBe(2);
    const silent = sent.filter(({ from }) => from.ip === off.path.ip || from.ip === elsewhere.path.ip);
    expect(silent).toEqual([]); // who is alone in a network has nobody to ping there
  });

  test('is asked again when the person looks, at most every two seconds', () => {
    const world = createWorld(1);
    const alice = world.addNode({ path: at('192.168.7.11'), lanDiscovery: true });
    const bob = world.addNode({ path: at('192.168.7.12'), lanDiscovery: true });
    world.runFor(MINUTE_MS);
    const found: NearbyPeer[] = [];
    alice.endpoint.onNearby((nearby) => found.push(nearby));
    for (let tenth = 0; tenth < 60; tenth++) {
      alice.endpoint.lookNearby();
      world.runFor(100);
    }
    expect(found.length).toBe(3);
    expect(found[0]?.path).toEqual(bob.path);
  });

  test('is forgotten as near when our networks change', () => {
    const world = createWorld(1);
    const alice = world.addNode({ path: at('192.168.7.11'), lanDiscovery: true });
    const bob = world.addNode({ path: at('192.168.7.12'), lanDiscovery: true });
    befriend(alice, bob, []);
    befriend(bob, alice, []);
    world.runUntil(() => status(alice, bob)?.paths[0]?.lanAnsweredAtMs !== undefined, 5_000);
    alice.moveTo(at('192.168.9.11'));
    world.runFor(5_000);
    expect(status(alice, bob)?.paths.map(({ lanAnsweredAtMs }) => lanAnsweredAtMs)).toEqual([undefined]);
  });
});

describe('neighbours', () => {
  const linkedTo = (node: SimNode) => node.endpoint.links().map(({ hashname }) => hashname);

  test('get a link: who has no seed finds through them whoever they can find', async () => {
    const world = createWorld(1);
    const seed = world.addNode({ path: world.publicPath() });
    seed.endpoint.setSeeding('anyone');
    const far = world.addNode({ path: world.publicPath() });
    const neighbour = world.addNode({ path: at('192.168.7.11'), lanDiscovery: true });
    for (const node of [far, neighbour]) node.endpoint.addSeeds([seed.hints]);
    world.runFor(10_000);
    const newcomer = world.addNode({ path: at('192.168.7.12'), lanDiscovery: true });
    world.runUntil(() => linkedTo(newcomer).includes(neighbour.identity.hashname), 10_000);
    world.runUntil(() => linkedTo(newcomer).includes(seed.identity.hashname), 10_000);
    let isFound = false;
    void newcomer.endpoint.find(far.identity.hashname).then((result) => {
      isFound = result.isFound;
    });
    await world.runUntilAsync(() => isFound, MINUTE_MS);
  });

  test('are five at most, however many answer, and others again in another network', () => {
    const port = createNodeCrypto();
    const world = createWorld(1, { crypto: createNullCrypto(1, port) });
    const opens = new Set<string>();
    for (let number = 20; number < 40; number++) {
      for (const network of ['192.168.7', '192.168.8']) {
        const { parts, keys } = world.freshIdentity();
        const path = at(`${network}.${number}`);
        const [csid = ''] = Object.keys(parts);
        world.network.bind(path, (from, bytes) => {
          const trace = /"trace":"(\w+)"/.exec(new TextDecoder().decode(bytes))?.[1];
          if (bytes[0] === 0 && bytes[1] === 1) opens.add(path.ip);
          if (trace === undefined) return;
          const pong = encodeJsonPacket({ type: 'pong', from: parts, trace }, keys[csid]);
          world.network.send({ from: path, to: from, bytes: pong });
        });
      }
    }
    const alice = world.addNode({ path: at('192.168.7.11'), lanDiscovery: true });
    world.runFor(10 * MINUTE_MS);
    expect(opens.size).toBe(LAN_LINKS_MAX);
    opens.clear();
    alice.moveTo(at('192.168.8.11'));
    world.runFor(10 * MINUTE_MS);
    expect([...opens].filter((ip) => ip.startsWith('192.168.8.')).length).toBe(LAN_LINKS_MAX);
  });
});

describe('a stranger in the network', () => {
  /** Somebody who hears all and sends what they like from `path`. */
  function eavesdrop(world: SimWorld, path: Path, answer: (datagram: Datagram) => Uint8Array | undefined): void {
    world.network.bind(path, (from, bytes) => {
      const packet = answer({ from, to: path, bytes });
      if (packet !== undefined) world.network.send({ from: path, to: from, bytes: packet });
    });
  }

  test("who answers in a friend's name gets opens, and no line", () => {
    const world = createWorld(1);
    const alice = world.addNode({ path: at('192.168.7.11'), lanDiscovery: true });
    const bob = world.addNode();
    const { parts, keys } = bob.identity;
    eavesdrop(world, at('192.168.7.66'), (datagram) => {
      const trace = /"trace":"(\w+)"/.exec(new TextDecoder().decode(datagram.bytes))?.[1];
      return trace && typeOf(datagram) === 'ping'
        ? encodeJsonPacket({ type: 'pong', from: parts, trace }, keys['2a'])
        : undefined;
    });
    befriend(alice, bob, []);
    world.runFor(MINUTE_MS);
    expect(status(alice, bob)?.line).toBe('opening');
    const atBobs = status(alice, bob)?.paths.map(({ path, isEstablished }) => [path.ip, isEstablished]);
    expect(atBobs).toEqual([['192.168.7.66', false]]);
    bob.endpoint.learn(alice.hints);
    bob.endpoint.keep(alice.identity.hashname, true);
    world.runUntil(() => isOpen(alice, bob), 5_000);
    expect(status(alice, bob)?.paths[0]?.path).toEqual(bob.path);
  });

  test('who floods with pings is answered a few times a second', () => {
    const world = createWorld(1);
    const sent: Datagram[] = [];
    const alice = world.addNode({ path: at('192.168.7.11'), lanDiscovery: true });
    world.runFor(MINUTE_MS);
    world.network.tap((datagram) => sent.push(datagram));
    for (let number = 0; number < 1_000; number++) {
      const from = { ...at(`192.168.7.${100 + (number % 100)}`), port: 1_024 + number };
      world.network.deliver({
        from,
        to: alice.path,
        bytes: encodeJsonPacket({ type: 'ping', trace: String(number), '2a': true }),
      });
      world.runFor(1);
    }
    expect(sent.map(typeOf).filter((type) => type === 'pong').length).toBe(LAN_PONGS_PER_SECOND_MAX);
  });
});
