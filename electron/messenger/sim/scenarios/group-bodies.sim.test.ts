import { afterEach, describe, expect, test } from 'vitest';
import { Dice } from '../../../../switch/sim/index.ts';
import type { MessageView } from '../../views/message-views.ts';
import { pngOf } from '../chaos.ts';
import { GroupLife } from '../group-life.ts';
import { expectOneTruth } from '../group-truth.ts';
import { SimPeople } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';
import { allHave, groupWith, hashnameOf, joinedIn, saidIn, stateIn } from '../small-group.ts';

const TIMEOUT_MS = 120_000;
/** Several chunks: still on its way when its event is everywhere. */
const LARGE_PHOTO_BYTES = 3_000_000;
const SMALL_PHOTO_BYTES = 5_000;
/** So long that who asks in vain has come to ask rarely. */
const A_WHILE_MS = 45 * 60_000;
const AT_ONCE_MS = 2_000;
/** Gap between two looks at what is over soon, in the world's time. */
const LOOK_AT_ONCE_MS = 5;

let people: SimPeople;
afterEach(() => people.remove());

async function familyOf(names: readonly string[], areContacts = true) {
  people = new SimPeople({ seed: 3 });
  const { alice, others, conv } = await groupWith(people, names);
  const [bob, carol] = others;
  if (bob === undefined || carol === undefined) throw new Error('nobody');
  if (areContacts) await people.befriendAll([alice, bob, carol]); // they find each other without Alice
  return { alice, bob, carol, conv };
}

const say = async (person: SimPerson, conv: string, text: string) => {
  const sent = await people.finish(person.messenger.sendText(conv, text));
  if (!sent.ok) throw new Error(sent.error);
  return sent.value.message.id;
};
const untilSaid = (who: readonly SimPerson[], conv: string, texts: readonly string[]) =>
  people.until(`all show ${texts.join(', ')}`, async () => {
    const said = await Promise.all(who.map((person) => saidIn(person, conv)));
    return said.every((list) => list.join() === texts.join());
  });

const setCut = (isCut: boolean, one: SimPerson, others: readonly SimPerson[]) => {
  const { network } = people.world;
  for (const other of others) {
    const [a, b] = [one, other].map((person) => person.switches.node?.path.ip ?? '');
    if (isCut) network.cut(a ?? '', b ?? '');
    else network.mend(a ?? '', b ?? '');
  }
};

