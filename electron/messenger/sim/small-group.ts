import type { GroupView } from '../views/conversation-views.ts';
import { type SimPeople, textsOf } from './sim-people.ts';
import type { SimPerson } from './sim-person.ts';

export const groupOf = async (person: SimPerson, conv: string): Promise<GroupView | undefined> =>
  (await person.messenger.conversations()).find((conversation) => conversation.id === conv)?.group;

export const stateIn = async (person: SimPerson, conv: string) => (await groupOf(person, conv))?.state;

export const joinedIn = async (person: SimPerson, conv: string) =>
  ((await groupOf(person, conv))?.members ?? []).filter((member) => member.hasJoined).length;

export const hashnameOf = (person: SimPerson) => person.messenger.profile()?.hashname ?? '';

/** A group that Alice made, with everybody in it. */
export async function groupWith(people: SimPeople, names: readonly string[]) {
  const [alice, ...others] = await people.circle(['Alice', ...names]);
  if (alice === undefined) throw new Error('nobody');
  const made = await people.finish(alice.messenger.groups.create('Family', others.map(hashnameOf)));
  if (!made.ok) throw new Error(made.error);
  const conv = made.value.conversationId;
  for (const other of others) await people.joinGroup(other, conv);
  await people.until('everybody is in', async () => {
    const counts = await Promise.all([alice, ...others].map((person) => joinedIn(person, conv)));
    return counts.every((count) => count === names.length + 1);
  });
  return { alice, others, conv };
}

export const saidIn = async (person: SimPerson, conv: string) =>
  (await textsOf(person, conv)).filter((text) => text !== 'group');

export const allHave = (people: SimPeople, who: readonly SimPerson[], conv: string, texts: readonly string[]) =>
  people.until(`all have ${texts.join(', ')}`, async () => {
    const said = await Promise.all(who.map((person) => saidIn(person, conv)));
    return said.every((list) => texts.every((text) => list.includes(text)));
  });
