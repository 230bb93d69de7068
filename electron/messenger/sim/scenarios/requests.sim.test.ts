import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import type { ContactView, RequestView } from '../../views/person-views.ts';
import { SimPeople, stateOf, textsOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

const MINUTE_MS = 60_000;

let people: SimPeople | undefined;
afterEach(() => people?.remove());

function createWorld(seed: number): SimPeople {
  people = new SimPeople({ seed, lossRatio: 0, delayMs: [5, 50] });
  return people;
}

const idOf = (person: SimPerson) => person.messenger.profile()?.hashname ?? '';

function requestsOf(person: SimPerson): readonly RequestView[] {
  return person.messenger.contacts.requests();
}

function contactOf(person: SimPerson, other: SimPerson | string): ContactView | undefined {
  const id = typeof other === 'string' ? other : idOf(other);
  return person.messenger.contacts.list().find((contact) => contact.person === id);
}

/** Two who find each other by hashname, through a seed, and a third one whom both know. */
async function strangers(world: SimPeople): Promise<readonly [SimPerson, SimPerson, SimPerson]> {
  world.addSeed();
  const [carol, alice, bob] = await world.circle(['Carol', 'Alice', 'Bob']);
  if (carol === undefined || alice === undefined || bob === undefined) throw new Error('three people');
  return [alice, bob, carol];
}

async function ask(world: SimPeople, from: SimPerson, to: SimPerson, text = 'It is me'): Promise<string> {
  const asked = await world.finish(from.messenger.contacts.ask(idOf(to), text));
  if (!asked.ok) throw new Error(asked.error);
  return asked.value.conversationId;
}

async function asked(world: SimPeople, from: SimPerson, to: SimPerson, text?: string): Promise<string> {
  const conv = await ask(world, from, to, text);
  await world.until('a request', async () => requestsOf(to).some(({ person }) => person === idOf(from)));
  return conv;
}

async function accept(world: SimPeople, person: SimPerson, other: string): Promise<void> {
  const accepted = await world.finish(person.messenger.contacts.accept(other));
  if (!accepted.ok) throw new Error(accepted.error);
}

const areContacts =
  (conv: string, ...all: readonly SimPerson[]) =>
  async () =>
    (await Promise.all(all.map((person) => stateOf(person, conv)))).every((state) => state === 'contact');

describe('asking by hashname', () => {
  test('makes a request with its text, nothing is opened before the yes, and after it both write', async () => {
    const world = createWorld(1);
    const [alice, bob] = await strangers(world);
    const conv = await asked(world, bob, alice, 'Bob\u202e from the\u0007 choir');
    await world.finish(bob.messenger.sendText(conv, 'typed while waiting'));
    await world.world.runForAsync(2 * MINUTE_MS);
    expect(requestsOf(alice)).toMatchObject([{ person: idOf(bob), name: 'Bob', text: 'Bob  from the  choir' }]);
    expect(await stateOf(alice, conv)).toBeUndefined();
    expect(await alice.storedEvents(conv, ['text'])).toEqual([]);
    await accept(world, alice, idOf(bob));
    expect(requestsOf(alice)).toEqual([]);
    await world.until('contacts', areContacts(conv, alice, bob), MINUTE_MS);
    await world.until('the text', async () => (await textsOf(alice, conv)).includes('typed while waiting'));
    expect(contactOf(alice, bob)).toMatchObject({ met: 'asked-us', name: 'Bob' });
    expect(contactOf(bob, alice)).toMatchObject({ met: 'we-asked', name: 'Alice', announcedName: 'Alice' });
  });

  test('a yes counts although the one who asked is away, and is heard when they come back', async () => {
    const world = createWorld(2);
    const [alice, bob] = await strangers(world);
    const conv = await asked(world, bob, alice);
    const bobId = idOf(bob);
    await world.finish(bob.stop());
    await accept(world, alice, bobId);
    expect(await stateOf(alice, conv)).toBe('contact');
    await world.finish(alice.messenger.sendText(conv, 'welcome'));
    await world.world.runForAsync(4 * MINUTE_MS);
    await world.finish(bob.start());
    await world.until('contacts', areContacts(conv, alice, bob));
    await world.until('the text', async () => (await textsOf(bob, conv)).includes('welcome'));
  });

  test('who asks somebody that has asked them says yes by it', async () => {
    const world = createWorld(3);
    const [alice, bob] = await strangers(world);
    const conv = await asked(world, bob, alice);
    expect(await ask(world, alice, bob)).toBe(conv);
    await world.until('contacts', areContacts(conv, alice, bob), MINUTE_MS);
  });

  test('an ignored one stays away over restarts, and its sender is told nothing', async () => {
    const world = createWorld(4);
    const [alice, bob] = await strangers(world);
    const conv = await asked(world, bob, alice);
    const before = (await bob.messenger.conversations()).find(({ id }) => id === conv);
    await world.finish(alice.messenger.contacts.ignore(idOf(bob)));
    expect(requestsOf(alice)).toEqual([]);
    await world.finish(alice.stop());
    await world.finish(alice.start());
    await world.world.runForAsync(11 * MINUTE_MS);
    expect(requestsOf(alice)).toEqual([]);
    expect(await stateOf(alice, conv)).toBeUndefined();
    const after = (await bob.messenger.conversations()).find(({ id }) => id === conv);
    expect([after?.state, after?.refusal]).toEqual([before?.state, before?.refusal]);
  });

  test('refuses what is no stranger', async () => {
    const world = createWorld(5);
    const [alice, bob] = await strangers(world);
    const { contacts } = alice.messenger;
    const problemOf = async (person: string) => {
      const answer = await world.finish(contacts.ask(person, ''));
      return answer.ok ? 'ok' : answer.error;
    };
    expect(await problemOf('nonsense')).toBe('bad-hashname');
    expect(await problemOf(idOf(alice))).toBe('to-oneself');
    expect(await problemOf(contactOf(alice, contacts.list()[0]?.person ?? '')?.person ?? '')).toBe('already-contact');
    await asked(world, bob, alice);
    await world.finish(contacts.block(idOf(bob)));
    expect(await problemOf(idOf(bob))).toBe('blocked');
  });
});

describe('blocking', () => {
  test('ends the line, keeps it ended over restarts and for whatever they try, and can be taken back', async () => {
    const world = createWorld(7);
    const { alice, bob, conv } = await world.contacts();
    await world.finish(alice.messenger.sendText(conv, 'before'));
    await world.until('before', async () => (await textsOf(bob, conv)).length === 1);
    const blocked = await world.finish(alice.messenger.contacts.block(idOf(bob)));
    expect(blocked.ok).toBe(true);
    expect(contactOf(alice, bob)?.isBlocked).toBe(true);
    expect(alice.messenger.contacts.blocked()).toMatchObject([{ person: idOf(bob), name: 'Bob' }]);
    await world.finish(bob.messenger.sendText(conv, 'meanwhile'));
    await world.finish(bob.messenger.acceptInvite(await world.inviteOf(alice)));
    await world.finish(alice.stop());
    await world.finish(alice.start());
    await world.finish(bob.stop());
    await world.finish(bob.start());
    await world.world.runForAsync(4 * MINUTE_MS);
    expect(await textsOf(alice, conv)).toEqual(['before']);
    expect(requestsOf(alice)).toEqual([]);
    const seen = (await bob.messenger.conversations()).find(({ id }) => id === conv);
    expect(['direct', 'direct-same-network', 'connected']).not.toContain(seen?.trust.state);
    await world.finish(alice.messenger.contacts.unblock(idOf(bob)));
    await world.until('meanwhile', async () => (await textsOf(alice, conv)).includes('meanwhile'));
    expect(alice.messenger.contacts.blocked()).toEqual([]);
  });

  test('of somebody who asks: their request goes, and none comes after it', async () => {
    const world = createWorld(8);
    const [alice, bob, carol] = await strangers(world);
    const conv = await asked(world, bob, alice);
    await world.finish(alice.messenger.contacts.block(idOf(bob)));
    await world.finish(bob.messenger.contacts.ask(idOf(alice), 'again'));
    const invite = await world.inviteOf(alice);
    await world.finish(bob.messenger.acceptInvite(invite));
    await world.world.runForAsync(2 * MINUTE_MS);
    expect(requestsOf(alice)).toEqual([]);
    expect(await stateOf(alice, conv)).toBeUndefined();
    expect((await world.finish(alice.messenger.invites.list()))[0]).toMatchObject({ state: 'open', uses: [] });
    expect(contactOf(alice, carol)?.isBlocked).toBe(false);
  });
});

describe('removing a contact', () => {
  test.each([1, 2, 3, 4])('goes on at the next start if it was killed at its store call %i', async (calls) => {
    const world = createWorld(11);
    const { alice, bob, conv } = await world.contacts();
    await world.finish(alice.messenger.sendText(conv, 'to be forgotten'));
    await world.until('all is quiet', async () => (await textsOf(bob, conv)).length === 1);
    const person = idOf(bob);
    bob.kill();
    await world.world.runForAsync(MINUTE_MS);
    alice.killAfterCalls(calls);
    await expect(world.finish(alice.messenger.contacts.remove(person))).rejects.toThrow('killed');
    await world.finish(alice.start());
    expect(await stateOf(alice, conv)).toBeUndefined();
    expect((await alice.storedEvents(conv, ['text'])).map((row) => row.body)).toEqual([undefined]);
  });

  test('takes everything said from this machine, and who adds them anew begins an empty chat', async () => {
    const world = createWorld(9);
    const { alice, bob, conv } = await world.contacts();
    await world.finish(alice.messenger.sendText(conv, 'to be forgotten'));
    await world.until('it came', async () => (await textsOf(bob, conv)).length === 1);
    const removed = await world.finish(alice.messenger.contacts.remove(idOf(bob)));
    expect(removed.ok).toBe(true);
    expect(await stateOf(alice, conv)).toBeUndefined();
    expect(alice.events.at(-1)?.name).toBe('contacts');
    expect(alice.events).toContainEqual({ name: 'forgotten', conversationId: conv });
    expect((await alice.storedEvents(conv, ['text'])).map((row) => row.body)).toEqual([undefined]);
    await world.finish(bob.messenger.sendText(conv, 'still there?'));
    await world.world.runForAsync(5 * MINUTE_MS);
    await world.finish(alice.stop());
    await world.finish(alice.start());
    expect(await stateOf(alice, conv)).toBeUndefined();
    await world.accept(alice, await world.inviteOf(bob));
    await world.until('contacts again', areContacts(conv, alice, bob));
    await world.until('what was never here', async () => (await textsOf(alice, conv)).includes('still there?'));
    expect(await textsOf(alice, conv)).toEqual(['still there?']);
    await world.finish(alice.messenger.sendText(conv, 'here again'));
    await world.until('the answer', async () => (await textsOf(bob, conv)).includes('here again'));
    expect(await textsOf(bob, conv)).toEqual(['to be forgotten', 'still there?', 'here again']);
  });
});

describe('names', () => {
  test('a nickname wins over whatever they call themselves, whose changes are kept', async () => {
    const world = createWorld(10);
    const { alice, bob, conv } = await world.contacts();
    const nameShown = async () => (await alice.messenger.conversations()).find(({ id }) => id === conv)?.name;
    await world.finish(bob.messenger.contacts.rename('Robert'));
    await world.until('the new name', async () => (await nameShown()) === 'Robert');
    await world.finish(alice.messenger.contacts.setNickname(idOf(bob), 'Bobby'));
    expect(await nameShown()).toBe('Bobby');
    await world.finish(alice.stop());
    await world.finish(bob.messenger.contacts.rename('Bert'));
    await world.finish(alice.start());
    await world.until('the next name', async () => contactOf(alice, bob)?.announcedName === 'Bert');
    expect(await nameShown()).toBe('Bobby');
    const changes = await world.finish(alice.messenger.contacts.changesOf(idOf(bob)));
    expect(changes.ok && changes.value.changes.map(({ before }) => before)).toEqual(['Bob', 'Robert']);
    await world.finish(alice.messenger.contacts.setNickname(idOf(bob), undefined));
    expect(await nameShown()).toBe('Bert');
    const bad = await world.finish(alice.messenger.contacts.setNickname(idOf(bob), 'Bob\u202e'));
    expect(bad).toEqual({ ok: false, error: 'bad-name' });
  });

  test('a picture comes, replaces the one before, and goes again; each change is kept', async () => {
    const world = createWorld(12);
    const { alice, bob } = await world.contacts();
    const pictureOf = () => alice.messenger.contacts.pictureOf(idOf(bob));
    const solid = (background: string) =>
      sharp({ create: { width: 64, height: 64, channels: 3, background } })
        .png()
        .toBuffer();
    const [red, blue] = [new Uint8Array(await solid('red')), new Uint8Array(await solid('blue'))];
    await world.finish(bob.messenger.contacts.setPicture(red));
    await world.until('red', async () => Buffer.compare(pictureOf() ?? new Uint8Array(0), red) === 0);
    const before = contactOf(alice, bob)?.pictureId;
    await world.finish(alice.stop());
    await world.finish(bob.messenger.contacts.setPicture(blue));
    await world.finish(alice.start());
    await world.until('blue', async () => Buffer.compare(pictureOf() ?? new Uint8Array(0), blue) === 0);
    await world.finish(bob.messenger.contacts.setPicture(undefined));
    await world.until('none', async () => pictureOf() === undefined);
    const changes = await world.finish(alice.messenger.contacts.changesOf(idOf(bob)));
    expect(changes.ok && changes.value.changes.map(({ what }) => what)).toEqual(['picture', 'picture', 'picture']);
    expect(changes.ok && changes.value.changes[1]?.before).toBe(before);
    const text = new TextEncoder().encode('no picture');
    expect(await world.finish(bob.messenger.contacts.setPicture(text))).toEqual({ ok: false, error: 'not-an-image' });
  });

  test('two that look alike are told of each other', async () => {
    const world = createWorld(11);
    const alice = (await world.circle(['Alice']))[0];
    if (alice === undefined) throw new Error('nobody');
    const anna = await world.newContact(alice, 'Anna');
    const fake = await world.newContact(alice, 'Аnnа'); // Cyrillic first and last letters
    expect(contactOf(alice, anna)?.resembles).toEqual([{ person: idOf(fake), name: 'Аnnа', by: 'name' }]);
    expect(contactOf(alice, fake)?.resembles).toEqual([{ person: idOf(anna), name: 'Anna', by: 'name' }]);
  });
});
