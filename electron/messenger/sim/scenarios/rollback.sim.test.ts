import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { SimPeople, textsOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

let people: SimPeople | undefined;
afterEach(() => people?.remove());

async function say(world: SimPeople, person: SimPerson, conv: string, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const sent = await world.finish(person.messenger.sendText(conv, text));
    expect(sent.ok).toBe(true);
  }
}

const haveAll = (world: SimPeople, conv: string, count: number, ...all: readonly SimPerson[]) =>
  world.until(`${count} messages`, async () => {
    const texts = await Promise.all(all.map((person) => textsOf(person, conv)));
    return texts.every((list) => list.length === count);
  });

/** The folder as it was once: an old backup, a copied machine. */
async function rollBack(world: SimPeople, person: SimPerson, change: () => Promise<void>): Promise<void> {
  const [data, copy] = [join(person.folder, 'data'), join(person.folder, 'copy')];
  await world.finish(person.stop());
  cpSync(data, copy, { recursive: true });
  await world.finish(person.start());
  await change();
  if (person.isRunning) person.kill();
  rmSync(data, { recursive: true });
  cpSync(copy, data, { recursive: true });
}

describe('a store that is older than what others have seen of it', () => {
  test('gets back what it wrote and goes on in a new log', async () => {
    const world = new SimPeople({ seed: 1 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await say(world, alice, conv, 'a1', 'a2');
    await haveAll(world, conv, 2, alice, bob);
    await rollBack(world, alice, async () => {
      await say(world, alice, conv, 'a3', 'a4');
      await haveAll(world, conv, 4, alice, bob);
    });
    await world.finish(alice.start());
    await haveAll(world, conv, 4, alice, bob);
    await say(world, alice, conv, 'a5');
    await haveAll(world, conv, 5, alice, bob);
    expect(await textsOf(alice, conv)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
    expect(await textsOf(bob, conv)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
    const logs = (await alice.messages(conv)).filter((message) => message.isMine);
    expect(logs.every((message) => message.delivery.name === 'arrived')).toBe(true);
  });

  test('that went on writing before it knew loses neither of its two pasts', async () => {
    const world = new SimPeople({ seed: 2 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await say(world, alice, conv, 'a1');
    await haveAll(world, conv, 1, alice, bob);
    await rollBack(world, alice, async () => {
      await say(world, alice, conv, 'a2', 'a3');
      await haveAll(world, conv, 3, alice, bob);
      await world.finish(bob.stop());
    });
    await world.finish(alice.start());
    await say(world, alice, conv, 'other a2');
    await world.finish(bob.start());
    await haveAll(world, conv, 4, alice, bob);
    await say(world, alice, conv, 'a4');
    await say(world, bob, conv, 'b1');
    await haveAll(world, conv, 6, alice, bob);
    expect(await textsOf(alice, conv)).toEqual(await textsOf(bob, conv));
    expect(new Set(await textsOf(bob, conv))).toEqual(new Set(['a1', 'a2', 'a3', 'other a2', 'a4', 'b1']));
  });

  test('of the receiver is filled again, and what it lost shows as waiting until then', async () => {
    const world = new SimPeople({ seed: 3 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await say(world, alice, conv, 'a1');
    await haveAll(world, conv, 1, alice, bob);
    await rollBack(world, bob, async () => {
      await say(world, alice, conv, 'a2');
      await haveAll(world, conv, 2, alice, bob);
      await world.until('arrived', async () => (await alice.messages(conv))[1]?.delivery.name === 'arrived');
    });
    alice.events.length = 0;
    await world.finish(bob.start());
    await haveAll(world, conv, 2, alice, bob);
    const told = () =>
      alice.events
        .flatMap((event) => (event.name === 'messages' ? event.messages : []))
        .map(({ delivery }) => delivery.name);
    await world.until('it is told', async () => told().length >= 2);
    expect(told()).toEqual(['waiting', 'arrived']);
  });
});
