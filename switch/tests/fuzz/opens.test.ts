import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat } from '../../bytes.ts';
import { OPEN_INTERVAL_MS_MIN } from '../../constants.ts';
import type { JsonObject, Path } from '../../index.ts';
import { encodeJsonPacket } from '../../index.ts';
import { Arena } from './arena.ts';
import { FUZZ_MS_MAX, runs } from './runs.ts';
import { weirdValue } from './weird.ts';

const SEED = 2;
const OPENS_MAX = 30;
/** The cipher set of arenas, which anybody can forge. */
const CSID = 0x0a;
const KEY_BYTES = 32;

/** An open is answered by an open and a `path` request: that is all that comes back more than went there (DECISIONS.md
 * no. 72). Without cipher an open has a third of the usual bytes: with 2a it is 1.3 at the most. */
const RATIO_MAX = 2;

/** An open of somebody, told to come from somewhere. */
interface Sent {
  readonly from: Path;
  readonly bytes: Uint8Array;
  readonly waitMs: number;
}

describe('whatever comes as an open', () => {
  test(
    'nothing is thrown, nobody is flooded, a friend goes on talking, and afterwards nothing is left',
    () => {
      fc.assert(
        fc.property(fc.array(anySent(new Arena(SEED)), { minLength: 1, maxLength: OPENS_MAX, size: 'max' }), (all) => {
          const arena = new Arena(SEED);
          for (const { from, bytes, waitMs } of all) arena.deliver({ from, to: arena.victim.path, bytes }, waitMs);
          arena.checkFriend();
          expect(arena.amplified(RATIO_MAX)).toEqual([]);
          const left = arena.aftermath();
          expect([left.peers, left.waiting, left.transmits]).toEqual([1, 0, 0]);
        }),
        { numRuns: runs(60) },
      );
    },
    FUZZ_MS_MAX,
  );

  test('an open from elsewhere brings nothing more to the address that the one before it came from', () => {
    const arena = new Arena(SEED);
    const key = new Uint8Array(KEY_BYTES).fill(1);
    const inner = { at: 0, to: arena.victim.identity.hashname, from: partsOf(arena, key), line: '2'.repeat(32) };
    for (const n of [1, 2]) {
      const from: Path = { type: 'ipv4', ip: `198.51.100.${n}`, port: 9 };
      const bytes = sealedOpen(arena, inner, { line: new Uint8Array(KEY_BYTES).fill(n), proof: key });
      arena.deliver({ from, to: arena.victim.path, bytes }, 2 * OPEN_INTERVAL_MS_MIN);
    }
    expect(arena.amplified(RATIO_MAX)).toEqual([]);
  });
});

function partsOf(arena: Arena, key: Uint8Array): JsonObject {
  return { '0a': Buffer.from(arena.fingerprint(key)).toString('hex') };
}

/** An open to the arena's victim, of whoever holds the key `proof`. */
function sealedOpen(arena: Arena, inner: JsonObject, keys: { line: Uint8Array; proof: Uint8Array }, body = keys.proof) {
  const [to = new Uint8Array(0)] = Object.values(arena.victim.identity.keys);
  return concat(Uint8Array.of(0, 1, CSID), to, keys.line, keys.proof, encodeJsonPacket(inner, body));
}

/** Few keys and few addresses, so that opens meet earlier ones. */
function anySent(arena: Arena): fc.Arbitrary<Sent> {
  const ours = arena.victim.identity;
  const anyKey = fc.nat(3).map((n) => new Uint8Array(KEY_BYTES).fill(n + 1));
  const anyFrom = fc.nat(3).map((n): Path => ({ type: 'ipv4', ip: `198.51.100.${n + 1}`, port: 9 }));
  const anyInner = anyKey.chain((key) => {
    const valid = fc.record({
      at: fc.oneof(fc.nat(5), fc.constantFrom(0, 2 ** 53 - 1, 1_800_000_000_000)),
      to: fc.constant(ours.hashname),
      from: fc.constant(partsOf(arena, key)),
      line: fc.nat(3).map((n) => `${n}`.repeat(32)),
    });
    const changed = fc
      .tuple(valid, fc.constantFrom('at', 'to', 'from', 'line'), weirdValue)
      .map(([inner, at, value]) => ({ ...inner, [at]: value }));
    return fc.tuple(fc.oneof(valid, changed), fc.constant(key));
  });
  const sealed = fc.tuple(anyInner, anyKey, fc.nat(20)).map(([[inner, key], other, dice]) => {
    const proof = dice === 0 ? other : key;
    return sealedOpen(arena, inner, { line: other, proof }, dice === 1 ? other : key);
  });
  const flipped = fc
    .tuple(sealed, fc.nat(), fc.integer({ min: 1, max: 255 }))
    .map(([bytes, at, bits]) => bytes.map((byte, index) => (index === at % bytes.length ? byte ^ bits : byte)));
  const cut = fc.tuple(sealed, fc.nat()).map(([bytes, length]) => bytes.slice(0, length % bytes.length));
  const anyBytes = fc.oneof(
    { weight: 8, arbitrary: sealed },
    { weight: 2, arbitrary: flipped },
    { weight: 1, arbitrary: cut },
  );
  return fc.record({ from: anyFrom, bytes: anyBytes, waitMs: fc.constantFrom(0, 0, 1, 20, 1_000, 5_000, 20_000) });
}
