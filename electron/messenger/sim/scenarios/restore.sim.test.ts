import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { restoreFromFullCopy, restoreFromRescueFile } from '../../backup/restore.ts';
import { SimPeople, stateOf, textsOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

let people: SimPeople | undefined;
afterEach(() => people?.remove());

async function say(world: SimPeople, person: SimPerson, conv: string, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const sent = await world.finish(person.messenger.sendText(conv, text));
    expect(sent.ok).toBe(true);
  }
}

const haveAll = (world: SimPeople, conv: string, texts: readonly string[], ...all: readonly SimPerson[]) =>
  world.until(`everybody has ${texts.join()}`, async () => {
    const lists = await Promise.all(all.map((person) => textsOf(person, conv)));
    return lists.every((list) => list.length === texts.length && texts.every((text) => list.includes(text)));
  });

async function newDeviceOf(person: SimPerson, conv: string) {
  return (await person.messenger.conversations()).find(({ id }) => id === conv)?.newDevice;
}

/** The contact is asked *New device?* and says yes. */
async function confirm(world: SimPeople, person: SimPerson, conv: string): Promise<void> {
  await world.until('new device?', async () => (await newDeviceOf(person, conv)) !== undefined);
  const asked = await newDeviceOf(person, conv);
  const answered = await world.finish(person.messenger.devices.answer(conv, asked?.device ?? '', true));
  expect(answered).toEqual({ ok: true, value: {} });
}

const hasMoved = (person: SimPerson) => person.messenger.notices().some(({ name }) => name === 'moved');

