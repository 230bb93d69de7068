import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Arena, type Footprint } from './arena.ts';
import { anySaid, type Said } from './packets.ts';
import { FUZZ_MS_MAX, runs } from './runs.ts';

const SEED = 1;
const PACKETS_MAX = 40;

describe('whatever a switch with a line to us says', () => {
  test(
    'nothing is thrown, a friend goes on talking, and afterwards nothing is left of it',
    () => {
      const calm = attack([]);
      const anyAttack = fc.array(anySaid(new Arena(SEED)), { minLength: 1, maxLength: PACKETS_MAX, size: 'max' });
      fc.assert(
        fc.property(anyAttack, (all) => {
          attack(all, calm);
        }),
        { numRuns: runs(120) },
      );
    },
    FUZZ_MS_MAX,
  );
});

/** What is left of it, which is what was there before. */
function attack(all: readonly Said[], before?: Footprint): Footprint {
  const arena = new Arena(SEED);
  const said: string[] = [];
  try {
    for (const { plain, waitMs } of all) {
      const bytes = plain(arena);
      said.push(`${Buffer.from(bytes).toString('latin1').slice(2, 200)} + ${waitMs} ms`);
      arena.say(bytes, waitMs);
    }
    arena.checkFriend();
    expect(arena.pesteredHosts).toEqual([]);
    const left = arena.aftermath();
    arena.checkFriend();
    if (before !== undefined) expect(left).toEqual(before);
    return left;
  } catch (error) {
    throw new Error(`after\n${said.join('\n')}`, { cause: error });
  }
}
