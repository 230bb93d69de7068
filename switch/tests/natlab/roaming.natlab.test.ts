import { afterEach, expect, test } from 'vitest';
import { IS_FULL_RUN } from '../../testing/full-run.ts';
import { Couple } from './couple.ts';
import { Homes } from './homes.ts';
import { natlab } from './lab.ts';
import { wayOf } from './way.ts';

const homes = new Homes();
afterEach(() => homes.down());

test('one leaves home for the mobile network, and comes back', async () => {
  await homes.up('--home-a', 'port-restricted', '--home-b', 'port-restricted');
  const couple = await Couple.meet(homes);
  await couple.untilWay('straight');
  await couple.expectThrough('a1 roams to a cell', () => natlab('roam', 'a1', 'cell'));
  await couple.untilWay('straight', 'after a1 roamed');
  expect((await wayOf(couple.bob, couple.alice)).ip).toBe(await natlab('addr', 'a1', '--public'));
  await couple.expectThrough('a1 roams home', () => natlab('roam', 'a1', 'home'));
  await couple.untilWay('straight', 'after a1 came home');
});

test.runIf(IS_FULL_RUN)('both leave at once', async () => {
  await homes.up('--home-a', 'port-restricted', '--home-b', 'port-restricted');
  const couple = await Couple.meet(homes);
  await couple.untilWay('straight');
  const roam = (host: string) => natlab('roam', host, 'cell');
  await couple.expectThrough('both roam', () => Promise.all(['a1', 'b1'].map(roam)));
  await couple.untilWay('straight', 'after both roamed');
});

test('a second uplink takes over when the first one dies without a word', async () => {
  await homes.up('--home-a', 'port-restricted', '--home-b', 'port-restricted');
  await natlab('second-uplink', 'a1');
  const couple = await Couple.meet(homes);
  await couple.untilWay('straight');
  await couple.expectThrough('the first uplink of a1 is cut', () => natlab('cut', 'a1', 'eth0'));
});

test('from a bridge to a straight way, as soon as there is one', async () => {
  await homes.up('--home-a', 'symmetric', '--home-b', 'port-restricted');
  const couple = await Couple.meet(homes);
  await couple.untilWay('bridge');
  await couple.expectThrough('a1 roams to an open network', () => natlab('roam', 'a1', 'cell', 'open'));
  await couple.untilWay('straight', 'after a1 roamed to an open network');
  expect((await wayOf(couple.bob, couple.alice)).ip).toBe(await natlab('addr', 'a1', '--public'));
});
