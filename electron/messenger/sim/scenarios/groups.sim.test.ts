import { afterEach, describe, expect, test } from 'vitest';
import { GROUP_INVITATIONS_MAX, MEMBERSHIP_BASE_MAX } from '../../limits.ts';
import type { GroupNote } from '../../views/message-views.ts';
import { SimPeople } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';
import {
  groupOf,
  hashnameOf,
  allHave as haveAll,
  groupWith as inGroupWith,
  joinedIn,
  saidIn,
  stateIn,
} from '../small-group.ts';

const TIMEOUT_MS = 120_000;

let people: SimPeople;
afterEach(() => people.remove());

const groupWith = (names: readonly string[]) => {
  people = new SimPeople({ seed: 1 });
  return inGroupWith(people, names);
};
const say = (person: SimPerson, conv: string, text: string) => people.finish(person.messenger.sendText(conv, text));
const untilMet = (one: SimPerson, other: SimPerson) =>
  people.until(`${one.name} and ${other.name} have met`, async () => {
    const [near, far] = [one, other].map((person) => person.switches.node?.endpoint);
    return near?.status(far?.self.hashname ?? near.self.hashname)?.line === 'open';
  });
const allHave = (who: readonly SimPerson[], conv: string, texts: readonly string[]) =>
  haveAll(people, who, conv, texts);
/** The lines of a group's story as they were told last; of whatever else was told there, its kind. */
const toldNotes = (person: SimPerson, conv: string): readonly string[] => {
  const told = new Map<string, string>();
  for (const event of person.events) {
    if (event.name !== 'messages' || event.conversationId !== conv) continue;
    for (const { id, content } of event.messages)
      told.set(id, content.kind === 'group' ? noteWords(content.note) : content.kind);
  }
  return [...told.values()];
};
const noteWords = (note: GroupNote) => `${note.what}: ${[note.by, ...('who' in note ? [note.who] : [])].join(', ')}`;

