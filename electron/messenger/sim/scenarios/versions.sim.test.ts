import { afterEach, describe, expect, it } from 'vitest';
import { type Foreign, foreignEvent } from '../foreign-event.ts';
import { SimPeople, textsOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

let people: SimPeople | undefined;

afterEach(() => people?.remove());

/** Puts an event into this person's store that this version would never write. */
async function write(person: SimPerson, conv: string, foreign: Foreign): Promise<void> {
  await person.storeCall('events', 'insert', [[await foreignEvent(person, conv, foreign)]]);
  person.kill();
}

async function group(seed: number) {
  const sim = new SimPeople({ seed });
  people = sim;
  const [alice, bob] = await sim.circle(['Alice', 'Bob']);
  if (alice === undefined || bob === undefined) throw new Error('nobody');
  const person = (await alice.messenger.conversations())[0]?.person ?? '';
  const made = await sim.finish(alice.messenger.groups.create('Trip', [person]));
  if (!made.ok) throw new Error(made.error);
  const conv = made.value.conversationId;
  await sim.joinGroup(bob, conv);
  await sim.finish(alice.messenger.sendText(conv, 'before'));
  const viewOf = async () => (await bob.messenger.conversations()).find(({ id }) => id === conv);
  await sim.until('Bob has it', async () => (await textsOf(bob, conv)).includes('before'));
  return { sim, alice, bob, conv, viewOf };
}

describe('a group in which somebody has a newer version', () => {
  it('is frozen by what must be known: nothing is said there, and what comes is still taken and kept', async () => {
    const { sim, alice, bob, conv, viewOf } = await group(601);
    await write(alice, conv, { kind: 'vote', text: 'who stays', must: true });
    await sim.finish(alice.start());
    await sim.until('frozen', async () => (await viewOf())?.group?.state === 'frozen');
    expect(await sim.finish(bob.messenger.sendText(conv, 'no'))).toEqual({ ok: false, error: 'not-a-member' });
    expect((await textsOf(bob, conv)).at(-1)).toBe('newer-version');
    await write(alice, conv, { kind: 'text', text: 'after' });
    await sim.finish(alice.start());
    await sim.until('sync goes on', async () => (await textsOf(bob, conv)).at(-1) === 'after');
    bob.kill();
    await sim.finish(bob.start());
    expect((await viewOf())?.group?.state).toBe('frozen');
  });

  it('goes on with what need not be known, which is shown as newer', async () => {
    const { sim, alice, bob, conv, viewOf } = await group(602);
    await write(alice, conv, { kind: 'poem', text: 'roses' });
    await sim.finish(alice.start());
    await sim.until('it is there', async () => (await textsOf(bob, conv)).at(-1) === 'newer-version');
    expect((await viewOf())?.group?.state).toBe('member');
    expect((await sim.finish(bob.messenger.sendText(conv, 'yes'))).ok).toBe(true);
  });

  it('is frozen by an event of an unknown version, which is neither stored nor refused', async () => {
    const { sim, alice, bob, conv, viewOf } = await group(603);
    await write(alice, conv, { kind: 'text', text: 'from the future', version: 2 });
    await sim.finish(alice.start());
    await sim.until('frozen', async () => (await viewOf())?.group?.state === 'frozen');
    expect((await viewOf())?.needsUpdate).toBe(true);
    expect((await textsOf(bob, conv)).at(-1)).toBe('before');
    expect((await alice.messages(conv)).at(-1)?.delivery.name).toBe('waiting');
  });
});

describe('a log that goes two ways', () => {
  it('is shown on both sides with both branches, and said to be so', async () => {
    const sim = new SimPeople({ seed: 611 });
    people = sim;
    const { alice, bob, conv } = await sim.contacts();
    for (const text of ['one', 'two']) await sim.finish(alice.messenger.sendText(conv, text));
    await sim.until('Bob has both', async () => (await textsOf(bob, conv)).length === 2);
    await write(alice, conv, { kind: 'text', text: 'the other two', isFork: true });
    await sim.finish(alice.start());
    await sim.until('Bob has three', async () => (await textsOf(bob, conv)).length === 3);
    for (const person of [alice, bob]) {
      const messages = await person.messages(conv);
      expect(messages.map(({ isForked }) => isForked)).toEqual([false, true, true]);
      expect(await textsOf(person, conv)).toEqual(['one', 'two', 'the other two']);
    }
  });
});
