import { describe, expect, test } from 'vitest';
import { PATHS_LISTED_MAX, UNASKED_INTERVAL_MS, UNPROVEN_BURST, UNPROVEN_REFILL_MS } from '../../constants.ts';
import { encodeJsonPacket, type JsonObject, type Path, pathKey } from '../../index.ts';
import { Arena } from '../../tests/fuzz/arena.ts';

const SECOND_MS = 1_000;
const bystander = (port: number, host = 9): Path => ({ type: 'ipv4', ip: `203.0.113.${host}`, port });

/** An attacker with a line, and what went to somebody who never asked for anything. */
function attack(seed: number) {
  const arena = new Arena(seed);
  const toBystanders: { readonly key: string; readonly atMs: number; readonly bytes: number }[] = [];
  arena.world.network.tap(({ from, to, bytes }, atMs) => {
    const isOurs = pathKey(from) === pathKey(arena.victim.path) && to.ip.startsWith('203.0.113.');
    if (isOurs) toBystanders.push({ key: pathKey(to), atMs, bytes: bytes.length });
  });
  let channel = 1_000 * 2 + arena.attackerParity;
  const say = (json: JsonObject, waitMs = 0, from?: Path) => {
    channel += 2;
    arena.say(encodeJsonPacket({ c: channel, ...json }), waitMs, from);
  };
  return { arena, say, toBystanders };
}

describe('a list of addresses that somebody else has', () => {
  test('a host with many ports is sent one packet a second, however many of them are told', () => {
    const { arena, say, toBystanders } = attack(1);
    const startMs = arena.world.nowMs;
    for (let second = 0; second < 10; second++) {
      const paths = Array.from({ length: PATHS_LISTED_MAX }, (_, n) => ({ ...bystander(1 + n + second * 8) }));
      say({ type: 'path', paths }, SECOND_MS);
    }
    const seconds = (arena.world.nowMs - startMs) / SECOND_MS;
    expect(toBystanders.length).toBeGreaterThan(0);
    expect(toBystanders.length).toBeLessThanOrEqual(seconds + 1);
    arena.checkFriend();
  });

  test('of ten thousand, the first few are read', () => {
    const { arena, say, toBystanders } = attack(2);
    // As many as one datagram holds: what is longer never gets so far.
    const paths = Array.from({ length: 150 }, (_, n) => ({ ...bystander(7, n + 1) }));
    for (let n = 0; n < 10_000 / paths.length; n++) say({ type: 'path', paths }, 20);
    expect(new Set(toBystanders.map(({ key }) => key)).size).toBe(PATHS_LISTED_MAX);
    expect(arena.footprint().paths).toBeLessThanOrEqual(2 + 16);
    arena.checkFriend();
  });

  test.each([
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '127.0.0.1',
    '10.0.0.1',
    '192.168.1.1',
    '169.254.1.1',
    '::',
    'ff02::1',
    '::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '::ffff:127.0.0.1',
  ])('%s is sent nothing, whoever tells it from far away', (ip) => {
    const { arena, say } = attack(3);
    const sent: string[] = [];
    arena.world.network.tap(({ to }) => sent.push(to.ip));
    const path = { type: ip.includes(':') ? 'ipv6' : 'ipv4', ip, port: 7 };
    const see = [`${'ab'.repeat(32)},0a,${ip},7`];
    say({ type: 'path', paths: [path], seen: [path] }, SECOND_MS);
    say({ type: 'link', see, seed: true }, SECOND_MS);
    say({ type: 'peer', peer: arena.friend.identity.hashname, paths: [path] }, SECOND_MS);
    const known = [arena.victim, arena.attacker, arena.friend].map((node) => node.path.ip);
    expect(sent.filter((to) => !known.includes(to))).toEqual([]);
    expect(sent.length).toBeGreaterThan(0);
    arena.checkFriend();
  });
});

describe('an address of our own', () => {
  test('told as that of somebody else makes us speak to ourselves no more than once a second, and to no effect', () => {
    const { arena, say } = attack(5);
    let toOurselves = 0;
    arena.world.network.tap(({ from, to }) => {
      if (pathKey(from) === pathKey(arena.victim.path) && pathKey(to) === pathKey(from)) toOurselves++;
    });
    const path = { ...arena.victim.path };
    for (let n = 0; n < 100; n++) say({ type: 'path', paths: [path], seen: [path] }, 50);
    expect(toOurselves).toBeLessThanOrEqual((100 * 51) / SECOND_MS + 1);
    expect(arena.victim.endpoint.status(arena.attacker.identity.hashname)?.paths[0]?.path).toEqual(arena.attacker.path);
    arena.checkFriend();
  });
});

describe('a line whose packets claim to come from somebody else', () => {
  test('the one who is claimed gets no more than a trickle, and the line stays where it is', () => {
    const { arena, say, toBystanders } = attack(4);
    const startMs = arena.world.nowMs;
    for (let n = 0; n < 2_000; n++) say({ type: 'path' }, 5, bystander(1 + n));
    const elapsedMs = arena.world.nowMs - startMs;
    expect(toBystanders.length).toBeGreaterThan(0);
    const trickle = elapsedMs / UNPROVEN_REFILL_MS + elapsedMs / UNASKED_INTERVAL_MS;
    expect(toBystanders.length).toBeLessThanOrEqual(UNPROVEN_BURST + trickle + 2);
    expect(arena.victim.endpoint.status(arena.attacker.identity.hashname)?.paths[0]?.path).toEqual(arena.attacker.path);
    arena.checkFriend();
  });
});