describe('a group', { timeout: TIMEOUT_MS }, () => {
  test('is offered to whoever was added, and opens when they say yes', async () => {
    const { alice, others, conv } = await groupWith(['Bob', 'Carol']);
    await say(alice, conv, 'hello');
    for (const other of others) await say(other, conv, `hi from ${other.name}`);
    await allHave([alice, ...others], conv, ['hello', 'hi from Bob', 'hi from Carol']);
    const [first] = await Promise.all(others.map((person) => saidIn(person, conv)));
    expect(await saidIn(alice, conv)).toEqual(first);
  });

  test('says what one did oneself as what it is before anybody else has heard of it', async () => {
    people = new SimPeople({ seed: 1 });
    const [alice, bob] = await people.circle(['Alice', 'Bob']);
    if (alice === undefined || bob === undefined) return;
    bob.kill();
    const made = await people.finish(alice.messenger.groups.create('Family', [bob.device]));
    expect(toldNotes(alice, made.ok ? made.value.conversationId : '')).toEqual(['added: , Bob']);
  });

  test('says who came and went under the names that they have here now, also of who is out', async () => {
    const { alice, others, conv } = await groupWith(['Bob', 'Carol']);
    const [bob, carol] = others;
    if (bob === undefined || carol === undefined) return;
    await people.finish(alice.messenger.groups.remove(conv, bob.device));
    await people.until('Alice is told so', async () => toldNotes(alice, conv).includes('removed: , Bob'));
    await people.finish(alice.messenger.contacts.setNickname(bob.device, 'Uncle Bob'));
    await people.finish(carol.messenger.contacts.rename('Caroline'));
    const renamed = ['created: ', 'added: , Uncle Bob', 'added: , Caroline', 'joined: Uncle Bob', 'joined: Caroline'];
    await people.until('all of it is told anew', async () => {
      const told = toldNotes(alice, conv);
      return [...renamed, 'removed: , Uncle Bob'].every((note) => told.includes(note));
    });
    expect(toldNotes(alice, conv)).toHaveLength(renamed.length + 1);
  });

  test('goes on while its creator is away: members who are no contacts find each other through it', async () => {
    const { alice, others, conv } = await groupWith(['Bob', 'Carol']);
    const [bob, carol] = others;
    if (bob === undefined || carol === undefined) return;
    await untilMet(bob, carol);
    await people.finish(alice.stop());
    await say(bob, conv, 'without Alice');
    await allHave([carol], conv, ['without Alice']);
  });

  test('whoever was away gets everything from any member', async () => {
    const { alice, others, conv } = await groupWith(['Bob', 'Carol']);
    const [bob, carol] = others;
    if (bob === undefined || carol === undefined) return;
    await people.finish(carol.stop());
    await say(bob, conv, 'said while Carol was away');
    await allHave([alice], conv, ['said while Carol was away']);
    await people.finish(bob.stop());
    await people.finish(carol.start());
    await allHave([carol], conv, ['said while Carol was away']);
  });

  test('a removed member is told, hears nothing more, and what they say counts for nobody', async () => {
    const { alice, others, conv } = await groupWith(['Bob', 'Carol']);
    const [bob, carol] = others;
    if (bob === undefined || carol === undefined) return;
    await say(bob, conv, 'stood');
    await allHave([alice, carol], conv, ['stood']);
    await people.finish(alice.messenger.groups.remove(conv, hashnameOf(bob)));
    await people.until('Bob knows', async () => (await stateIn(bob, conv)) === 'removed');
    await say(alice, conv, 'after');
    await allHave([carol], conv, ['stood', 'after']);
    await people.world.runForAsync(30_000);
    expect(await saidIn(bob, conv)).not.toContain('after');
    expect(await stateIn(carol, conv)).toBe('member');
  });

  test('whoever was taken out is told by the one who did it, also if that one left at once and nobody else is in it', async () => {
    const { alice, others, conv } = await groupWith(['Bob']);
    const [bob] = others;
    if (bob === undefined) return;
    await people.finish(bob.stop());
    await people.finish(alice.messenger.groups.remove(conv, bob.device));
    await people.finish(alice.messenger.groups.leave(conv));
    await people.finish(alice.stop());
    await people.finish(bob.start());
    await say(bob, conv, 'said to nobody');
    await people.finish(alice.start());
    await people.until('Bob knows', async () => (await stateIn(bob, conv)) === 'removed');
    const said = (await bob.messages(conv)).find(({ content }) => content.kind === 'text');
    expect(said?.delivery).toMatchObject({ name: 'not-sent' });
    expect(await stateIn(alice, conv)).toBe('left');
  });

  test('who was added without the past and is out again is not given it then', async () => {
    const { alice, others, conv } = await groupWith(['Bob']);
    const [bob] = others;
    if (bob === undefined) return;
    const carol = await people.newContact(alice, 'Carol');
    await people.finish(alice.stop());
    await say(bob, conv, 'before Carol');
    await people.finish(bob.stop());
    await people.finish(alice.start());
    await say(alice, conv, 'before Carol, too');
    await people.finish(alice.messenger.groups.add(conv, [hashnameOf(carol)], false));
    await people.joinGroup(carol, conv);
    await people.until('Alice knows', async () => (await joinedIn(alice, conv)) === 3);
    await people.finish(carol.stop());
    await people.finish(alice.messenger.groups.remove(conv, carol.device));
    await people.finish(bob.start());
    await people.until('Alice has it', async () => (await saidIn(alice, conv)).includes('before Carol'));
    await people.finish(carol.start());
    await people.until('Carol knows', async () => (await stateIn(carol, conv)) === 'removed');
    await people.world.runForAsync(30_000);
    expect(await saidIn(carol, conv)).toEqual(['gone', 'gone']);
  });

  test('is left, and stays behind for the others with somebody in charge', async () => {
    const { alice, others, conv } = await groupWith(['Bob', 'Carol']);
    await people.finish(alice.messenger.groups.leave(conv));
    await people.until('everybody knows', async () => {
      const counts = await Promise.all(others.map((person) => joinedIn(person, conv)));
      return counts.every((count) => count === 2);
    });
    expect(await stateIn(alice, conv)).toBe('left');
    const admins = await Promise.all(others.map(async (person) => (await groupOf(person, conv))?.isAdmin));
    expect(admins.filter((isAdmin) => isAdmin === true)).toHaveLength(1);
  });

  test('whose only admin lost their machine goes on: more than half of all make another, who invites people', async () => {
    const { alice, others, conv } = await groupWith(['Bob', 'Carol']);
    const [bob, carol] = others;
    if (bob === undefined || carol === undefined) return;
    await untilMet(bob, carol);
    alice.kill(); // for good
    const dora = await people.newContact(bob, 'Dora');
    expect(await people.finish(bob.messenger.groups.add(conv, [hashnameOf(dora)], true))).toMatchObject({ ok: false });
    const bobOf = async (person: SimPerson) =>
      (await groupOf(person, conv))?.members.find(({ device }) => device === hashnameOf(bob));
    await people.finish(carol.messenger.groups.setAdmin(conv, hashnameOf(bob), true));
    expect(await bobOf(carol)).toMatchObject({ isAdmin: false, wishCount: 1, isMyWish: true });
    await people.until('Bob has heard', async () => (await bobOf(bob))?.wishCount === 1);
    const notes = (await bob.messages(conv)).map(({ content }) => content.kind === 'group' && content.note);
    expect(notes).toContainEqual({ what: 'wished-admin', by: 'Carol', who: '' });
    await people.finish(carol.messenger.groups.setAdmin(conv, hashnameOf(bob), false));
    await people.until('it is taken back', async () => (await bobOf(bob))?.wishCount === 0);
    const after = (await bob.messages(conv)).map(({ content }) => content.kind === 'group' && content.note);
    expect(after).toContainEqual({ what: 'unwished-admin', by: 'Carol', who: '' });
    const again = carol.messenger.groups.setAdmin(conv, hashnameOf(bob), false);
    expect(await people.finish(again)).toEqual({ ok: false, error: 'not-an-admin' });
    await people.finish(carol.messenger.groups.setAdmin(conv, hashnameOf(bob), true));
    await people.finish(bob.messenger.groups.setAdmin(conv, hashnameOf(bob), true));
    await people.until(
      'both know',
      async () => (await bobOf(bob))?.isAdmin === true && (await bobOf(carol))?.isAdmin === true,
    );
    expect(await bobOf(carol)).toMatchObject({ wishCount: 0, isMyWish: false });
    await people.finish(bob.messenger.groups.add(conv, [hashnameOf(dora)], true));
    await people.joinGroup(dora, conv);
    await say(dora, conv, 'glad to be here');
    await allHave([bob, carol], conv, ['glad to be here']);
  });

  test('whoever leads since many left at once, none of whom heard of another, invites people', async () => {
    const names = Array.from({ length: MEMBERSHIP_BASE_MAX + 2 }, (_, n) => `Guest ${n}`);
    const { alice, others, conv } = await groupWith(names);
    const last = others.at(-1);
    if (last === undefined) return;
    const all = [alice, ...others];
    const { network } = people.world;
    const ips = all.map((person) => person.switches.node?.path.ip ?? '');
    const pairs = ips.flatMap((one, n) => ips.slice(n + 1).map((other) => [one, other] as const));
    for (const [one, other] of pairs) network.cut(one, other);
    for (const person of all.slice(0, -1)) await people.finish(person.messenger.groups.leave(conv)); // Alice, who leads, first
    for (const [one, other] of pairs) network.mend(one, other);
    await people.until('one is left', async () => (await joinedIn(last, conv)) === 1);
    const nora = await people.newContact(last, 'Nora');
    const added = await people.finish(last.messenger.groups.add(conv, [nora.device], true));
    expect(added.ok).toBe(true);
    await people.joinGroup(nora, conv);
    await people.until('she is in', async () => (await joinedIn(last, conv)) === 2);
    const lines = (await last.messages(conv)).flatMap(({ content }) =>
      content.kind === 'group' ? [content.note] : [],
    );
    expect(lines.filter((note) => noteWords(note) === 'added: , Nora')).toHaveLength(1);
  });

  test('a newcomer reads what was said before only if that was wanted', async () => {
    const { alice, others, conv } = await groupWith(['Bob']);
    await say(alice, conv, 'before');
    await allHave(others, conv, ['before']);
    const dora = await people.newContact(alice, 'Dora');
    const emil = await people.newContact(alice, 'Emil');
    await people.finish(alice.messenger.groups.add(conv, [hashnameOf(dora)], true));
    await people.finish(alice.messenger.groups.add(conv, [hashnameOf(emil)], false));
    for (const person of [dora, emil]) await people.joinGroup(person, conv);
    await say(alice, conv, 'after');
    await allHave([dora, emil], conv, ['after']);
    expect(await saidIn(dora, conv)).toContain('before');
    expect(await saidIn(emil, conv)).not.toContain('before');
  });

  test('invitations of one person without end: so many wait for an answer, the others come once some were answered', async () => {
    people = new SimPeople({ seed: 5 });
    const { alice, bob } = await people.contacts();
    const total = GROUP_INVITATIONS_MAX + 2;
    for (let number = 0; number < total; number++)
      await people.finish(alice.messenger.groups.create(`Group ${number}`, [hashnameOf(bob)]));
    const invited = async () =>
      (await bob.messenger.conversations()).filter((chat) => chat.group?.state === 'invited').map(({ id }) => id);
    await people.until('he is asked', async () => (await invited()).length === GROUP_INVITATIONS_MAX);
    await people.world.runForAsync(30_000);
    const first = await invited();
    expect(first).toHaveLength(GROUP_INVITATIONS_MAX);
    for (const conv of first) await people.finish(bob.messenger.groups.answer(conv, false));
    expect(await invited()).toEqual([]);
    await people.finish(bob.stop());
    await people.finish(bob.start());
    await people.until('the rest', async () => (await invited()).length === 2);
    expect((await invited()).some((conv) => first.includes(conv))).toBe(false);
  });
});
