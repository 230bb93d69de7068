import { afterEach, describe, expect, test } from 'vitest';
import { HIDDEN } from '../../../storage/index.ts';
import { GroupLife } from '../group-life.ts';
import { expectOneTruth } from '../group-truth.ts';
import { SimPeople } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';
import { groupWith, stateIn } from '../small-group.ts';

const TIMEOUT_MS = 120_000;

let people: SimPeople;
afterEach(() => people.remove());

/** Bob read a message, was out while it was changed, and is in again without that time. */
async function bobOutAndIn() {
  people = new SimPeople({ seed: 4 });
  const { alice, others, conv } = await groupWith(people, ['Bob']);
  const [bob] = others;
  if (bob === undefined) throw new Error('nobody');
  const { groups, messages } = alice.messenger;
  const sent = await people.finish(alice.messenger.sendText(conv, 'first'));
  if (!sent.ok) throw new Error(sent.error);
  const { id } = sent.value.message;
  const react = (emoji: string) => people.finish(messages.react(conv, id, emoji));
  await react('😂');
  await people.until('Bob sees it', async () => (await shownAt(bob, conv, id)) === 'first 😂');
  await people.finish(groups.remove(conv, bob.device));
  await people.until('Bob is out', async () => (await stateIn(bob, conv)) === 'removed');
  await react('👍');
  await people.finish(messages.edit(conv, id, 'second'));
  await people.finish(groups.add(conv, [bob.device], false));
  await people.joinGroup(bob, conv);
  const life = new GroupLife(people, [alice, bob], conv, true);
  life.record.unsteady.add(bob);
  life.record.latecomers.add(bob);
  return { alice, bob, conv, id, life, react };
}

async function shownAt(person: SimPerson, conv: string, id: string): Promise<string> {
  const message = (await person.messages(conv)).find((one) => one.id === id);
  const text = message?.content.kind === 'text' ? message.content.text : '';
  return `${text} ${(message?.reactions ?? []).map(({ emoji }) => emoji).join('')}`;
}

describe('a member who is let in again without the time between', { timeout: TIMEOUT_MS }, () => {
  test('shows a message as they read it: what changed it meanwhile is not theirs to read', async () => {
    const { alice, bob, conv, id, life } = await bobOutAndIn();
    await expectOneTruth(people, life);
    expect(await shownAt(alice, conv, id)).toBe('second 👍');
    expect(await shownAt(bob, conv, id)).toBe('first 😂');
  });

  test('shows what changes it from then on, and the test of all worlds sees it if not', async () => {
    const { alice, bob, conv, id, life, react } = await bobOutAndIn();
    await react('❤️');
    await people.until('Bob sees it', async () => (await shownAt(bob, conv, id)) === 'first ❤️');
    await expectOneTruth(people, life);
    const newest = (await alice.storedEvents(conv, ['react'])).reduce((a, b) => (b.seq > a.seq ? b : a));
    await bob.storeCall('events', 'setHidden', [[newest.id], HIDDEN.void, true]);
    await expect(expectOneTruth(people, life)).rejects.toThrow('Bob shows');
  });
});