describe('a copied data folder that is started on another machine', () => {
  test('is a new device: the old one goes on, both write, nothing is lost, doubled or refused', async () => {
    const world = new SimPeople({ seed: 11 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await say(world, alice, conv, 'a1');
    await say(world, bob, conv, 'b1');
    await haveAll(world, conv, ['a1', 'b1'], alice, bob);
    await world.finish(alice.stop());
    const copy = world.add('Alice');
    cpSync(join(alice.folder, 'data'), join(copy.folder, 'data'), { recursive: true });
    await world.finish(alice.start());
    await world.finish(copy.start());
    expect(copy.messenger.profile()).toEqual(alice.messenger.profile());
    expect(await stateOf(copy, conv)).toBe('invited');

    await say(world, copy, conv, 'from the copy');
    await say(world, alice, conv, 'from the old one');
    await haveAll(world, conv, ['a1', 'b1', 'from the old one'], bob); // the copy is not believed yet
    await confirm(world, bob, conv);
    await say(world, bob, conv, 'b2');
    const all = ['a1', 'b1', 'from the old one', 'from the copy', 'b2'];
    await haveAll(world, conv, all, alice, copy, bob);
    await world.until('the old one says so', async () => hasMoved(alice));
    expect(hasMoved(copy)).toBe(false);
    await say(world, alice, conv, 'still here');
    await say(world, copy, conv, 'and here');
    await haveAll(world, conv, [...all, 'still here', 'and here'], alice, copy, bob);
    const orders = await Promise.all([alice, copy, bob].map((person) => textsOf(person, conv)));
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
    for (const person of [alice, copy]) {
      const mine = (await person.messages(conv)).filter(({ isMine }) => isMine).map(({ content }) => content);
      expect(mine).toHaveLength(5);
    }
    const refused = (await bob.messages(conv)).filter(({ delivery }) => delivery.name === 'not-sent');
    expect(refused).toEqual([]);
  });

  test('that is started again on its own machine stays who it is', async () => {
    const world = new SimPeople({ seed: 12 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await world.finish(alice.stop());
    await world.finish(alice.start());
    await say(world, alice, conv, 'same machine');
    await haveAll(world, conv, ['same machine'], alice, bob);
    expect(await newDeviceOf(bob, conv)).toBeUndefined();
  });

  test('comes into the groups that the contact leads, with what was said there', async () => {
    const world = new SimPeople({ seed: 14 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    const person = alice.messenger.profile()?.hashname ?? '';
    const made = await world.finish(bob.messenger.groups.create('Family', [person]));
    if (!made.ok) throw new Error(made.error);
    const group = made.value.conversationId;
    await world.joinGroup(alice, group);
    await say(world, alice, group, 'hello all');
    const has = (who: SimPerson, text: string) => async () => (await textsOf(who, group)).includes(text);
    await world.until('it is there', has(bob, 'hello all'));
    await world.finish(alice.stop());
    alice.machine = 'another one';
    await world.finish(alice.start());
    await confirm(world, bob, conv);
    const stateIn = async () => (await alice.messenger.conversations()).find(({ id }) => id === group)?.group?.state;
    await world.until('a member again', async () => (await stateIn()) === 'member');
    await say(world, alice, group, 'here again');
    await world.until('it is heard', has(bob, 'here again'));
    await say(world, bob, group, 'welcome back');
    await world.until('and answered', has(alice, 'welcome back'));
    expect(await textsOf(alice, group)).toContain('hello all');
  });

  test('is not answered where the contact says no', async () => {
    const world = new SimPeople({ seed: 13 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await world.finish(alice.stop());
    alice.machine = 'a thief';
    await world.finish(alice.start());
    await world.until('new device?', async () => (await newDeviceOf(bob, conv)) !== undefined);
    const asked = await newDeviceOf(bob, conv);
    await world.finish(bob.messenger.devices.answer(conv, asked?.device ?? '', false));
    await say(world, bob, conv, 'a secret');
    await say(world, alice, conv, 'tell me');
    await world.world.runForAsync(300_000);
    expect(await newDeviceOf(bob, conv)).toBeUndefined();
    expect(await textsOf(alice, conv)).toEqual(['tell me']);
    expect(await textsOf(bob, conv)).toEqual(['a secret']);
  });
});

describe('a rescue file on a new machine', () => {
  test('brings back the people, and what they hold of the chats, while the old machine still writes', async () => {
    const world = new SimPeople({ seed: 21 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await say(world, alice, conv, 'a1');
    await say(world, bob, conv, 'b1');
    await haveAll(world, conv, ['a1', 'b1'], alice, bob);
    const path = join(alice.folder, 'alice.rescue');
    expect(await alice.messenger.backup.saveRescueFile(path)).toEqual({ ok: true, value: {} });
    const words = (await alice.messenger.backup.words()).join(' ');
    await say(world, alice, conv, 'a2');

    const fresh = world.add('Alice');
    const file = new Uint8Array(readFileSync(path));
    const wrong = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
    expect(await fresh.whileStopped((parts) => restoreFromRescueFile(parts, file, wrong))).toMatchObject({
      error: 'wrong-words',
    });
    expect(await fresh.whileStopped((parts) => restoreFromRescueFile(parts, file, words))).toEqual({
      ok: true,
      value: {},
    });
    expect(await fresh.whileStopped((parts) => restoreFromRescueFile(parts, file, words))).toMatchObject({
      error: 'folder-has-person',
    });
    await world.finish(fresh.start());
    expect(fresh.messenger.profile()).toEqual(alice.messenger.profile());
    await say(world, fresh, conv, 'from the new one');
    await confirm(world, bob, conv);
    const all = ['a1', 'b1', 'a2', 'from the new one'];
    await haveAll(world, conv, all, alice, fresh, bob);
    await world.until('the old one says so', async () => hasMoved(alice));
    await say(world, alice, conv, 'old');
    await say(world, bob, conv, 'b2');
    await haveAll(world, conv, [...all, 'old', 'b2'], alice, fresh, bob);
    const mine = (await fresh.messages(conv)).filter(({ isMine }) => isMine);
    expect(mine).toHaveLength(4);
    expect((await fresh.messenger.backup.words()).join(' ')).toBe(words); // the same twelve, for the same person
  });

  test('brings back what is known of people: nicknames, who was verified, who is blocked', async () => {
    const world = new SimPeople({ seed: 23 });
    people = world;
    const { alice, bob } = await world.contacts();
    const carol = await world.newContact(alice, 'Carol');
    const { contacts: known, verification } = alice.messenger;
    await world.finish(known.setNickname(bob.device, 'Uncle Bob'));
    await world.finish(verification.confirmWords(bob.device));
    await world.finish(verification.denyWords(carol.device));
    await world.finish(known.block(carol.device));
    const path = join(alice.folder, 'alice.rescue');
    await alice.messenger.backup.saveRescueFile(path);
    await world.finish(known.setNickname(bob.device, 'Bobby'));
    await world.until('it is written again', async () => {
      return (await alice.messenger.backup.status()).rescueFile?.isStale === false;
    });
    const words = (await alice.messenger.backup.words()).join(' ');
    const before = known.list().find(({ person }) => person === bob.device);
    const fresh = world.add('Alice');
    await fresh.whileStopped((parts) => restoreFromRescueFile(parts, new Uint8Array(readFileSync(path)), words));
    await world.finish(fresh.start());
    const after = fresh.messenger.contacts.list().find(({ person }) => person === bob.device);
    expect(after).toMatchObject({ nickname: 'Bobby', verified: { how: 'words' }, met: before?.met });
    expect(after?.verified).toEqual(before?.verified);
    const doubted = fresh.messenger.contacts.list().find(({ person }) => person === carol.device);
    expect(doubted?.differedAtMs).toEqual(known.list().find(({ person }) => person === carol.device)?.differedAtMs);
    expect(doubted?.differedAtMs).toBeGreaterThan(0);
    expect(fresh.messenger.contacts.blocked().map(({ person }) => person)).toEqual([carol.device]);
  });

  test('lets the new device change and take back what the old one wrote between two, on both sides', async () => {
    const world = new SimPeople({ seed: 24 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await say(world, alice, conv, 'a1', 'a2');
    await say(world, bob, conv, 'b1');
    await haveAll(world, conv, ['a1', 'a2', 'b1'], alice, bob);
    const path = join(alice.folder, 'alice.rescue');
    await alice.messenger.backup.saveRescueFile(path);
    const words = (await alice.messenger.backup.words()).join(' ');
    const fresh = world.add('Alice');
    await fresh.whileStopped((parts) => restoreFromRescueFile(parts, new Uint8Array(readFileSync(path)), words));
    await world.finish(alice.stop());
    await world.finish(fresh.start());
    await confirm(world, bob, conv);
    await haveAll(world, conv, ['a1', 'a2', 'b1'], fresh);
    const idOf = async (text: string) => {
      const found = (await fresh.messages(conv)).find(
        ({ content }) => content.kind === 'text' && content.text === text,
      );
      return found?.id ?? '';
    };
    const [first, second, theirs] = [await idOf('a1'), await idOf('a2'), await idOf('b1')];
    const changeable = (await fresh.messages(conv)).filter(({ mayChange }) => mayChange);
    expect(new Set(changeable.map(({ id }) => id))).toEqual(new Set([first, second]));
    const { messages } = fresh.messenger;
    expect((await world.finish(messages.edit(conv, first, 'a1, better'))).ok).toBe(true);
    expect((await world.finish(messages.deleteForAll(conv, second))).ok).toBe(true);
    expect(await world.finish(messages.edit(conv, theirs, 'forged'))).toEqual({ ok: false, error: 'not-yours' });
    expect(await world.finish(messages.deleteForAll(conv, theirs))).toEqual({ ok: false, error: 'not-yours' });
    await haveAll(world, conv, ['a1, better', 'gone', 'b1'], fresh, bob);
    const bodies = (await bob.storedEvents(conv, ['text'])).filter(({ id }) => id === second);
    expect(bodies.map(({ body }) => body)).toEqual([undefined]);
    const found = await world.finish(bob.messenger.search.find({ text: 'better', conversationId: conv, limit: 9 }));
    expect(found.ok && found.value.messages.map(({ message }) => message.id)).toEqual([first]);
  });

  test('says that it is stale when somebody came since and it could not be written', async () => {
    const world = new SimPeople({ seed: 22 });
    people = world;
    const { alice } = await world.contacts();
    const stick = join(alice.folder, 'stick');
    mkdirSync(stick);
    await alice.messenger.backup.saveRescueFile(join(stick, 'alice.rescue'));
    expect((await alice.messenger.backup.status()).rescueFile).toMatchObject({ isStale: false });
    rmSync(stick, { recursive: true });
    await world.newContact(alice, 'Carol');
    expect((await alice.messenger.backup.status()).rescueFile).toMatchObject({ isStale: true });
    mkdirSync(stick);
    await world.newContact(alice, 'Dave');
    const isFresh = async () => (await alice.messenger.backup.status()).rescueFile?.isStale === false;
    await world.until('it is written again', isFresh);
  });
});

/** A folder on another disk. */
function driveOf(person: SimPerson): string {
  const drive = join(person.folder, 'drive');
  mkdirSync(drive);
  return drive;
}

describe('a full copy', () => {
  test('on a new machine has everything, and goes on beside the old one', async () => {
    const world = new SimPeople({ seed: 31 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await say(world, alice, conv, 'a1');
    await say(world, bob, conv, 'b1');
    await haveAll(world, conv, ['a1', 'b1'], alice, bob);
    const drive = driveOf(alice);
    await alice.messenger.backup.chooseCopyFolder(drive);
    expect(await alice.messenger.backup.copyNow()).toEqual({ ok: true, value: {} });
    const words = (await alice.messenger.backup.words()).join(' ');
    await say(world, alice, conv, 'after the copy');
    await haveAll(world, conv, ['a1', 'b1', 'after the copy'], bob);

    const fresh = world.add('Alice');
    expect(await fresh.whileStopped((parts) => restoreFromFullCopy(parts, drive, words))).toEqual({
      ok: true,
      value: {},
    });
    await world.finish(fresh.start());
    expect(new Set(await textsOf(fresh, conv))).toEqual(new Set(['a1', 'b1'])); // before anybody was met
    await say(world, fresh, conv, 'from the new one');
    await confirm(world, bob, conv);
    const all = ['a1', 'b1', 'after the copy', 'from the new one'];
    await haveAll(world, conv, all, alice, fresh, bob);
    await say(world, alice, conv, 'old');
    await say(world, fresh, conv, 'new');
    await haveAll(world, conv, [...all, 'old', 'new'], alice, fresh, bob);
    expect(hasMoved(alice)).toBe(true);
  });

  test('keeps two generations, and the older one is used where the newer is damaged', async () => {
    const world = new SimPeople({ seed: 32 });
    people = world;
    const { alice, conv } = await world.contacts();
    const drive = driveOf(alice);
    await alice.messenger.backup.chooseCopyFolder(drive);
    for (const text of ['one', 'two', 'three']) {
      await say(world, alice, conv, text);
      await alice.messenger.backup.copyNow();
    }
    const copies = join(drive, 'Hashline copy');
    expect(readdirSync(copies).sort()).toEqual(['2', '3', 'blobs']);
    const newest = join(copies, '3', 'store.db');
    const bytes = readFileSync(newest);
    bytes.fill(7, 9_000, 9_100);
    writeFileSync(newest, bytes);
    const words = (await alice.messenger.backup.words()).join(' ');
    const fresh = world.add('Alice');
    await fresh.whileStopped((parts) => restoreFromFullCopy(parts, drive, words));
    await world.finish(fresh.start());
    expect(await textsOf(fresh, conv)).toEqual(['one', 'two']);
  });

  test('changes nothing for wrong words, and sets aside what is left of a store without its database', async () => {
    const world = new SimPeople({ seed: 34 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await say(world, alice, conv, 'one');
    const drive = driveOf(alice);
    await alice.messenger.backup.chooseCopyFolder(drive);
    await alice.messenger.backup.copyNow();
    const words = (await alice.messenger.backup.words()).join(' ');
    const fresh = world.add('Alice');
    const data = join(fresh.folder, 'data');
    mkdirSync(join(data, 'blobs', 'ab'), { recursive: true });
    writeFileSync(join(data, 'blobs', 'ab', 'piece'), 'somebody’s');
    writeFileSync(join(data, 'store.key'), 'somebody’s key');

    const wrong = (await bob.messenger.backup.words()).join(' ');
    expect(await fresh.whileStopped((parts) => restoreFromFullCopy(parts, drive, wrong))).toEqual({
      ok: false,
      error: 'wrong-words',
    });
    expect(readFileSync(join(data, 'blobs', 'ab', 'piece'), 'utf8')).toBe('somebody’s');

    expect((await fresh.whileStopped((parts) => restoreFromFullCopy(parts, drive, words))).ok).toBe(true);
    const aside = readdirSync(data).find((name) => name.startsWith('Set aside')) ?? '';
    expect(readFileSync(join(data, aside, 'blobs', 'ab', 'piece'), 'utf8')).toBe('somebody’s');
    expect(readFileSync(join(data, aside, 'store.key'), 'utf8')).toBe('somebody’s key');
    await world.finish(fresh.start());
    expect(await textsOf(fresh, conv)).toEqual(['one']);
  });

  test('that can not be made says why, and leaves the one before as it was', async () => {
    const world = new SimPeople({ seed: 33 });
    people = world;
    const { alice, conv } = await world.contacts();
    await say(world, alice, conv, 'one');
    const drive = driveOf(alice);
    await alice.messenger.backup.chooseCopyFolder(drive);
    await alice.messenger.backup.copyNow();
    cpSync(drive, join(alice.folder, 'put away'), { recursive: true });
    rmSync(drive, { recursive: true });
    expect(await alice.messenger.backup.copyNow()).toEqual({ ok: false, error: 'folder-missing' });
    expect(alice.messenger.notices()).toContainEqual({ name: 'copy-trouble', problem: 'folder-missing' });
    cpSync(join(alice.folder, 'put away'), drive, { recursive: true });
    expect(await alice.messenger.backup.copyNow()).toEqual({ ok: true, value: {} });
    expect(alice.messenger.notices().map(({ name }) => name)).not.toContain('copy-trouble');
  });
});

describe('a damaged database', () => {
  test.each([
    ['in its first page', 'salvaged', (file: string) => spoil(file, 0)],
    ['in the middle', 'salvaged', (file: string) => spoil(file, 3 * 4_096)],
    ['cut short', 'recovered', (file: string) => truncateSync(file, 6 * 4_096)],
    ['from end to end', 'recovered', (file: string) => writeFileSync(file, readFileSync(file).fill(7))],
  ])('%s is put aside, and yesterday takes its place; what came since comes back', async (_where, notice, harm) => {
    const world = new SimPeople({ seed: 41 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    await say(world, alice, conv, 'a1');
    await say(world, bob, conv, 'b1');
    await haveAll(world, conv, ['a1', 'b1'], alice, bob);
    await alice.messenger.backup.chooseCopyFolder(driveOf(alice));
    await alice.messenger.backup.copyNow();
    await say(world, alice, conv, 'a2');
    await say(world, bob, conv, 'b2');
    await haveAll(world, conv, ['a1', 'b1', 'a2', 'b2'], alice, bob);
    await world.finish(alice.stop());
    harm(join(alice.folder, 'data', 'store.db'));
    await alice.start(); // copies files, which no virtual time waits for
    expect(alice.messenger.notices().map(({ name }) => name)).toContain(notice);
    expect(readdirSync(join(alice.folder, 'data')).filter((name) => name.includes('damaged'))).toHaveLength(2);
    await say(world, alice, conv, 'a3');
    await haveAll(world, conv, ['a1', 'b1', 'a2', 'b2', 'a3'], alice, bob);
    expect(await newDeviceOf(bob, conv)).toBeUndefined(); // the same device, in a new log
  });
});

function spoil(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, at, at + 4_096);
  writeFileSync(file, bytes);
}
