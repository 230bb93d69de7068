import { afterEach, expect, test } from 'vitest';
import type { NodeProcess } from '../wire/node-process.ts';
import { Homes, until, untilLinked } from './homes.ts';
import { natlab } from './lab.ts';
import type { Router } from './tables.ts';
import { Talk } from './talk.ts';
import { wayOf } from './way.ts';

/** A doubt, a new way and a resend, or two rounds of them; on a busy machine. */
const ARRIVAL_MS_MAX = 30_000;
/** From the first word to the way that it ends with. */
const WAY_MS_MAX = 30_000;

const homes = new Homes();
afterEach(() => homes.down());

interface Couple {
  readonly alice: NodeProcess;
  readonly bob: NodeProcess;
  readonly talks: readonly Talk[];
}

/** Two homes that found each other through a seed, keep each other, and talk both ways. */
async function meet(
  a: Router,
  b: Router,
  way: 'straight' | 'bridge',
  ...labOptions: readonly string[]
): Promise<Couple> {
  await homes.up('--home-a', a, '--home-b', b, ...labOptions);
  const seed = await homes.startSeed('seed1');
  const [alice, bob] = await Promise.all([homes.start('a1'), homes.start('b1')]);
  for (const node of [alice, bob]) {
    await node.ask({ do: 'addSeed', seed: seed.seed });
    await untilLinked(node, 1, WAY_MS_MAX);
  }
  const talks = [await Talk.begin(alice, bob, WAY_MS_MAX), await Talk.begin(bob, alice, WAY_MS_MAX)];
  await untilWay({ alice, bob }, way);
  return { alice, bob, talks };
}

async function untilWay({ alice, bob }: Pick<Couple, 'alice' | 'bob'>, way: 'straight' | 'bridge'): Promise<void> {
  let said: readonly string[] = [];
  const isThere = async () => {
    said = [(await wayOf(alice, bob)).way, (await wayOf(bob, alice)).way];
    return said.every((each) => each === way);
  };
  await until(isThere, WAY_MS_MAX, () => `not ${way} but ${said.join(' and ')}`);
}

/** What is said just before and just after `trouble` arrives, both ways. */
async function expectThrough({ talks }: Couple, situation: string, trouble: () => Promise<unknown>): Promise<void> {
  for (const talk of talks) await talk.say(2);
  await trouble();
  for (const talk of talks) await talk.say(2);
  const elapsedMs = await Promise.all(talks.map((talk) => talk.expectArrival(ARRIVAL_MS_MAX, situation)));
  if (process.env.NAT_TIMES) console.log(situation, elapsedMs.map(Math.round));
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('one leaves home for the mobile network, and comes back', async () => {
  const couple = await meet('port-restricted', 'port-restricted', 'straight');
  await expectThrough(couple, 'a1 roams to a cell', () => natlab('roam', 'a1', 'cell'));
  await untilWay(couple, 'straight');
  expect((await wayOf(couple.bob, couple.alice)).ip).toBe(await natlab('addr', 'a1', '--public'));
  await expectThrough(couple, 'a1 roams home', () => natlab('roam', 'a1', 'home'));
  await untilWay(couple, 'straight');
});

test('both leave at once', async () => {
  const couple = await meet('port-restricted', 'port-restricted', 'straight');
  await expectThrough(couple, 'both roam', () =>
    Promise.all([natlab('roam', 'a1', 'cell'), natlab('roam', 'b1', 'cell')]),
  );
  await untilWay(couple, 'straight');
});

test.each(['port-restricted', 'symmetric'] as const)(
  'a %s router restarts, and then gets another address',
  async (type) => {
    const way = type === 'symmetric' ? 'bridge' : 'straight';
    const couple = await meet(type, 'port-restricted', way);
    await expectThrough(couple, 'router a restarts', () => natlab('rebind', 'a'));
    await untilWay(couple, way);
    await expectThrough(couple, 'router a restarts with a new address', () => natlab('rebind', 'a', '--new-ip'));
    await untilWay(couple, way);
  },
);

test('the uplink is gone for a while', async () => {
  const couple = await meet('port-restricted', 'port-restricted', 'straight');
  await expectThrough(couple, 'uplink a is cut for 8 s', async () => {
    await natlab('cut', 'a');
    for (const talk of couple.talks) await talk.say();
    await pause(8_000);
    await natlab('heal', 'a');
  });
  await untilWay(couple, 'straight');
});
