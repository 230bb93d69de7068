import { afterEach, expect, test } from 'vitest';
import { IS_FULL_RUN } from '../../testing/full-run.ts';
import { Couple } from './couple.ts';
import { Homes } from './homes.ts';
import { natlab } from './lab.ts';
import { wayOf } from './way.ts';

const homes = new Homes();
afterEach(() => homes.down());

const PORT_RESTRICTED = ['--home-a', 'port-restricted', '--home-b', 'port-restricted'] as const;

const SAME_LANS = [
  ['port-restricted', 'port-restricted', 'straight'],
  ['symmetric', 'port-restricted', 'bridge'],
  ['restricted', 'symmetric', 'straight'],
] as const;

/** How many of those that differ little a short run tries. */
const SHORT = 1;
const some = <T>(all: readonly T[]): readonly T[] => (IS_FULL_RUN ? all : all.slice(0, SHORT));

test.each(some(SAME_LANS))(
  'a %s and a %s home both use 192.168.1.0/24, and the very same address in it: %s',
  async (a, b, way) => {
    await homes.up('--same-lan', '--home-a', a, '--home-b', b);
    expect(await natlab('addr', 'a1')).toBe(await natlab('addr', 'b1'));
    const couple = await Couple.meet(homes);
    await couple.untilWay(way);
    const place = way === 'straight' ? await natlab('addr', 'b1', '--public') : await natlab('addr', 'seed1');
    expect((await wayOf(couple.alice, couple.bob)).ip).toBe(place);
  },
);

const HAIRPINS = [
  ['does not hairpin', []],
  ['hairpins', ['--hairpin']],
] as const;

test.each(some(HAIRPINS))(
  'two hosts of one home, whose router %s, speak to each other without leaving it',
  async (_, options) => {
    await homes.up(...PORT_RESTRICTED, '--hosts-per-home', '2', ...options);
    const couple = await Couple.meet(homes, ['a1', 'a2'], '--lan');
    await couple.untilWay('straight');
    await couple.expectThrough('the uplink is cut for good', () => natlab('cut', 'a'));
    expect((await wayOf(couple.alice, couple.bob)).ip).toBe(await natlab('addr', 'a2'));
  },
);

test('two homes behind one carrier meet there', async () => {
  await homes.up('--shared-carrier', '--home-a', 'cgnat', '--home-b', 'cgnat');
  const couple = await Couple.meet(homes);
  await couple.untilWay('straight');
});

const RACES = [
  ['port-restricted', 'port-restricted', 'straight'],
  ['full-cone', 'symmetric', 'straight'],
  ['symmetric', 'symmetric', 'bridge'],
] as const;

test.each(some(RACES))(
  'a %s and a %s home, 30 ms and some away, call each other at once: one line, %s',
  async (a, b, way) => {
    await homes.up('--home-a', a, '--home-b', b);
    for (const home of ['a', 'b']) await natlab('delay', home, '30', '10');
    const couple = await Couple.meet(homes);
    await couple.untilWay(way);
    await couple.expectThrough('calm', async () => undefined);
  },
);
