import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { SimPeople, stateOf, textsOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

let people: SimPeople | undefined;
afterEach(() => people?.remove());

async function say(world: SimPeople, person: SimPerson, conv: string, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const sent = await world.finish(person.messenger.sendText(conv, text));
    expect(sent.ok).toBe(true);
  }
}

const haveAll = (world: SimPeople, conv: string, texts: readonly string[], ...all: readonly SimPerson[]) =>
  world.until(`everybody has ${texts.join()}`, async () => {
    const lists = await Promise.all(all.map((person) => textsOf(person, conv)));
    return lists.every((list) => list.length === texts.length && texts.every((text) => list.includes(text)));
  });

async function newDeviceOf(person: SimPerson, conv: string) {
  return (await person.messenger.conversations()).find(({ id }) => id === conv)?.newDevice;
}

/** The contact is asked *New device?* and says yes. */
async function confirm(world: SimPeople, person: SimPerson, conv: string): Promise<void> {
  await world.until('new device?', async () => (await newDeviceOf(person, conv)) !== undefined);
  const asked = await newDeviceOf(person, conv);
  const answered = await world.finish(person.messenger.devices.answer(conv, asked?.device ?? '', true));
  expect(answered).toEqual({ ok: true, value: {} });
}

const hasMoved = (person: SimPerson) => person.messenger.notices().some(({ name }) => name === 'moved');

describe('a copied data folder that is started on another machine', () => {
  test('is a new device: the old one goes on, both write, nothing is lost, doubled or refused', async () => {
    const world = new SimPeople({ seed: 11 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await say(world, alice, conv, 'a1');
    await say(world, bob, conv, 'b1');
    await haveAll(world, conv, ['a1', 'b1'], alice, bob);
    await world.finish(alice.stop());
    const copy = world.add('Alice');
    cpSync(join(alice.folder, 'data'), join(copy.folder, 'data'), { recursive: true });
    await world.finish(alice.start());
    await world.finish(copy.start());
    expect(copy.messenger.profile()).toEqual(alice.messenger.profile());
    expect(await stateOf(copy, conv)).toBe('invited');

    await say(world, copy, conv, 'from the copy');
    await say(world, alice, conv, 'from the old one');
    await haveAll(world, conv, ['a1', 'b1', 'from the old one'], bob); // the copy is not believed yet
    await confirm(world, bob, conv);
    await say(world, bob, conv, 'b2');
    const all = ['a1', 'b1', 'from the old one', 'from the copy', 'b2'];
    await haveAll(world, conv, all, alice, copy, bob);
    await world.until('the old one says so', async () => hasMoved(alice));
    expect(hasMoved(copy)).toBe(false);
    await say(world, alice, conv, 'still here');
    await say(world, copy, conv, 'and here');
    await haveAll(world, conv, [...all, 'still here', 'and here'], alice, copy, bob);
    const orders = await Promise.all([alice, copy, bob].map((person) => textsOf(person, conv)));
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
    for (const person of [alice, copy]) {
      const mine = (await person.messages(conv)).filter(({ isMine }) => isMine).map(({ content }) => content);
      expect(mine).toHaveLength(5);
    }
    const refused = (await bob.messages(conv)).filter(({ delivery }) => delivery.name === 'not-sent');
    expect(refused).toEqual([]);
  });

  test('that is started again on its own machine stays who it is', async () => {
    const world = new SimPeople({ seed: 12 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await world.finish(alice.stop());
    await world.finish(alice.start());
    await say(world, alice, conv, 'same machine');
    await haveAll(world, conv, ['same machine'], alice, bob);
    expect(await newDeviceOf(bob, conv)).toBeUndefined();
  });

  test('is not answered where the contact says no', async () => {
    const world = new SimPeople({ seed: 13 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await world.finish(alice.stop());
    alice.machine = 'a thief';
    await world.finish(alice.start());
    await world.until('new device?', async () => (await newDeviceOf(bob, conv)) !== undefined);
    const asked = await newDeviceOf(bob, conv);
    await world.finish(bob.messenger.devices.answer(conv, asked?.device ?? '', false));
    await say(world, bob, conv, 'a secret');
    await say(world, alice, conv, 'tell me');
    await world.world.runForAsync(300_000);
    expect(await newDeviceOf(bob, conv)).toBeUndefined();
    expect(await textsOf(alice, conv)).toEqual(['tell me']);
    expect(await textsOf(bob, conv)).toEqual(['a secret']);
  });
});
