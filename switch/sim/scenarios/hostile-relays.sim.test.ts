import { describe, expect, test } from 'vitest';
import {
  BRIDGES_PER_PEER_MAX,
  INTRODUCTIONS_BURST,
  INTRODUCTIONS_REFILL_MS,
  RELAY_PACKETS_MAX,
  RELAY_PAIRS_PER_ASKER_MAX,
  STRANGER_CONNECTS_BURST,
  STRANGER_CONNECTS_REFILL_MS,
  UNASKED_BURST,
  UNASKED_REFILL_MS,
} from '../../constants.ts';
import { concat, fromHex, pathKey, toHex } from '../../index.ts';
import type { Arena } from '../../tests/fuzz/arena.ts';
import { Attack } from '../../tests/fuzz/attack.ts';
import type { Datagram } from '../index.ts';

const SECOND_MS = 1_000;
const EMPTY = new Uint8Array(0);
const lineId = (n: number) => n.toString(16).padStart(32, '0');
const linePacket = (id: string, dice: number) =>
  concat(Uint8Array.of(0, 0), fromHex(id) ?? EMPTY, new Uint8Array(60).fill(dice));

/** What the victim sends to whom from now on. */
function sentTo(arena: Arena, wanted: (datagram: Datagram) => boolean): readonly Datagram[] {
  const sent: Datagram[] = [];
  arena.world.network.tap((datagram) => {
    if (pathKey(datagram.from) === pathKey(arena.victim.path) && wanted(datagram)) sent.push(datagram);
  });
  return sent;
}

function askForBridges(attack: Attack, count: number): void {
  const path = { ...attack.arena.friend.path };
  for (let n = 0; n < count; n++)
    attack.say({ type: 'bridge', to: lineId(2 * n), from: lineId(2 * n + 1), path }, { waitMs: SECOND_MS });
}

describe('somebody who asks for bridges', () => {
  test('gets no more of them than one hashname may have', () => {
    const attack = new Attack(1);
    const { arena } = attack;
    askForBridges(attack, 4 * BRIDGES_PER_PEER_MAX);
    const forwarded = sentTo(arena, ({ to, bytes }) => to.ip === arena.friend.path.ip && bytes.length === 78);
    for (let n = 0; n < 4 * BRIDGES_PER_PEER_MAX; n++)
      arena.deliver({ from: arena.attacker.path, to: arena.victim.path, bytes: linePacket(lineId(2 * n), 7) }, 20);
    expect(forwarded).toHaveLength(BRIDGES_PER_PEER_MAX);
    arena.checkFriend();
  });

  test('can send on no more than came, no copy of it, and nothing that comes from elsewhere', () => {
    const attack = new Attack(2);
    const { arena } = attack;
    askForBridges(attack, 1);
    const sent = sentTo(arena, ({ bytes }) => toHex(bytes.subarray(2, 18)) === lineId(0));
    const bytes = linePacket(lineId(0), 1);
    for (let n = 0; n < 50; n++) arena.deliver({ from: arena.attacker.path, to: arena.victim.path, bytes }, 5);
    expect(sent.map(({ bytes: all }) => all.length)).toEqual([bytes.length]);
    const other = { ...arena.attacker.path, port: 7 };
    for (let n = 0; n < 50; n++)
      arena.deliver({ from: other, to: arena.victim.path, bytes: linePacket(lineId(0), 2 + n) }, 5);
    expect(sent).toHaveLength(1);
    arena.checkFriend();
  });
});