describe('bodies in a group', { timeout: TIMEOUT_MS }, () => {
  test('who was let in without the past and is let in anew with it reads all of it', async () => {
    const { alice, bob, carol, conv } = await familyOf(['Bob', 'Carol']);
    await people.finish(alice.messenger.groups.remove(conv, hashnameOf(carol)));
    await people.until('Carol is out', async () => (await stateIn(carol, conv)) === 'removed');
    await say(alice, conv, 'said without Carol');
    await allHave(people, [bob], conv, ['said without Carol']);
    const addAnew = async (withHistory: boolean) => {
      await people.finish(alice.messenger.groups.add(conv, [hashnameOf(carol)], withHistory));
      await people.joinGroup(carol, conv);
    };
    await addAnew(false);
    await say(alice, conv, 'said to her');
    await allHave(people, [carol], conv, ['said to her']);
    expect(await saidIn(carol, conv)).toEqual(['said to her']);
    await people.finish(alice.messenger.groups.remove(conv, hashnameOf(carol)));
    await people.until('Carol is out', async () => (await stateIn(carol, conv)) === 'removed');
    await addAnew(true);
    await untilSaid([alice, bob, carol], conv, ['said without Carol', 'said to her']);
  });

  test('a deletion by an admin who was taken out before it erases nothing for good, wherever it came first', async () => {
    const { alice, bob, carol, conv } = await familyOf(['Bob', 'Carol']);
    await people.finish(alice.messenger.groups.setAdmin(conv, hashnameOf(bob), true));
    const id = await say(alice, conv, 'keep this');
    await allHave(people, [bob, carol], conv, ['keep this']);
    await people.until('Bob may', async () => {
      const chat = (await bob.messenger.conversations()).find((one) => one.id === conv);
      return chat?.group?.isAdmin === true;
    });
    setCut(true, alice, [bob, carol]);
    const deleted = await people.finish(bob.messenger.messages.deleteForAll(conv, id));
    expect(deleted.ok).toBe(true);
    await untilSaid([bob, carol], conv, ['gone']);
    await people.finish(alice.messenger.groups.remove(conv, hashnameOf(bob)));
    setCut(false, alice, [bob, carol]);
    await people.until('Bob is out', async () => (await stateIn(bob, conv)) === 'removed');
    await untilSaid([alice, carol], conv, ['keep this']);
  });

  test('what an author takes back stays taken back, also if they were taken out before it', async () => {
    const { alice, bob, carol, conv } = await familyOf(['Bob', 'Carol']);
    const id = await say(bob, conv, 'a word too many');
    await allHave(people, [alice, carol], conv, ['a word too many']);
    setCut(true, alice, [bob, carol]);
    await people.finish(bob.messenger.messages.deleteForAll(conv, id));
    await untilSaid([carol], conv, ['gone']);
    await people.finish(alice.messenger.groups.remove(conv, hashnameOf(bob)));
    setCut(false, alice, [bob, carol]);
    await untilSaid([alice, carol], conv, ['gone']);
  });

  test('who left and lost the days since then learns from a contact that they left', async () => {
    const { alice, bob, carol, conv } = await familyOf(['Bob', 'Carol']);
    await say(alice, conv, 'before');
    await allHave(people, [bob, carol], conv, ['before']);
    await people.finish(carol.stop());
    carol.copyDisk();
    await people.finish(carol.start());
    await people.finish(carol.messenger.groups.leave(conv));
    await people.until('the others know', async () => {
      const counts = await Promise.all([alice, bob].map((person) => joinedIn(person, conv)));
      return counts.every((count) => count === 2);
    });
    await people.finish(carol.stop());
    await say(alice, conv, 'after');
    expect(carol.rollBack()).toBe(true);
    await people.finish(carol.start());
    await people.until('Carol knows', async () => (await stateIn(carol, conv)) === 'left');
    expect(await saidIn(carol, conv)).toEqual(['before']);
    expect(await stateIn(bob, conv)).toBe('member');
  });
});

const sendPhoto = async (person: SimPerson, conv: string, bytes = LARGE_PHOTO_BYTES) => {
  const staged = await people.finish(person.messenger.stagePhoto('a.png', pngOf(new Dice(1), bytes)));
  if (!staged.ok) throw new Error(staged.error);
  const { stagedId } = staged.value;
  const sent = await people.finish(person.messenger.sendAlbum(conv, [{ stagedId }]));
  if (!sent.ok) throw new Error(sent.error);
};

/** What each of them has of the only album: none of it, its event, or its photo whole. */
const photosOf = (who: readonly SimPerson[], conv: string) =>
  Promise.all(
    who.map(async (person) => {
      const photos = (await person.messages(conv)).flatMap(({ content }) =>
        content.kind === 'album' ? content.photos : [],
      );
      if (photos.length === 0) return 'none';
      return photos.every(({ isWhole }) => isWhole) ? 'whole' : 'event';
    }),
  );

const untilAllWhole = (who: readonly SimPerson[], conv: string) =>
  people.until('all have the photo', async () => (await photosOf(who, conv)).every((state) => state === 'whole'));

const untilAtOnce = (what: string, isTrue: () => Promise<boolean>) =>
  people.until(what, isTrue, undefined, LOOK_AT_ONCE_MS);

/** How many photos somebody has whole, of all albums. */
const wholeCountOf = async (person: SimPerson, conv: string) =>
  (await person.messages(conv))
    .flatMap(({ content }) => (content.kind === 'album' ? content.photos : []))
    .filter(({ isWhole }) => isWhole).length;

/** Where the photos of all albums stand, as it is read now, and as it was told last. */
const standingsOf = async (person: SimPerson, conv: string) =>
  (await person.messages(conv)).flatMap(({ content }) => photoStandings(content));
const toldOf = (person: SimPerson, conv: string) => {
  const told = new Map<string, readonly string[]>();
  for (const event of person.events)
    if (event.name === 'messages' && event.conversationId === conv)
      for (const { id, content } of event.messages) told.set(id, photoStandings(content));
  return [...told.values()].flat();
};
const photoStandings = (content: MessageView['content']): readonly string[] =>
  content.kind === 'album' ? content.photos.map(({ transfer }) => transfer.why ?? transfer.state) : [];

/** At once, without a word to anybody: what was on its way does not arrive. */
const restart = async (person: SimPerson) => {
  person.kill();
  await people.finish(person.start());
};

