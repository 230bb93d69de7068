import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LAN_PONGS_PER_SECOND_MAX } from '../../constants.ts';
import type { Path } from '../../index.ts';
import { Arena } from './arena.ts';
import { change, type Fields, flipped, packetOf, plainOf } from './packets.ts';
import { FUZZ_MS_MAX, runs } from './runs.ts';
import { weirdText, weirdValue } from './weird.ts';

const SEED = 3;
const PACKETS_MAX = 60;
const EMPTY = new Uint8Array(0);
const SECOND_MS = 1_000;

interface Shout {
  readonly bytes: Uint8Array;
  readonly host: number;
  readonly port: number;
  readonly isNear: boolean;
  readonly waitMs: number;
}

describe('whatever is shouted in the open', () => {
  test(
    'nothing is thrown, pongs stay within their limits and near, and afterwards nothing is left',
    () => {
      let pongs = 0;
      fc.assert(
        fc.property(
          fc.array(anyShout(new Arena(SEED)), { minLength: 1, maxLength: PACKETS_MAX, size: 'max' }),
          (all) => {
            const arena = new Arena(SEED);
            const [near, far]: [number[], string[]] = [[], []];
            arena.world.network.tap(({ from, to }, atMs) => {
              if (from.ip !== arena.victim.path.ip || to.port === arena.friend.path.port) return;
              if (isNearby(arena, to)) near.push(atMs);
              else far.push(to.ip);
            });
            for (const { bytes, host, port, isNear, waitMs } of all) {
              const ip = isNear ? arena.victim.path.ip.replace(/\d+$/, `${host}`) : `203.0.113.${host}`;
              arena.deliver({ from: { type: 'ipv4', ip, port }, to: arena.victim.path, bytes }, waitMs);
            }
            arena.checkFriend();
            pongs += near.length;
            expect(far).toEqual([]);
            for (const atMs of near)
              expect(near.filter((other) => other >= atMs && other < atMs + SECOND_MS).length).toBeLessThanOrEqual(
                2 * LAN_PONGS_PER_SECOND_MAX,
              );
            expect(arena.aftermath().peers).toBe(1);
          },
        ),
        { numRuns: runs(60) },
      );
      expect(pongs).toBeGreaterThan(0);
    },
    FUZZ_MS_MAX,
  );
});

function isNearby(arena: Arena, { ip }: Path): boolean {
  return ip.startsWith(arena.victim.path.ip.replace(/\d+$/, ''));
}

function anyShout(arena: Arena): fc.Arbitrary<Shout> {
  const key = arena.attacker.identity.keys['0a'] ?? EMPTY;
  const from = { ...arena.attacker.identity.parts };
  const anyTrace = fc.oneof(fc.constant('ab'.repeat(16)), fc.string({ maxLength: 80 }));
  const ping = anyTrace.map((trace): Fields => ({ type: 'ping', trace, '0a': true, '2a': true }));
  const pong = anyTrace.map((trace): Fields => ({ type: 'pong', trace, from }));
  const valid = fc.oneof(fc.tuple(ping, fc.constant(EMPTY)), fc.tuple(pong, fc.constantFrom(key, EMPTY)));
  const broken = fc
    .tuple(valid, fc.nat(), fc.option(weirdValue, { nil: undefined }))
    .map(([[fields, body], at, value]) => [change(fields, [at, value]), body] as const);
  const packets = fc.oneof(valid, broken).map(([fields, body]) => plainOf(fields, body));
  const bytes = fc.tuple(packets, fc.nat(), fc.nat(255)).map(([plain, at, bits]) => flipped(plain, at, bits));
  const texts = weirdText.map((text) => packetOf(new TextEncoder().encode(text), EMPTY));
  return fc.record({
    bytes: fc.oneof(packets, packets, bytes, texts, fc.uint8Array({ maxLength: 2_500 })),
    host: fc.integer({ min: 2, max: 254 }),
    port: fc.constantFrom(1, 7, 42_420),
    isNear: fc.boolean(),
    waitMs: fc.constantFrom(0, 0, 0, 10, 1_000),
  });
}
