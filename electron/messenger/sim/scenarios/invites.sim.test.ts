import { afterEach, describe, expect, test } from 'vitest';
import { NAT_TYPES } from '../../../../switch/sim/index.ts';
import { findInvite, inviteLink } from '../../contacts/invite-text.ts';
import { encodeInvite } from '../../contacts/invites.ts';
import { SimPeople, stateOf, textsOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

const TEST_MS_MAX = 60_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let people: SimPeople | undefined;
afterEach(() => people?.remove());

function createWorld(seed: number, lossRatio = 0): SimPeople {
  people = new SimPeople({ seed, lossRatio, delayMs: [5, 50] });
  return people;
}

async function newcomer(world: SimPeople, name: string): Promise<SimPerson> {
  const person = world.add(name);
  await world.finish(person.start());
  await world.finish(person.createProfile());
  await world.until(`${name} listens`, async () => person.messenger.network().state === 'listening');
  return person;
}

async function conversationOf(person: SimPerson, conv: string) {
  return (await person.messenger.conversations()).find((conversation) => conversation.id === conv);
}

const areContacts =
  (conv: string, ...all: readonly SimPerson[]) =>
  async () => {
    const states = await Promise.all(all.map(async (person) => (person.isRunning ? stateOf(person, conv) : undefined)));
    return states.every((state) => state === 'contact');
  };

async function startAgain(world: SimPeople, person: SimPerson): Promise<void> {
  if (person.isRunning) person.kill();
  await world.finish(person.start());
}

describe('an invite', () => {
  test('opens the chat at once, and what is typed waits until the inviter is there', async () => {
    const world = createWorld(1);
    const alice = await newcomer(world, 'Alice');
    const invite = await world.inviteOf(alice);
    await world.finish(alice.stop());
    const bob = await newcomer(world, 'Bob');
    const conv = await world.accept(bob, invite);
    expect(await conversationOf(bob, conv)).toMatchObject({ name: 'Alice', state: 'invited' });
    await world.finish(bob.messenger.sendText(conv, 'are you there?'));
    await world.world.runForAsync(5 * 60_000);
    expect((await conversationOf(bob, conv))?.trust).toMatchObject({ state: 'no-way-yet', queuedCount: 1 });
    await startAgain(world, alice);
    await world.until('contacts', areContacts(conv, alice, bob));
    await world.until('the text', async () => (await textsOf(alice, conv)).includes('are you there?'));
    expect((await conversationOf(alice, conv))?.name).toBe('Bob');
  });

  test.each([0, 2_500, 5_000, 7_500])(
    'brings two together within 5 s of the inviter coming online (%i ms)',
    async (phaseMs) => {
      const world = createWorld(1);
      const alice = await newcomer(world, 'Alice');
      const invite = await world.inviteOf(alice);
      await world.finish(alice.stop());
      const bob = await newcomer(world, 'Bob');
      const conv = await world.accept(bob, invite);
      await world.world.runForAsync(5 * 60_000 + phaseMs);
      await startAgain(world, alice);
      await world.until('contacts', areContacts(conv, alice, bob), 5_000);
    },
  );

  test('is good for one person once', async () => {
    const world = createWorld(2);
    const { alice, conv } = await world.contacts();
    const used = world.inviteUsed ?? '';
    expect(await world.inviteOf(alice)).not.toBe(used);
    const carol = await newcomer(world, 'Carol');
    const other = await world.accept(carol, used);
    await world.until('refused', async () => (await conversationOf(carol, other))?.refusal === 'invite-used');
    expect(await conversationOf(alice, other)).toBeUndefined();
    expect(await stateOf(alice, conv)).toBe('contact');
    // With a new one all is well.
    await world.accept(carol, await world.inviteOf(alice));
    await world.until('contacts after all', areContacts(other, alice, carol));
    expect((await conversationOf(carol, other))?.refusal).toBeUndefined();
  });

  test('with a secret that the inviter never gave is refused', async () => {
    const world = createWorld(3);
    const alice = await newcomer(world, 'Alice');
    const bob = await newcomer(world, 'Bob');
    const invite = findInvite(await world.inviteOf(alice));
    if (!invite.ok) throw new Error(invite.error);
    const forged = inviteLink(encodeInvite({ ...invite.value, secret: new Uint8Array(16) }));
    const conv = await world.accept(bob, forged);
    await world.until('refused', async () => (await conversationOf(bob, conv))?.refusal === 'invite-unknown');
    expect(await alice.messenger.conversations()).toEqual([]);
  });

  test('expires by the clock of the inviter, and long after by any clock', async () => {
    const world = createWorld(4);
    const alice = await newcomer(world, 'Alice');
    const invite = await world.inviteOf(alice);
    await world.finish(alice.stop());
    await world.world.runForAsync(14 * DAY_MS + HOUR_MS);
    const bob = await newcomer(world, 'Bob');
    const conv = await world.accept(bob, invite);
    await startAgain(world, alice);
    await world.until('refused', async () => (await conversationOf(bob, conv))?.refusal === 'invite-expired');
    await world.finish(alice.stop());
    await world.finish(bob.stop());
    await world.world.runForAsync(2 * DAY_MS);
    await startAgain(world, bob);
    expect(await world.finish(bob.messenger.acceptInvite(invite))).toEqual({ ok: false, error: 'invite-expired' });
  });

  test('after expiry makes a request, and a yes to it makes contacts', async () => {
    const world = createWorld(14);
    const alice = await newcomer(world, 'Alice');
    const invite = await world.inviteOf(alice);
    await world.finish(alice.stop());
    await world.world.runForAsync(14 * DAY_MS + HOUR_MS);
    const bob = await newcomer(world, 'Bob');
    const conv = await world.accept(bob, invite);
    await startAgain(world, alice);
    await world.until('a request', async () => alice.messenger.contacts.requests().length === 1);
    expect(alice.messenger.contacts.requests()).toMatchObject([{ name: 'Bob', via: 'old-invite' }]);
    const bobId = bob.messenger.profile()?.hashname ?? '';
    await world.finish(alice.messenger.contacts.accept(bobId));
    await world.until('contacts', areContacts(conv, alice, bob), 60_000);
  });

  test('is one of several, each with its own story; a withdrawn one lets nobody in and makes no request', async () => {
    const world = createWorld(15);
    const alice = await newcomer(world, 'Alice');
    const make = async (usesMax?: number) => {
      const made = await world.finish(alice.messenger.invites.make(usesMax));
      if (!made.ok) throw new Error(made.error);
      return made.value;
    };
    const [one, gone, party] = [await make(), await make(), await make(2)];
    expect(await world.finish(alice.messenger.invites.withdraw(gone.id))).toEqual({ ok: true, value: {} });
    const [bob, carol, dora] = [
      await newcomer(world, 'Bob'),
      await newcomer(world, 'Carol'),
      await newcomer(world, 'Dora'),
    ];
    const ofBob = await world.accept(bob, one.invite?.text ?? '');
    await world.until('Bob', areContacts(ofBob, alice, bob));
    const late = await world.accept(carol, gone.invite?.text ?? '');
    await world.until('refused', async () => (await conversationOf(carol, late))?.refusal === 'invite-used');
    expect(alice.messenger.contacts.requests()).toEqual([]);
    for (const guest of [carol, dora]) {
      const conv = await world.accept(guest, party.invite?.text ?? '');
      await world.until('a guest', areContacts(conv, alice, guest));
    }
    const stories = new Map((await world.finish(alice.messenger.invites.list())).map((story) => [story.id, story]));
    expect(stories.get(one.id)).toMatchObject({
      state: 'used',
      usesMax: 1,
      uses: [{ name: 'Bob' }],
      invite: undefined,
    });
    expect(stories.get(gone.id)).toMatchObject({ state: 'withdrawn', uses: [] });
    expect(stories.get(gone.id)?.withdrawnAtMs).toBeGreaterThan(0);
    expect(stories.get(party.id)?.uses.map(({ name }) => name)).toEqual(['Carol', 'Dora']);
    expect(await world.finish(alice.messenger.invites.withdraw(party.id))).toEqual({
      ok: false,
      error: 'unknown-invite',
    });
    expect(alice.messenger.contacts.list().map(({ met }) => met)).toEqual([
      'invited-them',
      'invited-them',
      'invited-them',
    ]);
    expect(alice.events.filter(({ name }) => name === 'invite').length).toBeGreaterThanOrEqual(6);
    for (const bad of [0, 51, 1.5]) {
      expect(await world.finish(alice.messenger.invites.make(bad))).toEqual({ ok: false, error: 'bad-uses' });
    }
  });

  test('to oneself is told', async () => {
    const world = createWorld(5);
    const alice = await newcomer(world, 'Alice');
    const invite = await world.inviteOf(alice);
    expect(await world.finish(alice.messenger.readInvite(invite))).toEqual({ ok: false, error: 'invite-to-oneself' });
  });

  test('from a contact leads to the chat that is there', async () => {
    const world = createWorld(6);
    const { alice, bob, conv } = await world.contacts();
    const again = await world.inviteOf(alice);
    expect(await world.finish(bob.messenger.readInvite(again))).toMatchObject({
      ok: true,
      value: { knownConversationId: conv },
    });
    expect(await world.accept(bob, again)).toBe(conv);
    expect(await stateOf(bob, conv)).toBe('contact');
  });

  test.each([1, 2, 3, 4, 5, 6])('used by both for each other at once makes one contact (seed %i)', async (seed) => {
    const world = createWorld(seed, 0.2);
    const [alice, bob] = [await newcomer(world, 'Alice'), await newcomer(world, 'Bob')];
    const [ofAlice, ofBob] = [await world.inviteOf(alice), await world.inviteOf(bob)];
    const conv = await world.accept(bob, ofAlice);
    expect(await world.accept(alice, ofBob)).toBe(conv);
    await world.until('contacts', areContacts(conv, alice, bob));
    expect(await alice.messenger.conversations()).toHaveLength(1);
    await world.finish(alice.messenger.sendText(conv, 'hello'));
    await world.until('hello', async () => (await textsOf(bob, conv)).length === 1);
  });

  test('makes a contact, whenever one of the two dies on the way', { timeout: TEST_MS_MAX }, async () => {
    for (let calls = 0; calls < 40; calls++) {
      for (const who of ['Alice', 'Bob']) {
        const world = createWorld(100 + calls, 0.1);
        const [alice, bob] = [await newcomer(world, 'Alice'), await newcomer(world, 'Bob')];
        const invite = await world.inviteOf(alice);
        const conv = await world.accept(bob, invite);
        const victim = who === 'Alice' ? alice : bob;
        victim.killAfterCalls(calls);
        await world.world.runForAsync(3_000);
        await startAgain(world, victim);
        await world.until(`contacts, ${who} died after ${calls} calls`, areContacts(conv, alice, bob));
        await world.finish(alice.messenger.sendText(conv, 'hello'));
        await world.until('hello', async () => (await textsOf(bob, conv)).length === 1);
        world.remove();
      }
    }
  });
});

describe('without any seed', () => {
  const behind = (world: SimPeople) => world.world.addHome(NAT_TYPES['port-restricted']);

  /** Helen can be reached from outside, Alice is her contact and sits behind a router. */
  async function aliceWithHelen(seed: number) {
    const world = createWorld(seed);
    const helen = await world.begin('Helen', { path: world.world.publicPath() });
    const alice = await world.begin('Alice', { home: behind(world) });
    const conv = await world.accept(alice, await world.inviteOf(helen));
    await world.until('Alice and Helen are contacts', areContacts(conv, alice, helen));
    return { world, helen, alice };
  }

  async function seedsOf(world: SimPeople, person: SimPerson) {
    const found = findInvite(await world.inviteOf(person));
    if (!found.ok) throw new Error(found.error);
    return found.value.seeds;
  }

  test.each([1, 2, 3])('two behind routers meet through a contact who can be reached (seed %i)', async (seed) => {
    const { world, helen, alice } = await aliceWithHelen(seed);
    await world.until('the invite names Helen', async () => (await seedsOf(world, alice)).length > 0);
    expect(await seedsOf(world, alice)).toMatchObject([{ path: helen.switches.node?.path }]);
    const bob = await world.begin('Bob', { home: behind(world) });
    const conv = await world.accept(bob, await world.inviteOf(alice));
    await world.until('Alice and Bob are contacts', areContacts(conv, alice, bob), MINUTE_MS);
  });

  test('whoever carries nothing for others is named in nobody else’s invite', async () => {
    const { world, helen, alice } = await aliceWithHelen(4);
    await world.until('the invite names Helen', async () => (await seedsOf(world, alice)).length > 0);
    await world.finish(helen.messenger.connection.setSettings({ carries: false }));
    await world.until('it does not any more', async () => (await seedsOf(world, alice)).length === 0);
  });
});
