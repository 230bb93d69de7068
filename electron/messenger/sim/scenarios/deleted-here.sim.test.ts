import { afterEach, describe, expect, test } from 'vitest';
import { HIDDEN_RETRY_MS, HIDDEN_UNDO_MS } from '../../limits.ts';
import { SimPeople, textsOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

/** After it what could be undone is looked at. */
const SWEPT_MS = 2 * HIDDEN_UNDO_MS + 5_000;

let people: SimPeople | undefined;
afterEach(() => people?.remove());

function createWorld(seed: number): SimPeople {
  people = new SimPeople({ seed, isTraced: false });
  return people;
}

async function say(world: SimPeople, person: SimPerson, conv: string, text: string): Promise<string> {
  const sent = await world.finish(person.messenger.sendText(conv, text));
  if (!sent.ok) throw new Error(sent.error);
  return sent.value.message.id;
}

const hears = (world: SimPeople, person: SimPerson, conv: string, text: string) =>
  world.until(`${person.name} hears ${text}`, async () => (await textsOf(person, conv)).includes(text));

/** Whether the words are still on this disk. */
async function hasBody(person: SimPerson, conv: string, id: string): Promise<boolean> {
  const rows = await person.storedEvents(conv, ['text', 'edit', 'file']);
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Error('no such event');
  return row.body !== undefined;
}

async function deleteHere(world: SimPeople, person: SimPerson, conv: string, id: string): Promise<void> {
  expect((await world.finish(person.messenger.messages.deleteHere(conv, id))).ok).toBe(true);
}

describe('what is deleted on one device', () => {
  test('can be brought back for a minute, is erased with its edits then, and stays with the other one', async () => {
    const world = createWorld(81);
    const { alice, bob, conv } = await world.contacts();
    const theirs = await say(world, bob, conv, 'a secret of his');
    const own = await say(world, alice, conv, 'a secret of hers');
    const kept = await say(world, alice, conv, 'thought better of it');
    await world.finish(bob.messenger.messages.edit(conv, theirs, 'a secret of his, reworded'));
    await hears(world, alice, conv, 'a secret of his, reworded');
    await hears(world, bob, conv, 'thought better of it');
    for (const id of [theirs, own, kept]) await deleteHere(world, alice, conv, id);
    expect(await textsOf(alice, conv)).toEqual([]);
    expect((await world.finish(alice.messenger.messages.restoreHere(conv, kept))).ok).toBe(true);
    for (const id of [theirs, own]) expect(await hasBody(alice, conv, id)).toBe(true);

    await world.world.runForAsync(SWEPT_MS);
    const gone = (await alice.storedEvents(conv, ['text', 'edit'])).filter(({ body }) => body === undefined);
    expect(gone.map(({ kind }) => kind).sort()).toEqual(['edit', 'text', 'text']);
    expect(await hasBody(alice, conv, kept)).toBe(true);
    expect((await world.finish(alice.messenger.messages.restoreHere(conv, theirs))).ok).toBe(false);
    expect(await textsOf(alice, conv)).toEqual(['thought better of it']);
    expect([...(await textsOf(bob, conv))].sort()).toEqual([
      'a secret of hers',
      'a secret of his, reworded',
      'thought better of it',
    ]);
    const found = await world.finish(alice.messenger.search.find({ text: 'secret', conversationId: conv, limit: 9 }));
    expect(found.ok && found.value.messages).toEqual([]);

    await world.finish(bob.messenger.messages.edit(conv, theirs, 'a secret of his, once more'));
    await hears(world, bob, conv, 'a secret of his, once more');
    await world.world.runForAsync(SWEPT_MS);
    const edits = await alice.storedEvents(conv, ['edit']);
    expect(edits.map(({ body }) => body)).toEqual([undefined, undefined]);
  });

  test('what nobody else has yet is kept until they have it, over a restart', async () => {
    const world = createWorld(82);
    const { alice, bob, conv } = await world.contacts();
    await world.finish(bob.stop());
    const id = await say(world, alice, conv, 'not here for long');
    await deleteHere(world, alice, conv, id);
    await world.world.runForAsync(SWEPT_MS);
    expect(await hasBody(alice, conv, id)).toBe(true);
    await world.finish(alice.stop());
    await world.finish(alice.start());
    await world.finish(bob.start());
    await hears(world, bob, conv, 'not here for long');
    await world.world.runForAsync(HIDDEN_RETRY_MS + SWEPT_MS);
    expect(await hasBody(alice, conv, id)).toBe(false);
    expect(await textsOf(bob, conv)).toEqual(['not here for long']);
  });

  test('in a group is kept until every member has it, and then goes; who belongs to it never does', async () => {
    const world = createWorld(83);
    const [alice, bob, carol] = (await world.circle(['Alice', 'Bob', 'Carol'])) as [SimPerson, SimPerson, SimPerson];
    const made = await world.finish(alice.messenger.groups.create('Family', [bob.device, carol.device]));
    if (!made.ok) throw new Error(made.error);
    const conv = made.value.conversationId;
    for (const one of [bob, carol]) await world.joinGroup(one, conv);
    await world.until('all are in', async () => {
      const group = (await alice.messenger.conversations()).find(({ id }) => id === conv)?.group;
      return group?.members.every(({ hasJoined }) => hasJoined) === true;
    });
    await world.finish(carol.stop());
    const id = await say(world, bob, conv, 'for all');
    await hears(world, alice, conv, 'for all');
    for (const { id: shown } of await alice.messages(conv)) await deleteHere(world, alice, conv, shown);
    await world.world.runForAsync(SWEPT_MS);
    expect(await hasBody(alice, conv, id)).toBe(true);
    await world.finish(bob.stop());
    await world.finish(carol.start());
    await hears(world, carol, conv, 'for all'); // from Alice, who has it out of sight
    await world.world.runForAsync(HIDDEN_RETRY_MS + SWEPT_MS);
    expect(await hasBody(alice, conv, id)).toBe(false);
    const others = await alice.storedEvents(conv, ['create', 'add', 'join']);
    expect(others.filter(({ body }) => body === undefined)).toEqual([]);
    expect(await textsOf(carol, conv)).toContain('for all');
  });

  test('with a whole chat: its files leave the disk too', async () => {
    const world = createWorld(84);
    const { alice, bob, conv } = await world.contacts();
    const file = { fileName: 'plan.txt', type: 'text/plain', bytes: world.world.dice.bytes(3_000) };
    expect((await world.finish(bob.messenger.files.sendFile(conv, file))).ok).toBe(true);
    await world.until('it is here', async () => {
      const content = (await alice.messages(conv)).at(-1)?.content;
      return content?.kind === 'file' && content.file.transfer.state === 'here';
    });
    const [row] = await alice.storedEvents(conv, ['file']);
    const blob = row?.blobs[0] ?? '';
    expect(await alice.storeCall('blobs', 'get', [blob])).toBeDefined();
    expect((await world.finish(alice.messenger.settings.deleteHere(conv))).ok).toBe(true);
    await world.world.runForAsync(SWEPT_MS);
    expect(await hasBody(alice, conv, row?.id ?? '')).toBe(false);
    expect(await alice.storeCall('blobs', 'get', [blob])).toBeUndefined();
    expect((await bob.messages(conv)).map(({ content }) => content.kind)).toEqual(['file']);
  });
});

describe('what arrives later', () => {
  const late = async (person: SimPerson, conv: string) =>
    (await person.messages(conv)).flatMap(({ isLate, content }) =>
      isLate && content.kind === 'text' ? content.text : [],
    );

  test('is marked where it stands below what was read, also without a word of ours, and after a restart', async () => {
    const world = createWorld(85);
    const [alice, bob, carol] = (await world.circle(['Alice', 'Bob', 'Carol'])) as [SimPerson, SimPerson, SimPerson];
    const made = await world.finish(alice.messenger.groups.create('Family', [bob.device, carol.device]));
    if (!made.ok) throw new Error(made.error);
    const conv = made.value.conversationId;
    for (const one of [bob, carol]) await world.joinGroup(one, conv);
    await say(world, bob, conv, 'first');
    await hears(world, carol, conv, 'first');
    await hears(world, alice, conv, 'first');
    await world.finish(carol.stop());
    await world.world.runForAsync(5_000);
    await world.finish(alice.stop());
    await world.finish(bob.stop());
    await world.finish(carol.start());
    await say(world, carol, conv, 'said alone'); // before what comes, and nobody hears it
    await world.finish(carol.stop());
    await world.world.runForAsync(60_000);
    await world.finish(alice.start());
    await world.finish(bob.start());
    await say(world, bob, conv, 'second');
    await hears(world, alice, conv, 'second');
    const newest = (await alice.messages(conv)).at(-1);
    await world.finish(alice.messenger.markRead(conv, { t: newest?.t ?? 0, id: newest?.id ?? '' }));
    expect(await late(alice, conv)).toEqual([]);
    await world.finish(carol.start());
    await hears(world, alice, conv, 'said alone');
    await hears(world, bob, conv, 'said alone');
    expect(await textsOf(alice, conv)).toEqual(await textsOf(bob, conv));
    expect((await textsOf(alice, conv)).at(-1)).toBe('second');
    expect(await late(alice, conv)).toEqual(['said alone']);
    await world.finish(alice.stop());
    await world.finish(alice.start());
    expect(await late(alice, conv)).toEqual(['said alone']);
    await say(world, carol, conv, 'third');
    await hears(world, alice, conv, 'third');
    expect(await late(alice, conv)).toEqual(['said alone']);
  });
});
