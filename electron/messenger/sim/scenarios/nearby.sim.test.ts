import { afterEach, describe, expect, test } from 'vitest';
import { NEARBY_RETRY_SOON_MS } from '../../limits.ts';
import { SimPeople, stateOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

const MINUTE_MS = 60_000;

let people: SimPeople | undefined;
afterEach(() => people?.remove());

function createWorld(seed: number): SimPeople {
  people = new SimPeople({ seed, lossRatio: 0, delayMs: [1, 10] });
  return people;
}

const at = (last: number) => ({ path: { type: 'ipv4', ip: `192.168.7.${last}`, port: 42_424 } }) as const;
const idOf = (person: SimPerson) => person.messenger.profile()?.hashname ?? '';
const namesNear = (person: SimPerson) => person.messenger.contacts.nearby().map(({ name }) => name);

/** As a window does that shows the list. */
async function look(world: SimPeople, person: SimPerson, ms: number): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += 10_000) {
    person.messenger.contacts.lookNearby();
    await world.world.runForAsync(10_000);
  }
}

describe('neighbours', () => {
  test('are listed by name while somebody looks, without switches that are no Hashline', async () => {
    const world = createWorld(1);
    const [alice, bob] = [await world.begin('Alice', at(11)), await world.begin('Bob', at(12))];
    await world.begin('Elsewhere', { path: { type: 'ipv4', ip: '192.168.8.5', port: 42_424 } });
    world.world.addNode({ ...at(13), lanDiscovery: true }); // a switch of another program
    expect(namesNear(alice)).toEqual([]);
    await look(world, alice, MINUTE_MS);
    expect(alice.messenger.contacts.nearby()).toMatchObject([
      { person: idOf(bob), name: 'Bob', knownConversationId: undefined },
    ]);
    const [seen] = alice.messenger.contacts.nearby();
    expect(world.world.wallMs - (seen?.seenAtMs ?? 0)).toBeLessThan(MINUTE_MS);
    expect(namesNear(bob)).toEqual([]); // he did not look, and was not told who did
    expect(bob.messenger.contacts.requests()).toEqual([]);
    expect(alice.events.some(({ name }) => name === 'contacts')).toBe(true);
  });

  test('can be asked: a request that says so; after the yes both are contacts, without any invite', async () => {
    const world = createWorld(2);
    const [alice, bob] = [await world.begin('Alice', at(11)), await world.begin('Bob', at(12))];
    await look(world, alice, 20_000);
    const asked = await world.finish(alice.messenger.contacts.ask(idOf(bob), 'the one at the window'));
    if (!asked.ok) throw new Error(asked.error);
    await world.until('a request', async () => bob.messenger.contacts.requests().length === 1, MINUTE_MS);
    expect(bob.messenger.contacts.requests()).toMatchObject([
      { person: idOf(alice), via: 'nearby', text: 'the one at the window' },
    ]);
    await world.finish(bob.messenger.contacts.accept(idOf(alice)));
    const conv = asked.value.conversationId;
    await world.until('contacts', async () => (await stateOf(alice, conv)) === 'contact', MINUTE_MS);
    const metOf = (person: SimPerson) => person.messenger.contacts.list().map(({ met }) => met);
    expect([...metOf(alice), ...metOf(bob)]).toEqual(['nearby', 'nearby']);
    expect(alice.messenger.contacts.list()[0]?.name).toBe('Bob');
    expect(alice.messenger.contacts.nearby()).toMatchObject([{ knownConversationId: conv }]);
  });

  test('who is asked for in vain at first is there as soon as they look themselves', async () => {
    const world = createWorld(4);
    const [alice, bob] = [await world.begin('Alice', at(11)), await world.begin('Bob', at(12))];
    await world.finish(bob.messenger.contacts.setVisibleNearby(false));
    await look(world, alice, 20_000); // her early tries are over
    await world.finish(bob.messenger.contacts.setVisibleNearby(true));
    bob.messenger.contacts.lookNearby();
    await world.world.runForAsync(NEARBY_RETRY_SOON_MS);
    expect([namesNear(alice), namesNear(bob)]).toEqual([['Bob'], ['Alice']]);
  });

  test('who ask each other are told of it in time for the window to begin their check', async () => {
    const world = createWorld(5);
    const [alice, bob] = [await world.begin('Alice', at(11)), await world.begin('Bob', at(12))];
    await Promise.all([look(world, alice, 20_000), look(world, bob, 20_000)]);
    const told = [alice, bob].map((person) => {
      const states: (string | undefined)[] = [];
      person.messenger.onEvent(({ name }) => {
        if (name === 'contacts') states.push(person.messenger.contacts.list()[0]?.state);
      });
      return states;
    });
    await world.finish(alice.messenger.contacts.ask(idOf(bob), ''));
    await world.finish(bob.messenger.contacts.ask(idOf(alice), ''));
    const areContacts = () => [alice, bob].every((person) => person.messenger.contacts.list()[0]?.state === 'contact');
    await world.until('contacts', async () => areContacts(), MINUTE_MS);
    await world.world.runForAsync(0);
    expect(told.map((states) => states.at(-1))).toEqual(['contact', 'contact']);
  });

  test('who does not want to be seen is not, nor who is blocked, nor who has gone', async () => {
    const world = createWorld(3);
    const [alice, bob] = [await world.begin('Alice', at(11)), await world.begin('Bob', at(12))];
    const [carol, dora] = [await world.begin('Carol', at(13)), await world.begin('Dora', at(14))];
    await world.finish(bob.messenger.contacts.setVisibleNearby(false));
    expect(bob.messenger.contacts.isVisibleNearby()).toBe(false);
    await look(world, alice, 20_000);
    expect([...namesNear(alice)].sort()).toEqual(['Carol', 'Dora']);
    await world.finish(alice.messenger.contacts.block(idOf(carol)));
    expect(namesNear(alice)).toEqual(['Dora']);
    await world.finish(dora.stop());
    await look(world, alice, 6 * MINUTE_MS);
    expect(namesNear(alice)).toEqual([]);
  });
});
