import { afterEach, describe, expect, test } from 'vitest';
import type { Path } from '../../../../switch/index.ts';
import { findInvite, inviteLink } from '../../contacts/invite-text.ts';
import { encodeInvite } from '../../contacts/invites.ts';
import type { TrustState } from '../../views/trust-views.ts';
import { SimPeople, stateOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

const MINUTE_MS = 60_000;

let people: SimPeople | undefined;
afterEach(() => people?.remove());

async function trustOf(person: SimPerson, conv: string) {
  return (await person.messenger.conversations()).find((conversation) => conversation.id === conv)?.trust;
}

/** Every state that was told, in order, without repeats. */
function told(person: SimPerson, conv: string): readonly TrustState[] {
  const states = person.events.flatMap((event) =>
    event.name === 'conversation' && event.conversation.id === conv ? [event.conversation.trust.state] : [],
  );
  return states.filter((state, index) => state !== states[index - 1]);
}

describe('the trust pill', () => {
  test('says Direct while packets come from the address that the other names as its own, and stops when they do not', async () => {
    const world = new SimPeople({ seed: 1 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await world.until('direct on both sides', async () => {
      const states = await Promise.all([alice, bob].map(async (person) => (await trustOf(person, conv))?.state));
      return states.every((state) => state === 'direct');
    });
    const path = bob.switches.node?.path;
    expect((await trustOf(alice, conv))?.address).toBe(`${path?.ip}:${path?.port}`);
    await world.world.runForAsync(5 * MINUTE_MS);
    expect((await trustOf(alice, conv))?.state).toBe('direct');
    bob.kill();
    await world.world.runForAsync(36_000);
    expect((await trustOf(alice, conv))?.state).not.toBe('direct');
    await world.world.runForAsync(MINUTE_MS);
    expect(['waiting', 'no-way-yet']).toContain((await trustOf(alice, conv))?.state);
    await world.finish(bob.start());
    await world.until('direct again', async () => (await trustOf(alice, conv))?.state === 'direct', 2 * MINUTE_MS);
  });

  test.each([1, 2, 3])(
    'is waiting seconds after the other closed in order, and direct when they are back (seed %i)',
    async (seed) => {
      const world = new SimPeople({ seed });
      people = world;
      const { alice, bob, conv } = await world.contacts();
      const isDirect = async () => (await trustOf(alice, conv))?.state === 'direct';
      await world.until('direct', isDirect);
      await world.finish(bob.stop());
      await world.world.runForAsync(3_000);
      expect((await trustOf(alice, conv))?.state).toBe('waiting');
      await world.world.runForAsync(2 * MINUTE_MS);
      expect((await trustOf(alice, conv))?.state).toBe('waiting');
      await world.finish(bob.start());
      await world.until('direct again', isDirect, MINUTE_MS);
      await world.world.runForAsync(MINUTE_MS);
      expect(await isDirect()).toBe(true);
    },
  );

  test.each([1, 2, 3])('never says Direct of packets that somebody in between forwards (seed %i)', async (seed) => {
    const world = new SimPeople({ seed });
    people = world;
    const [alice, bob] = [world.add('Alice'), world.add('Bob')];
    for (const person of [alice, bob]) {
      await world.finish(person.start());
      await world.finish(person.createProfile());
    }
    await world.until('both listen', async () => [alice, bob].every((person) => person.switches.node !== undefined));
    const [ofAlice, ofBob] = [alice, bob].map((person) => person.switches.node?.path);
    if (ofAlice === undefined || ofBob === undefined) throw new Error('no addresses');
    const middle = forward(world, ofAlice, ofBob);
    world.world.network.cut(ofAlice.ip, ofBob.ip);

    const invite = findInvite(await world.inviteOf(alice));
    if (!invite.ok) throw new Error(invite.error);
    const conv = await world.accept(bob, inviteLink(encodeInvite({ ...invite.value, paths: [middle] })));
    await world.until(
      'contacts',
      async () => (await stateOf(alice, conv)) === 'contact' && (await stateOf(bob, conv)) === 'contact',
    );
    await world.world.runForAsync(3 * MINUTE_MS);
    for (const person of [alice, bob]) {
      expect(await trustOf(person, conv)).toMatchObject({ state: 'connected', address: `${middle.ip}:${middle.port}` });
      expect(told(person, conv).some((state) => state.startsWith('direct'))).toBe(false);
    }
  });

  test.each([1, 2, 3])('says so of a bridge that only the other side asked for (seed %i)', async (seed) => {
    const world = new SimPeople({ seed });
    people = world;
    // Both ask whoever is in the middle, which carries for nobody. Another one offers itself to Bob alone.
    const [closed, forBob] = [0, 1].map(() => world.world.addNode({ path: world.world.publicPath() }));
    if (closed === undefined || forBob === undefined) throw new Error('no seeds');
    for (const { endpoint } of [closed, forBob]) endpoint.setSeeding('anyone');
    forBob.endpoint.setBridging('known');
    world.seeds = [closed.hints, forBob.hints];
    const [alice, bob] = [await world.begin('Alice'), await world.begin('Bob')];
    const [ofAlice, ofBob] = [alice, bob].map((person) => person.switches.node);
    if (ofAlice === undefined || ofBob === undefined) throw new Error('no switches');
    forBob.endpoint.learn(ofBob.hints);
    world.world.network.cut(ofAlice.path.ip, ofBob.path.ip);
    const conv = await world.accept(bob, await world.inviteOf(alice));
    await world.until('a bridge is in use', async () => forBob.metrics.packetsBridged > 0);
    await world.world.runForAsync(3 * MINUTE_MS);
    const before = forBob.metrics.packetsBridged;
    await world.finish(alice.messenger.sendText(conv, 'over the bridge'));
    await world.world.runForAsync(5_000);
    expect(forBob.metrics.packetsBridged).toBeGreaterThan(before);
    for (const person of [alice, bob]) {
      const { ip, port } = forBob.path;
      expect(await trustOf(person, conv)).toMatchObject({ state: 'through-helper', address: `${ip}:${port}` });
      expect(told(person, conv).some((state) => state.startsWith('direct'))).toBe(false);
    }
    world.world.network.mend(ofAlice.path.ip, ofBob.path.ip);
    await world.until('straight again', async () => {
      const states = await Promise.all([alice, bob].map(async (person) => (await trustOf(person, conv))?.state));
      return states.every((state) => state === 'direct');
    });
  });

  test('names the contact whose machine passes it on', async () => {
    const world = new SimPeople({ seed: 4 });
    people = world;
    const tom = await world.begin('Tom');
    const helper = tom.switches.node;
    if (helper === undefined) throw new Error('no switch');
    helper.endpoint.setSeeding('anyone'); // as for contacts, once he knows that others reach him from outside
    world.seeds = [helper.hints];
    const [alice, bob] = [await world.newContact(tom, 'Alice'), await world.newContact(tom, 'Bob')];
    const [ofAlice = '', ofBob = ''] = [alice, bob].map((person) => person.switches.node?.path.ip);
    world.world.network.cut(ofAlice, ofBob);
    const conv = await world.accept(bob, await world.inviteOf(alice));
    await world.until('a bridge is in use', async () => helper.metrics.packetsBridged > 0);
    await world.world.runForAsync(MINUTE_MS);
    expect((await trustOf(alice, conv))?.state).toBe('through-friend');
    expect((await trustOf(alice, conv))?.via).toEqual({ person: tom.device, name: 'Tom' });
    expect(told(alice, conv).some((state) => state.startsWith('direct'))).toBe(false);
  });
});

/** A machine that hands on what comes: from Alice to Bob and from Bob to Alice, under its own address. */
function forward(world: SimPeople, alice: Path, bob: Path): Path {
  const middle = world.world.freshPath();
  const { network } = world.world;
  network.bind(middle, (from, bytes) => {
    network.send({ from: middle, to: from.ip === alice.ip ? bob : alice, bytes });
  });
  return middle;
}
