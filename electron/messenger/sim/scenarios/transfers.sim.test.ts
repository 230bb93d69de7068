import { afterEach, expect, test } from 'vitest';
import { SimPeople } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

/** Sixteen chunks: long enough to be broken in the middle. */
const FILE_BYTES = 4_194_304;
const TEST_MS_MAX = 60_000;
/** A transfer that was broken goes on within this, in the world's time, once there is a way again. */
const GOES_ON_MS_MAX = 10_000;

let people: SimPeople;
afterEach(() => people.remove());

/** How much of the newest message's file is here, 0 to 1. */
async function progressOf(person: SimPerson, conv: string): Promise<number> {
  const content = (await person.messages(conv)).at(-1)?.content;
  if (content?.kind !== 'file') return 0;
  return content.file.transfer.state === 'here' ? 1 : content.file.transfer.progress;
}

/** Alice sends Bob a file, and some of it has come. */
async function inTheMiddle(seed: number, lossRatio: number) {
  people = new SimPeople({ seed, lossRatio, isTraced: false });
  const { alice, bob, conv } = await people.contacts();
  const file = { fileName: 'film.bin', type: 'application/octet-stream', bytes: people.world.dice.bytes(FILE_BYTES) };
  expect((await people.finish(alice.messenger.files.sendFile(conv, file))).ok).toBe(true);
  await goesOn(bob, conv, 0.1);
  return { alice, bob, conv };
}

/** Waits until more than `beyond` is here; how long that took. */
async function goesOn(person: SimPerson, conv: string, beyond: number): Promise<number> {
  const fromMs = people.world.nowMs;
  await people.until(`more than ${beyond}`, async () => (await progressOf(person, conv)) > beyond);
  return people.world.nowMs - fromMs;
}

const isWhole = (person: SimPerson, conv: string) =>
  people.until('it is whole', async () => (await progressOf(person, conv)) === 1);

function nodeOf(person: SimPerson) {
  const { node } = person.switches;
  if (node === undefined) throw new Error(`${person.name} has no switch`);
  return node;
}

test(
  'a file goes on at once when its taker is at another address, also with every tenth packet lost',
  async () => {
    const { bob, conv } = await inTheMiddle(71, 0.1);
    for (let round = 0; round < 3; round++) {
      const before = await progressOf(bob, conv);
      nodeOf(bob).moveTo(people.world.freshPath());
      bob.messenger.networkMayHaveChanged();
      expect(before).toBeLessThan(1);
      expect(await goesOn(bob, conv, before)).toBeLessThan(GOES_ON_MS_MAX);
    }
    await isWhole(bob, conv);
  },
  TEST_MS_MAX,
);

test(
  'a file goes on within seconds over a new line, however often its giver has died before',
  async () => {
    const { alice, bob, conv } = await inTheMiddle(72, 0.02);
    for (let round = 0; round < 4; round++) {
      const before = await progressOf(bob, conv);
      expect(before).toBeLessThan(1);
      alice.kill();
      await people.finish(alice.start());
      expect(await goesOn(bob, conv, before)).toBeLessThan(GOES_ON_MS_MAX);
    }
    await isWhole(bob, conv);
  },
  TEST_MS_MAX,
);

test(
  'a file goes on within seconds after a while without any network',
  async () => {
    const { alice, bob, conv } = await inTheMiddle(73, 0);
    const before = await progressOf(bob, conv);
    expect(before).toBeLessThan(1);
    const [from, to] = [nodeOf(alice).path.ip, nodeOf(bob).path.ip];
    people.world.network.cut(from, to);
    await people.world.runForAsync(40_000);
    people.world.network.mend(from, to);
    expect(await goesOn(bob, conv, before)).toBeLessThan(GOES_ON_MS_MAX);
    await isWhole(bob, conv);
  },
  TEST_MS_MAX,
);
