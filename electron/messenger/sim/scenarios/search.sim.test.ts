import { afterEach, describe, expect, it } from 'vitest';
import { SimPeople } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

let people: SimPeople | undefined;

afterEach(() => people?.remove());

function world(seed: number): SimPeople {
  people = new SimPeople({ seed });
  return people;
}

async function find(world: SimPeople, person: SimPerson, text: string, conversationId?: string) {
  const found = await world.finish(person.messenger.search.find({ text, conversationId, limit: 20 }));
  if (!found.ok) throw new Error(found.error);
  return {
    names: found.value.names.map(({ name, member }) => (member === undefined ? name : `${name}: ${member}`)),
    texts: found.value.messages.map(({ message }) => (message.content.kind === 'text' ? message.content.text : '')),
    snippets: found.value.messages.map(({ snippet }) =>
      snippet.map((part) => (part.isHit ? `[${part.text}]` : part.text)).join(''),
    ),
  };
}

describe('search', () => {
  it('finds on both sides what was said, in any script, and what it was changed to', async () => {
    const sim = world(411);
    const { alice, bob, conv } = await sim.contacts();
    for (const text of ['Treffen im Café', '今天天气很好', 'مَرْحَبًا', 'gut 👍🏽', 'notes_2024.txt']) {
      await sim.finish(alice.messenger.sendText(conv, text));
    }
    const sent = await sim.finish(alice.messenger.sendText(conv, 'wrong word'));
    if (!sent.ok) throw new Error(sent.error);
    await sim.finish(alice.messenger.messages.edit(conv, sent.value.message.id, 'right word'));
    await sim.until('all is there', async () => (await find(sim, bob, 'right')).texts.length === 1);
    for (const person of [alice, bob]) {
      expect((await find(sim, person, 'CAFE')).snippets).toEqual(['Treffen im [Café]']);
      expect((await find(sim, person, '天气')).snippets).toEqual(['今天[天气]很好']);
      expect((await find(sim, person, 'مرحبا')).texts).toEqual(['مَرْحَبًا']);
      expect((await find(sim, person, '👍')).snippets).toEqual(['gut [👍🏽]']);
      expect((await find(sim, person, '2024')).texts).toEqual(['notes_2024.txt']);
      expect((await find(sim, person, 'word')).texts).toEqual(['right word']);
      expect((await find(sim, person, 'wrong')).texts).toEqual([]);
      expect((await find(sim, person, 'im caf', conv)).snippets).toEqual(['Treffen [im] [Caf]é']);
      expect((await find(sim, person, '  " ')).texts).toEqual([]);
    }
  });

  it('finds nothing of what was deleted, on neither side', async () => {
    const sim = world(412);
    const { alice, bob, conv } = await sim.contacts();
    const sent = await sim.finish(alice.messenger.sendText(conv, 'a secret'));
    if (!sent.ok) throw new Error(sent.error);
    await sim.until('Bob has it', async () => (await find(sim, bob, 'secret')).texts.length === 1);
    await sim.finish(alice.messenger.messages.deleteForAll(conv, sent.value.message.id));
    await sim.until('Bob has the deletion', async () => (await find(sim, bob, 'secret')).texts.length === 0);
    expect((await find(sim, alice, 'secret')).texts).toEqual([]);
  });

  it('finds people first, then groups, by title or by who is in them', async () => {
    const sim = world(413);
    const [alice, bob] = await sim.circle(['Alice', 'Bob']);
    if (alice === undefined || bob === undefined) throw new Error('nobody');
    const person = (await alice.messenger.conversations())[0]?.person ?? '';
    const made = await sim.finish(alice.messenger.groups.create('Boat trip', [person]));
    if (!made.ok) throw new Error(made.error);
    await sim.joinGroup(bob, made.value.conversationId);
    await sim.until('Alice knows', async () => (await find(sim, alice, 'bo')).names.length === 2);
    expect((await find(sim, alice, 'bo')).names).toEqual(['Bob', 'Boat trip']);
    expect((await find(sim, alice, 'bob')).names).toEqual(['Bob', 'Boat trip: Bob']);
    expect((await find(sim, alice, 'trip')).names).toEqual(['Boat trip']);
  });
});
