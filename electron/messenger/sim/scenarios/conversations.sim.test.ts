import { afterEach, describe, expect, it } from 'vitest';
import type { Result } from '../../../../switch/index.ts';
import { Dice } from '../../../../switch/sim/index.ts';
import { pngOf } from '../chaos.ts';
import { SimPeople } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

let people: SimPeople | undefined;

afterEach(() => people?.remove());

function world(seed: number): SimPeople {
  people = new SimPeople({ seed });
  return people;
}

async function value<T>(sim: SimPeople, answer: Promise<Result<T, string>>): Promise<T> {
  const result = await sim.finish(answer);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

async function viewOf(person: SimPerson, conv: string) {
  const view = (await person.messenger.conversations()).find(({ id }) => id === conv);
  if (view === undefined) throw new Error('not in the list');
  return view;
}

async function say(sim: SimPeople, person: SimPerson, conv: string, text: string) {
  return (await value(sim, person.messenger.sendText(conv, text))).message;
}

describe('the line of a conversation in the list', () => {
  it('follows what the other side stores and reads, and counts what waits', async () => {
    const sim = world(508);
    const { alice, bob, conv } = await sim.contacts();
    bob.kill();
    for (const text of ['one', 'two']) await say(sim, alice, conv, text);
    const shown = async () => {
      const { newest, trust } = await viewOf(alice, conv);
      return `${newest?.delivery.name}, ${trust.queuedCount} waiting`;
    };
    await sim.until('both wait', async () => (await shown()) === 'waiting, 2 waiting');
    await sim.finish(bob.start());
    await sim.until('both have arrived', async () => (await shown()) === 'arrived, 0 waiting');
    const last = (await bob.messages(conv)).at(-1);
    if (last === undefined) throw new Error('nothing came');
    await sim.finish(bob.messenger.markRead(conv, { t: last.t, id: last.id }));
    await sim.until('it was seen', async () => (await shown()) === 'seen, 0 waiting');
    await say(sim, bob, conv, 'three');
    await sim.until('theirs is the newest', async () => (await shown()) === 'received, 0 waiting');
  });
});

describe('what is set for a conversation', () => {
  it('is there after the power went, the very last letter of a draft included', async () => {
    const sim = world(501);
    const { alice, conv } = await sim.contacts();
    const { settings } = alice.messenger;
    const { id } = await say(sim, alice, conv, 'a question');
    for (const text of ['d', 'dr', 'draft']) await value(sim, settings.setDraft(conv, text, id));
    await value(sim, settings.setPinned(conv, true));
    await value(sim, settings.setMuted(conv, 5e12));
    await value(sim, settings.setMarkedUnread(conv, true));
    await value(sim, settings.setTells(conv, { read: false }));
    alice.kill();
    await sim.finish(alice.start());
    expect(await viewOf(alice, conv)).toMatchObject({
      draft: { text: 'draft', replyTo: id },
      pinRank: 0,
      mutedUntilMs: 5e12,
      isMarkedUnread: true,
      tellsRead: false,
      tellsTyping: true,
    });
    await value(sim, alice.messenger.settings.setDraft(conv, '', undefined));
    expect((await viewOf(alice, conv)).draft).toBeUndefined();
  });

  it('keeps the order of the pinned ones', async () => {
    const sim = world(502);
    const [alice] = await sim.circle(['Alice', 'Bob', 'Carol', 'Dave']);
    if (alice === undefined) throw new Error('nobody');
    const convs = (await alice.messenger.conversations()).map(({ id }) => id);
    const [first = '', second = '', third = ''] = convs;
    const { settings } = alice.messenger;
    for (const conv of convs) await value(sim, settings.setPinned(conv, true));
    await value(sim, settings.orderPins([third, 'f'.repeat(64), first]));
    const ranks = async () =>
      Promise.all([first, second, third].map(async (conv) => (await viewOf(alice, conv)).pinRank));
    expect(await ranks()).toEqual([1, 2, 0]);
    await value(sim, settings.setPinned(third, false));
    expect(await ranks()).toEqual([0, 1, undefined]);
  });

  it('says nothing of what was read where that is switched off, and all of it when it is switched on', async () => {
    const sim = world(503);
    const { alice, bob, conv } = await sim.contacts();
    await value(sim, bob.messenger.settings.setTells(conv, { read: false }));
    await say(sim, alice, conv, 'one');
    await sim.until('Bob has it', async () => (await bob.messages(conv)).length === 1);
    const [message] = await bob.messages(conv);
    if (message === undefined) throw new Error('no message');
    await value(sim, bob.messenger.markRead(conv, message));
    expect((await viewOf(bob, conv)).unreadCount).toBe(0);
    await say(sim, bob, conv, 'an answer, so that the way back is known to work');
    await sim.until('Alice has it', async () => (await alice.messages(conv)).length === 2);
    expect((await alice.messages(conv))[0]?.delivery.name).toBe('arrived');
    await value(sim, bob.messenger.settings.setTells(conv, { read: true }));
    await sim.until('seen', async () => (await alice.messages(conv))[0]?.delivery.name === 'seen');
  });

  it('brings what was deleted or archived back with the next message, and nothing that was said before', async () => {
    const sim = world(504);
    const { alice, bob, conv } = await sim.contacts();
    await say(sim, alice, conv, 'old words');
    await sim.until('Bob has it', async () => (await bob.messages(conv)).length === 1);
    await value(sim, bob.messenger.settings.deleteHere(conv));
    expect(await bob.messenger.conversations()).toEqual([]);
    expect((await value(sim, bob.messenger.search.find({ text: 'old', limit: 5 }))).messages).toEqual([]);
    await say(sim, alice, conv, 'new words');
    await sim.until('it is back', async () => (await bob.messenger.conversations()).length === 1);
    expect((await bob.messages(conv)).map(({ content }) => content)).toEqual([{ kind: 'text', text: 'new words' }]);
    await value(sim, bob.messenger.settings.setArchived(conv, true));
    await value(sim, bob.messenger.settings.setMuted(conv, 5e12));
    await say(sim, alice, conv, 'third');
    await sim.until('Bob has it', async () => (await bob.messages(conv)).length === 2);
    expect((await viewOf(bob, conv)).isArchived).toBe(true);
    await value(sim, bob.messenger.settings.setMuted(conv, undefined));
    await say(sim, alice, conv, 'fourth');
    await sim.until('out of the archive', async () => !(await viewOf(bob, conv)).isArchived);
  });
});

describe('typing', () => {
  it('is shown while it lasts, ends with the message, and by itself when the other falls silent', async () => {
    const sim = world(511);
    const { alice, bob, conv } = await sim.contacts();
    const typing = async () => (await viewOf(bob, conv)).typing;
    alice.messenger.settings.typing(conv, true);
    await sim.until('Bob sees it', async () => (await typing()).join() === 'Alice', 5_000);
    await say(sim, alice, conv, 'done');
    await sim.until('it is over', async () => (await typing()).length === 0, 5_000);
    alice.messenger.settings.typing(conv, true);
    await sim.until('Bob sees it again', async () => (await typing()).length === 1, 5_000);
    alice.kill();
    await sim.until('it ran out', async () => (await typing()).length === 0, 20_000);
  });

  it('goes to nobody where it is switched off', async () => {
    const sim = world(512);
    const { alice, bob, conv } = await sim.contacts();
    await value(sim, alice.messenger.settings.setTells(conv, { typing: false }));
    bob.events.length = 0;
    for (let letter = 0; letter < 20; letter += 1) {
      alice.messenger.settings.typing(conv, true);
      await sim.world.runForAsync(500);
    }
    const told = bob.events.filter((event) => event.name === 'conversation' && event.conversation.typing.length > 0);
    expect(told).toEqual([]);
  });

  it('is seen in a group by the members that are connected', async () => {
    const sim = world(513);
    const [alice, bob] = await sim.circle(['Alice', 'Bob']);
    if (alice === undefined || bob === undefined) throw new Error('nobody');
    const person = (await alice.messenger.conversations())[0]?.person ?? '';
    const { conversationId: conv } = await value(sim, alice.messenger.groups.create('Trip', [person]));
    await sim.joinGroup(bob, conv);
    await sim.until('Alice knows', async () =>
      ((await viewOf(alice, conv)).group?.members ?? []).every(({ hasJoined }) => hasJoined),
    );
    bob.messenger.settings.typing(conv, true);
    await sim.until('Alice sees it', async () => (await viewOf(alice, conv)).typing.join() === 'Bob', 5_000);
  });
});

describe('pages', () => {
  it('go to a message, a date, the first unread one, and on in both directions', async () => {
    const sim = world(521);
    const { alice, bob, conv } = await sim.contacts();
    for (let n = 0; n < 30; n += 1) {
      await say(sim, alice, conv, `m${n}`);
      await sim.world.runForAsync(1_000);
    }
    await sim.until('Bob has all', async () => (await bob.messages(conv)).length === 30);
    const all = await bob.messages(conv);
    const texts = (page: { readonly messages: readonly { readonly content: unknown }[] }) =>
      page.messages.map(({ content }) => (content as { text: string }).text); // all are texts
    const tenth = all[10];
    const last = all[29];
    if (tenth === undefined || last === undefined) throw new Error('no message');
    const { pages } = bob.messenger;
    const around = await value(sim, pages.around(conv, tenth.id, 6));
    expect(texts(around)).toEqual(['m7', 'm8', 'm9', 'm10', 'm11', 'm12']);
    expect(around).toMatchObject({ hasOlder: true, hasNewer: true });
    expect(texts(await value(sim, pages.around(conv, last.id, 4)))).toEqual(['m26', 'm27', 'm28', 'm29']);
    expect(texts(await value(sim, pages.around(conv, all[0]?.id ?? '', 4)))).toEqual(['m0', 'm1', 'm2', 'm3']);
    const after = await value(sim, pages.after(conv, tenth, 3));
    expect(texts(after)).toEqual(['m11', 'm12', 'm13']);
    expect(texts(await value(sim, pages.atDate(conv, tenth.t, 2)))).toEqual(['m9', 'm10']);
    await value(sim, bob.messenger.markRead(conv, tenth));
    const unread = await value(sim, pages.firstUnread(conv, 2));
    expect(unread.place?.id).toBe(all[11]?.id);
    expect(unread.page && texts(unread.page)).toEqual(['m10', 'm11']);
    await value(sim, bob.messenger.markRead(conv, last));
    expect(await value(sim, pages.firstUnread(conv, 2))).toEqual({ place: undefined, page: undefined });
    expect(await sim.finish(pages.around(conv, 'f'.repeat(64), 5))).toEqual({ ok: false, error: 'unknown-message' });
  });

  it('of photos alone, by month, without what was deleted', async () => {
    const sim = world(522);
    const { alice, conv } = await sim.contacts();
    const sent: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const staged = await value(sim, alice.messenger.stagePhoto('a.png', pngOf(new Dice(n), 2_000)));
      sent.push((await value(sim, alice.messenger.sendAlbum(conv, [staged]))).message.id);
      await say(sim, alice, conv, 'between');
    }
    await sim.finish(alice.messenger.messages.deleteForAll(conv, sent[1] ?? ''));
    const first = await value(sim, alice.messenger.pages.gallery(conv, 'album', undefined, 2));
    const shown = first.months.flatMap(({ messages }) => messages);
    expect(shown.map(({ id }) => id)).toEqual([sent[3], sent[2]]);
    expect(first.hasOlder).toBe(true);
    expect(first.months.map(({ month }) => month)).toEqual([expect.stringMatching(/^\d{4}-\d{2}$/)]);
    const second = await value(sim, alice.messenger.pages.gallery(conv, 'album', shown.at(-1), 2));
    expect(second.months.flatMap(({ messages }) => messages.map(({ id }) => id))).toEqual([sent[0]]);
    expect(second.hasOlder).toBe(false);
  });
});