describe('a photo that only its author has', { timeout: TIMEOUT_MS }, () => {
  test.each(['contacts', 'strangers'])('comes to all, though its author leaves before (%s)', async (who) => {
    const { alice, bob, carol, conv } = await familyOf(['Bob', 'Carol'], who === 'contacts');
    await sendPhoto(carol, conv);
    await people.finish(carol.messenger.groups.leave(conv));
    await untilAtOnce('Carol knows that her goodbye was heard', async () => {
      const goodbye = (await carol.messages(conv)).at(-1);
      return goodbye?.content.kind === 'group' && goodbye.delivery.name !== 'waiting';
    });
    await restart(carol);
    expect(await photosOf([alice, bob], conv)).not.toContain('whole');
    await untilAllWhole([alice, bob], conv);
    expect(await stateIn(carol, conv)).toBe('left');
  });

  test('comes to all, though its author is taken out before', async () => {
    const { alice, bob, carol, conv } = await familyOf(['Bob', 'Carol']);
    await sendPhoto(carol, conv);
    await untilAtOnce('its event is there', async () => (await photosOf([alice], conv)).includes('event'));
    await people.finish(alice.messenger.groups.remove(conv, hashnameOf(carol)));
    await untilAtOnce('Carol knows', async () => (await stateIn(carol, conv)) === 'removed');
    await restart(carol);
    expect(await photosOf([alice, bob], conv)).not.toContain('whole');
    await untilAllWhole([alice, bob], conv);
  });

  test('waits for nobody who came too late to read it', async () => {
    people = new SimPeople({ seed: 3 });
    const { alice, others, conv } = await groupWith(people, ['Bob']);
    await sendPhoto(alice, conv);
    await untilAllWhole(others, conv);
    const carol = await people.newContact(alice, 'Carol');
    await people.finish(alice.messenger.groups.add(conv, [hashnameOf(carol)], false));
    await people.joinGroup(carol, conv);
    await say(alice, conv, 'to all');
    await allHave(people, [...others, carol], conv, ['to all']);
    await people.until('all of it has arrived', async () => {
      const mine = (await alice.messages(conv)).filter(({ isMine }) => isMine);
      return mine.every(({ delivery }) => delivery.name === 'arrived');
    });
  });
});

describe('who is let in anew without the past', { timeout: TIMEOUT_MS }, () => {
  test('asks nobody for a photo of it, so that newer ones come at once, until the past is theirs again', async () => {
    const { alice, bob, carol, conv } = await familyOf(['Bob', 'Carol']);
    const isOut = async () => (await stateIn(carol, conv)) === 'removed';
    const remove = () => people.finish(alice.messenger.groups.remove(conv, carol.device));
    const letInAnew = async (withHistory: boolean) => {
      await people.finish(alice.messenger.groups.add(conv, [carol.device], withHistory));
      if (!carol.isRunning) await people.finish(carol.start());
      await people.joinGroup(carol, conv);
    };
    await sendPhoto(alice, conv);
    await untilAtOnce('its event is there', async () => (await photosOf([carol], conv)).includes('event'));
    await remove();
    await untilAtOnce('Carol knows', isOut);
    await people.until('it is told that it does not come', async () => toldOf(carol, conv).join() === 'not-in-group');
    expect(await standingsOf(carol, conv)).toEqual(['not-in-group']);
    carol.kill();
    await untilAllWhole([bob], conv);
    await letInAnew(false);
    await people.world.runForAsync(A_WHILE_MS);
    expect(await standingsOf(carol, conv)).toEqual(['before-our-time']);
    expect(toldOf(carol, conv)).toEqual(['before-our-time']);

    const sentAtMs = people.world.nowMs;
    await sendPhoto(alice, conv, SMALL_PHOTO_BYTES);
    await people.until('the new one is there', async () => (await wholeCountOf(carol, conv)) === 1);
    expect(people.world.nowMs - sentAtMs).toBeLessThan(AT_ONCE_MS);
    const life = new GroupLife(people, [alice, bob, carol], conv, true);
    life.record.latecomers.add(carol);
    await expectOneTruth(people, life);

    await remove();
    await people.until('Carol is out', isOut);
    await letInAnew(true);
    await people.until('the old one is there', async () => (await wholeCountOf(carol, conv)) === 2);
  });
});
