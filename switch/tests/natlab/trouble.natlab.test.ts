import { afterEach, test } from 'vitest';
import { IS_FULL_RUN } from '../../testing/full-run.ts';
import { Couple } from './couple.ts';
import { Homes } from './homes.ts';
import { natlab } from './lab.ts';

const homes = new Homes();
afterEach(() => homes.down());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const RESTARTS = [
  ['port-restricted', 'straight'],
  ['symmetric', 'bridge'],
] as const;

test.each(IS_FULL_RUN ? RESTARTS : RESTARTS.slice(0, 1))(
  'a %s router restarts, and then gets another address as well',
  async (type, way) => {
    await homes.up('--home-a', type, '--home-b', 'port-restricted');
    const couple = await Couple.meet(homes);
    await couple.untilWay(way);
    await couple.expectThrough('router a restarts', () => natlab('rebind', 'a'));
    await couple.untilWay(way, 'after the restart');
    await couple.expectThrough('router a gets another address', () => natlab('rebind', 'a', '--new-ip'));
    await couple.untilWay(way, 'after the new address');
  },
);

/** 8 s: everybody doubts. 30 s: all have gone over to looking for each other. Lines are dead after 60 s alone. */
test.each(IS_FULL_RUN ? [8, 30] : [8])('the uplink is gone for %i s', async (seconds) => {
  await homes.up('--home-a', 'port-restricted', '--home-b', 'port-restricted');
  const couple = await Couple.meet(homes);
  await couple.untilWay('straight');
  await couple.expectThrough(`uplink a is cut for ${seconds} s`, async () => {
    await natlab('cut', 'a');
    await pause(seconds * 1_000);
    await natlab('heal', 'a');
  });
  await couple.untilWay('straight', 'after the cut');
});

test('UDP is blocked from one moment to the next, and TCP goes on', async () => {
  await homes.up('--home-a', 'port-restricted', '--home-b', 'port-restricted');
  const couple = await Couple.meet(homes);
  await couple.untilWay('straight');
  await couple.expectThrough('a1 roams to a network that blocks UDP', () =>
    natlab('roam', 'a1', 'cell', 'udp-blocked'),
  );
  await couple.untilWay('bridge', 'after UDP was blocked');
});
