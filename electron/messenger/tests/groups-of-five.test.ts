import { afterEach, expect, test } from 'vitest';
import type { MessageView } from '../index.ts';
import { befriend, type Headless } from './headless.ts';
import { keptIn } from './kept.ts';
import { newPhoto } from './photo-files.ts';
import { World } from './world.ts';

const TEST_MS_MAX = 240_000;
const NAMES = ['alice', 'bob', 'carol', 'dave', 'eve'] as const;
const ALBUM_PHOTOS = 3;
const PHOTO_EDGE_PX = 800;

const world = new World();
afterEach(() => world.remove());

const textsOf = (messages: readonly MessageView[]) =>
  messages.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []));

/** Alice makes a group of all, and all are in. */
async function newGroup(people: readonly Headless[], persons: readonly string[], title: string): Promise<string> {
  const [alice, ...others] = people;
  if (alice === undefined) throw new Error('nobody');
  const { conversationId } = await alice.ask<{ conversationId: string }>('createGroup', { title, persons });
  for (const who of others) {
    await who.until('the invitation', async () => (await who.conversation(conversationId))?.group?.state === 'invited');
    await who.ask('answerGroup', { conversation: conversationId, yes: true });
  }
  for (const who of people) {
    await who.until('all are in', async () => {
      const members = (await who.conversation(conversationId))?.group?.members ?? [];
      return members.length === people.length && members.every(({ hasJoined }) => hasJoined);
    });
  }
  // Also over the lines that were there before the group was.
  await alice.until('all others can be reached', async () => {
    return (await alice.conversation(conversationId))?.group?.reachableCount === others.length;
  });
  return conversationId;
}

test('two groups of five, one of whom is killed and comes back: all have the same', {
  timeout: TEST_MS_MAX,
}, async () => {
  const people = await Promise.all(NAMES.map((name) => world.person(name)));
  const [alice, bob, carol, , eve] = people as [Headless, Headless, Headless, Headless, Headless];
  const persons: string[] = [];
  for (const other of people.slice(1)) {
    await befriend(alice, other);
    persons.push((await other.ask<{ profile: { hashname: string } }>('profile')).profile.hashname);
  }
  const groups = [await newGroup(people, persons, 'Family'), await newGroup(people, persons, 'Work')];

  // Everybody speaks in both at once, and Eve is killed in the middle of it.
  const said: Promise<unknown>[] = [];
  for (const conversation of groups)
    for (const who of people) said.push(who.ask('say', { conversation, text: `${who.name} is here` }));
  await Promise.all(said);
  await eve.kill();
  const photos = await Promise.all(
    Array.from({ length: ALBUM_PHOTOS }, (_, at) => newPhoto(world.folder, `photo-${at}`, PHOTO_EDGE_PX)),
  );
  for (const conversation of groups) {
    const { message } = await bob.ask<{ message: MessageView }>('say', { conversation, text: 'wrong' });
    await bob.ask('photos', { conversation, photos: photos.map((file) => ({ file })) });
    await bob.ask('edit', { conversation, message: message.id, text: 'while Eve is away' });
    const { message: regretted } = await carol.ask<{ message: MessageView }>('say', {
      conversation,
      text: 'regretted',
    });
    await carol.ask('delete', { conversation, message: regretted.id, forAll: true });
    await carol.until('the text', async () => (await carol.messages(conversation)).some(({ id }) => id === message.id));
    await carol.ask('react', { conversation, message: message.id, emoji: '👍' });
  }
  await eve.start();
  const expected = [...NAMES.map((name) => `${name} is here`), 'while Eve is away'].sort();
  for (const conversation of groups) {
    const shown: unknown[] = [];
    for (const who of people) shown.push(await who.until('everything', () => settledView(who, conversation, expected)));
    for (const each of shown) expect(each).toEqual(shown[0]);
  }

  for (const who of people) expect(await who.stop()).toBe(0);
  for (const conversation of groups) {
    const kept = await Promise.all(people.map((who) => keptIn(who.folder, conversation)));
    for (const each of kept) expect(each).toEqual(kept[0]);
    expect(Object.values(kept[0]?.blobs ?? {})).not.toContain('missing');
  }
});

/** What everybody should see alike, once all of it is here: places, texts, reactions, photos. */
async function settledView(who: Headless, conversation: string, texts: readonly string[]) {
  const messages = await who.messages(conversation);
  const albums = messages.flatMap(({ content }) => (content.kind === 'album' ? [content.photos] : []));
  const hasAll =
    String(textsOf(messages).sort()) === String(texts) &&
    messages.filter(({ content }) => content.kind === 'gone').length === 1 &&
    messages.some(({ reactions }) => reactions.length === 1) &&
    albums.length === 1 &&
    albums.every((photos) => photos.length === ALBUM_PHOTOS && photos.every(({ isWhole }) => isWhole));
  return hasAll && messages.map(({ id, t, content, reactions }) => [id, t, content.kind, reactions[0]?.emoji]);
}