describe('somebody who asks for introductions', () => {
  test('over and over, brings the introduced no more than the budget, and others are still introduced', () => {
    const attack = new Attack(3);
    const { arena } = attack;
    const key = arena.attacker.identity.keys['0a'] ?? EMPTY;
    const before = arena.victim.metrics.introductionsMade;
    const startMs = arena.world.nowMs;
    for (let n = 0; n < 2_000; n++)
      attack.say({ type: 'peer', peer: arena.friend.identity.hashname }, { body: key, waitMs: 5 });
    const seconds = (arena.world.nowMs - startMs) / SECOND_MS;
    const made = arena.victim.metrics.introductionsMade - before;
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThanOrEqual(seconds + 1); // one pair, one a second
    expect(arena.footprint().channels.filter((type) => type === 'connect').length).toBeLessThanOrEqual(
      RELAY_PAIRS_PER_ASKER_MAX,
    );
    arena.checkFriend();
  });

  test('relays no faster than the rate, and never more than came', () => {
    const attack = new Attack(4);
    const { arena } = attack;
    const key = arena.attacker.identity.keys['0a'] ?? EMPTY;
    const c = attack.say({ type: 'peer', peer: arena.friend.identity.hashname }, { body: key, waitMs: SECOND_MS });
    const before = arena.victim.metrics.packetsRelayed;
    const startMs = arena.world.nowMs;
    for (let n = 0; n < 1_000; n++) attack.say({ c }, { body: linePacket(lineId(n), 3), waitMs: 4 });
    const seconds = (arena.world.nowMs - startMs) / SECOND_MS;
    const relayed = arena.victim.metrics.packetsRelayed - before;
    expect(relayed).toBeGreaterThan(0);
    expect(relayed).toBeLessThanOrEqual(RELAY_PACKETS_MAX * (seconds + 1));
    arena.checkFriend();
  });
});

describe('somebody who introduces', () => {
  test('ten thousand hashnames that nobody knows makes us open to a bounded few', () => {
    const attack = new Attack(5);
    const { arena } = attack;
    const opens = sentTo(arena, ({ to, bytes }) => bytes[1] === 1 && to.ip.startsWith('203.0.'));
    const startMs = arena.world.nowMs;
    for (let n = 0; n < 10_000; n++) {
      const key = new Uint8Array(32).fill(1);
      key.set([n >> 8, n & 0xff]);
      const paths = Array.from({ length: 8 }, (_, host) => ({
        type: 'ipv4',
        ip: `203.0.${n & 0xff}.${(host + n) & 0x7f}`,
        port: 9,
      }));
      const from = { '0a': toHex(arena.fingerprint(key)) };
      attack.say({ type: 'connect', from, paths }, { body: key, waitMs: 1 });
    }
    arena.world.runFor(10 * SECOND_MS);
    const elapsedMs = arena.world.nowMs - startMs;
    expect(opens.length).toBeGreaterThan(0);
    expect(opens.length).toBeLessThanOrEqual(UNASKED_BURST + elapsedMs / UNASKED_REFILL_MS + 1);
    const met = Math.min(
      INTRODUCTIONS_BURST + elapsedMs / INTRODUCTIONS_REFILL_MS,
      STRANGER_CONNECTS_BURST + elapsedMs / STRANGER_CONNECTS_REFILL_MS,
    );
    expect(arena.footprint().peers).toBeLessThanOrEqual(2 + met);
    arena.checkFriend();
    expect(arena.aftermath().peers).toBe(1);
  });

  test('relays that lead into themselves end where they began', () => {
    const attack = new Attack(6);
    const { arena } = attack;
    const key = new Uint8Array(32).fill(9);
    const c = attack.say(
      { type: 'connect', from: { '0a': toHex(arena.fingerprint(key)) }, paths: [] },
      { body: key, waitMs: SECOND_MS },
    );
    // A packet of the line in a packet of the line in a packet of the line: as many as fit.
    let nested: Uint8Array = EMPTY;
    for (let depth = 0; depth < 80; depth++) {
      const head = new TextEncoder().encode(JSON.stringify({ c, bridge: true }));
      const plain = concat(Uint8Array.of(0, head.length), head, nested);
      nested = arena.seal(plain) ?? EMPTY;
    }
    expect(nested.length).toBeGreaterThan(6_000);
    const sent = sentTo(arena, () => true);
    arena.deliver({ from: arena.attacker.path, to: arena.victim.path, bytes: nested }, SECOND_MS);
    expect(sent.length).toBeLessThan(10);
    expect(arena.footprint().channels.filter((type) => type === 'connect')).toHaveLength(1);
    arena.checkFriend();
  });
});
