import { afterEach, expect, test } from 'vitest';
import { SimPeople, textsOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

/** How soon somebody is heard who is not the one that floods, in the world's time. */
const HEARD_MS_MAX = 10_000;
/** What somebody pours out at once: each is stored with a sync of the disk. */
const POURED = 150;

let people: SimPeople | undefined;
afterEach(() => people?.remove());

function createWorld(seed: number): SimPeople {
  people = new SimPeople({ seed, isTraced: false });
  return people;
}

async function say(world: SimPeople, person: SimPerson, conv: string, text: string): Promise<void> {
  expect((await world.finish(person.messenger.sendText(conv, text))).ok).toBe(true);
}

async function heardAfterMs(world: SimPeople, person: SimPerson, conv: string, text: string): Promise<number> {
  const fromMs = world.world.nowMs;
  await world.until(`${person.name} hears ${text}`, async () => (await textsOf(person, conv)).includes(text));
  return world.world.nowMs - fromMs;
}

async function convOf(person: SimPerson, other: SimPerson): Promise<string> {
  const found = (await person.messenger.conversations()).find((one) => one.person === other.device);
  if (found === undefined) throw new Error('no such conversation');
  return found.id;
}

/** A group of which these are members, the first of them its admin. */
async function groupOf(world: SimPeople, [admin, ...others]: readonly [SimPerson, ...SimPerson[]]): Promise<string> {
  const devices = others.map(({ device }) => device);
  const made = await world.finish(admin.messenger.groups.create('Family', devices));
  if (!made.ok) throw new Error(made.error);
  for (const one of others) await world.joinGroup(one, made.value.conversationId);
  return made.value.conversationId;
}

test('a contact who pours messages keeps no other from being heard meanwhile, and loses nothing', async () => {
  const world = createWorld(92);
  const [alice, bob, mallory] = (await world.circle(['Alice', 'Bob', 'Mallory'])) as [SimPerson, SimPerson, SimPerson];
  const [ofBob, ofMallory] = [await convOf(alice, bob), await convOf(alice, mallory)];
  await world.finish(alice.stop());
  await world.finish(
    Promise.all(Array.from({ length: POURED }, (_, n) => mallory.messenger.sendText(ofMallory, `${n}`))),
  );
  await world.finish(alice.start());
  const poured = async () =>
    (await alice.messenger.conversations()).find(({ id }) => id === ofMallory)?.unreadCount ?? 0;
  await world.until('it pours', async () => (await poured()) > 0);
  await say(world, bob, ofBob, 'me too');
  expect(await heardAfterMs(world, alice, ofBob, 'me too')).toBeLessThan(HEARD_MS_MAX);
  await world.until('nothing was refused', async () => (await poured()) === POURED);
});

test('who was taken out of a group and writes on without end is shown to nobody, and costs the members nothing', async () => {
  const world = createWorld(93);
  const [alice, bob, carol] = (await world.circle(['Alice', 'Bob', 'Carol'])) as [SimPerson, SimPerson, SimPerson];
  const conv = await groupOf(world, [alice, bob, carol]);
  await say(world, carol, conv, 'before');
  for (const one of [alice, bob]) await heardAfterMs(world, one, conv, 'before');
  const ip = (person: SimPerson) => person.switches.node?.path.ip ?? '';
  for (const one of [alice, bob]) world.world.network.cut(ip(carol), ip(one));
  expect((await world.finish(alice.messenger.groups.remove(conv, carol.device))).ok).toBe(true);
  for (let n = 0; n < POURED; n++) await say(world, carol, conv, `still here ${n}`);
  for (const one of [alice, bob]) world.world.network.mend(ip(carol), ip(one));
  await say(world, bob, conv, 'without her');
  expect(await heardAfterMs(world, alice, conv, 'without her')).toBeLessThan(HEARD_MS_MAX);
  await world.until('she is told', async () => {
    const group = (await carol.messenger.conversations()).find(({ id }) => id === conv)?.group;
    return group?.state === 'removed';
  });
  expect((await world.finish(carol.messenger.sendText(conv, 'and on'))).ok).toBe(false);
  await world.world.runForAsync(60_000);
  for (const one of [alice, bob]) {
    const texts = await textsOf(one, conv);
    expect(texts.filter((text) => text.startsWith('still here'))).toEqual([]);
    expect(texts).toContain('before');
    expect(one.messenger.notices().map(({ name }) => name)).not.toContain('disk-full');
  }
  expect(await textsOf(alice, conv)).toEqual(await textsOf(bob, conv));
  expect(await textsOf(carol, conv)).not.toContain('without her');
});
