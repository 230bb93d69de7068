import { expect } from 'vitest';
import { HEADING_REST_MS } from '../limits.ts';
import type { MessageView } from '../views/message-views.ts';
import { asReadBy } from './as-read.ts';
import { type GroupLife, textOf } from './group-life.ts';
import { ownFromT } from './own-time.ts';
import type { SimPeople } from './sim-people.ts';
import type { SimPerson } from './sim-person.ts';

/** Kinds whose bodies are erased with the message. */
const ERASED_KINDS = ['text', 'edit', 'album'];
const CHAT_KINDS = [...ERASED_KINDS, 'react', 'delete'];

/** app-protocol.md "_sync". */
const COPIES_PER_MEMBER_MAX = 4;
/** Gap between two looks whether everybody agrees: each look reads all that everybody shows. */
const LOOK_EVERY_MS = 1_000;

/** What one person shows once nothing moves any more. */
interface Shown {
  readonly person: SimPerson;
  readonly state: string | undefined;
  readonly members: readonly string[];
  /** Where their history begins. */
  readonly fromT: number;
  readonly messages: readonly MessageView[];
  readonly unread: number;
}

/** After healing: lets the world go on until all members agree and nothing is on its way; then holds them to the promises. */
export async function expectOneTruth(people: SimPeople, life: GroupLife): Promise<void> {
  let shown: readonly Shown[] = [];
  try {
    await people.until(
      'all members agree',
      async () => {
        await life.answerAll();
        shown = await Promise.all(life.persons.map((person) => shownBy(person, life)));
        return areAgreed(shown, life) && shown.every(isAtRest) && (await haveSameEvents(shown, life));
      },
      undefined,
      LOOK_EVERY_MS,
    );
    await people.world.runForAsync(HEADING_REST_MS);
  } catch (error) {
    throw new Error(`${String(error)}\n${life.deeds.join('\n')}\n${shown.map(summaryOf).join('\n')}`);
  }
  shown = await Promise.all(life.persons.map((person) => shownBy(person, life)));
  const members = shown.filter(({ state }) => state === 'member');
  await expectSameViews(members, life);
  expectNothingLost(members, life);
  expectRightCounts(members, life);
  await expectNothingErasedLeft(members, life);
  await expectArrivedIsStored(members, life);
  expectFewCopies(life.persons);
  expectNoBugs(life.persons);
}

async function shownBy(person: SimPerson, { conv, record }: GroupLife): Promise<Shown> {
  const chat = (await person.messenger.conversations()).find(({ id }) => id === conv);
  const group = chat?.group;
  const members = group?.members ?? [];
  return {
    person,
    state: group?.state,
    members: members.map(({ device, isAdmin, hasJoined }) => `${device} ${isAdmin} ${hasJoined}`).sort(),
    fromT: record.latecomers.has(person) ? await ownFromT(person, conv) : 0,
    messages: group === undefined ? [] : await person.messages(conv),
    unread: chat?.unreadCount ?? 0,
  };
}

/** For who looks into a world that failed. */
function summaryOf(one: Shown): string {
  const open = one.messages.filter(({ delivery }) => delivery.name === 'waiting' || delivery.name === 'arriving');
  const members = one.members.map((member) => member.slice(0, 6) + member.slice(64)).join(', ');
  const waiting = open.map((message) => `${textOf(message)} ${JSON.stringify(message.delivery)}`);
  return [
    `${one.person.name} ${one.person.device.slice(0, 6)} is ${one.state} of [${members}], shows ${one.messages.length}`,
    ...waiting,
  ].join('\n    ');
}

/** Members know of the same members, and nobody thinks to be one who isn't. Of all that is in view, what all may see is the same. */
function areAgreed(shown: readonly Shown[], { record }: GroupLife): boolean {
  const members = shown.filter(({ state }) => state === 'member');
  const [first] = members;
  if (first === undefined) return shown.every(({ state }) => state !== 'joining');
  if (shown.some(({ state }) => state === 'invited' || state === 'joining')) return false;
  const joined = first.members.filter((member) => member.endsWith(' true')).length;
  if (joined !== members.length) return false;
  const longest = Math.max(...members.map((one) => countable(one).length));
  return members.every(
    (one) =>
      one.members.join() === first.members.join() &&
      (record.latecomers.has(one.person) || countable(one).length === longest),
  );
}

/** Also of what is no line of the chat: edits, reactions, deletions. */
async function haveSameEvents(shown: readonly Shown[], { conv }: GroupLife): Promise<boolean> {
  const members = shown.filter(({ state }) => state === 'member');
  const counts = await Promise.all(
    members.map(async ({ person }) => (await person.storedEvents(conv, CHAT_KINDS)).length),
  );
  return new Set(counts).size <= 1;
}

/** Without our own that count for nobody. */
function countable({ messages }: Shown): readonly MessageView[] {
  return messages.filter(({ delivery }) => delivery.name !== 'not-sent');
}

/** Photos of what lies before their time may never come. */
function isAtRest({ state, messages, fromT }: Shown): boolean {
  if (state !== 'member') return true;
  return messages.every(
    ({ t, content, delivery }) =>
      delivery.name !== 'waiting' &&
      delivery.name !== 'arriving' &&
      (content.kind !== 'album' || content.photos.every((photo) => (photo.isWhole || t < fromT) && photo.hasThumb)),
  );
}

/** Line by line the same: who came late shows the end of it, as far as they may read it. */
async function expectSameViews(members: readonly Shown[], { record, conv }: GroupLife): Promise<void> {
  const full = members.filter(({ person }) => !record.latecomers.has(person));
  const [first] = full;
  if (first === undefined) return;
  for (const one of members) {
    const ids = new Set(countable(one).map(({ id }) => id));
    const isLate = record.latecomers.has(one.person);
    const expected = countable(first).filter(({ id }) => !isLate || ids.has(id));
    const asRead = isLate ? await asReadBy(one.person, first.person, conv) : (message: MessageView) => message;
    const lines = expected.map((message) => fullLineOf(asRead(message)));
    expect(countable(one).map(fullLineOf), `${one.person.name} shows`).toEqual(lines);
  }
}

/** The same for everybody: id, what it says now, and what was given to it. */
function fullLineOf(message: MessageView): string {
  const reactions = message.reactions.map(({ emoji, count }) => `${emoji}${count}`).join(' ');
  const { content } = message;
  const text = content.kind === 'group' ? content.note.what : textOf(message);
  return `${message.t} ${message.id} ${content.kind} ${text} ${reactions}`;
}

/** Everything whose sending resolved is there once, unless its author was taken out or lost their disk. */
function expectNothingLost(members: readonly Shown[], { record }: GroupLife): void {
  for (const { person, messages } of members) {
    const ids = messages.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const texts = messages.filter(({ content }) => content.kind === 'text').map(textOf);
    expect(new Set(texts).size, 'no text twice').toBe(texts.length);
    if (record.latecomers.has(person)) continue;
    const shown = new Set(ids);
    const joined = members.map((member) => member.person);
    const sure = record.said.filter(
      ({ by, id }) => id !== undefined && joined.includes(by) && !record.unsteady.has(by) && !record.rolledBack.has(by),
    );
    const lost = sure.filter(({ id }) => id !== undefined && !shown.has(id)).map(({ text }) => text);
    expect(lost, `lost at ${person.name}`).toEqual([]);
  }
}

/** Who never read anything has all of the others' messages unread. */
function expectRightCounts(members: readonly Shown[], { record }: GroupLife): void {
  for (const { person, messages, unread } of members) {
    if (record.readers.has(person)) continue;
    const others = messages.filter(
      ({ isMine, content }) => !isMine && (content.kind === 'text' || content.kind === 'album'),
    );
    expect(unread, `unread at ${person.name}`).toBe(others.length);
  }
}

/** A deleted body is nowhere: not at the message, and not at its edits. */
async function expectNothingErasedLeft(members: readonly Shown[], { conv, record }: GroupLife): Promise<void> {
  for (const { person, messages } of members) {
    const rows = await person.storedEvents(conv, ERASED_KINDS);
    const gone = new Set(messages.filter(({ content }) => content.kind === 'gone').map(({ id }) => id));
    const left = rows.filter(
      (row) => row.body !== undefined && (gone.has(row.id) || (row.kind === 'edit' && gone.has(row.of ?? ''))),
    );
    expect(
      left.map((row) => row.id),
      `deleted and still at ${person.name}`,
    ).toEqual([]);
    const steady = record.deleted.filter(
      ({ by, isSure }) => isSure && !record.unsteady.has(by) && !record.rolledBack.has(by),
    );
    const own = steady.filter(({ id, by }) => record.said.some((said) => said.id === id && said.by === by));
    const shown = messages.filter(({ content }) => content.kind !== 'gone').map(({ id }) => id);
    expect(
      own.filter(({ id }) => shown.includes(id)),
      `deleted and shown by ${person.name}`,
    ).toEqual([]);
  }
}

/** Nobody says "arrived" of what another member has not stored. */
async function expectArrivedIsStored(members: readonly Shown[], { conv }: GroupLife): Promise<void> {
  const held = new Map<SimPerson, ReadonlySet<string>>();
  for (const { person } of members) {
    const rows = await person.storedEvents(conv, ERASED_KINDS);
    held.set(person, new Set(rows.map((row) => row.id)));
  }
  for (const { person, messages } of members) {
    const arrived = messages.filter(({ delivery }) => delivery.name === 'arrived' || delivery.name === 'seen');
    const chat = arrived.filter(({ content }) => content.kind === 'text' || content.kind === 'album');
    for (const [other, ids] of held) {
      const missing = chat.filter(({ id }) => !ids.has(id)).map(textOf);
      expect(missing, `${person.name} says arrived, not stored at ${other.name}`).toEqual([]);
    }
  }
}

/** app-protocol.md "_sync": whatever goes wrong, an event crosses the network at most so often. */
function expectFewCopies(persons: readonly SimPerson[]): void {
  const total = new Map<string, number>();
  for (const { copies } of persons)
    for (const [id, count] of copies.counts) total.set(id, (total.get(id) ?? 0) + count);
  const most = Math.max(0, ...total.values());
  expect(most, 'copies of one event').toBeLessThanOrEqual(COPIES_PER_MEMBER_MAX * persons.length);
}

/** Throws are bugs, and every one that is caught is logged. */
function expectNoBugs(persons: readonly SimPerson[]): void {
  const bugs = persons.flatMap((person) =>
    person.logLines.filter((line) => /Error: /.test(line) && !line.includes('was killed')),
  );
  expect(bugs).toEqual([]);
}
