import {
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { Dice } from '../../../../switch/sim/index.ts';
import { IS_FULL_RUN } from '../../../../switch/testing/full-run.ts';
import { type EventRow, inspectCopy, openStore } from '../../../storage/index.ts';
import { walFrames } from '../../../storage/salvage/wal-frames.ts';
import { eventPagesOf } from '../../../storage/testing/event-pages.ts';
import { inProcessStorageWorker } from '../../../storage/testing/index.ts';
import { readText } from '../../conversations/text-body.ts';
import { encodeCanonical } from '../../log/canonical-json.ts';
import { buildEvent } from '../../log/event.ts';
import { wordsOfBody } from '../../search/search-words.ts';
import { SimPeople, textsOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';
import { allHave, groupOf, groupWith, joinedIn, stateIn } from '../small-group.ts';

/** Seeded damages of the same store; the first that are tried leave it its keys. */
const SEED_MIN = 2;
const SEEDS = IS_FULL_RUN ? 60 : 2;
const LETTERS = IS_FULL_RUN ? 6_000 : 1_500;
/** The last of them are committed one by one. */
const SINGLES = 20;
const PAGE_BYTES = 4_096;
const NOISE_BYTES = 2_048;
/** Parts of all pages that are harmed. */
const PARTS = [0.02, 0.1];
/** An event takes at least as much. */
const ROWS_A_PAGE_MAX = 10;
const CLOSED = 'closed';
const KILLED = 'killed';

let people: SimPeople | undefined;
afterEach(() => people?.remove());
afterAll(() => filled?.world.remove());

const fileOf = (person: SimPerson) => join(person.folder, 'data', 'store.db');

function keyOf(person: SimPerson): Uint8Array {
  const [, hex = ''] = /([0-9a-f]{64})/.exec(readFileSync(join(person.folder, 'data', 'store.key'), 'latin1')) ?? [];
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

/** Writes noise over half of each of these pages, counted from 1. */
function harm(file: string, pages: readonly number[], dice: Dice): void {
  const open = openSync(file, 'r+');
  for (const page of pages) writeSync(open, dice.bytes(NOISE_BYTES), 0, NOISE_BYTES, (page - 1) * PAGE_BYTES);
  closeSync(open);
}

/** What a contact wrote in all the years before: one log, one event after the other. */
function lettersOf(conv: string, by: string): readonly EventRow[] {
  const log = 'ab'.repeat(8);
  let prev: string | undefined;
  return Array.from({ length: LETTERS }, (_, seq) => {
    const body = encodeCanonical({ text: `letter ${seq} ${'of a long year '.repeat(seq % 9)}` });
    const fields = { conv, by, log, seq, prev, after: [], at: 1_000_000 + seq, kind: 'text', must: false };
    const event = buildEvent({ ...fields, of: undefined, re: undefined }, body);
    prev = event.id;
    const { headBytes: head, id } = event;
    const words = wordsOfBody('text', body);
    const rest = { own: undefined, sig: undefined, blobs: [], t: fields.at, storedAtMs: fields.at, words };
    return { ...fields, ...rest, id, of: undefined, head, body };
  });
}

/** Somebody with letters, stopped, and what they show. Their disk is kept twice: closed, and as a kill leaves it, with SQLite's log. */
interface Filled {
  readonly world: SimPeople;
  readonly alice: SimPerson;
  readonly conv: string;
  readonly expected: readonly string[];
}

let filled: Filled | undefined;

async function fill(): Promise<Filled> {
  const world = new SimPeople({ seed: 51 });
  const { alice, bob, conv } = await world.contacts();
  await world.finish(alice.messenger.sendText(conv, 'mine'));
  await world.until('it is there', async () => (await textsOf(bob, conv)).length === 1);
  await world.finish(alice.stop());
  const rows = lettersOf(conv, bob.device);
  const opened = await openStore({ worker: inProcessStorageWorker, file: fileOf(alice), key: keyOf(alice) });
  if (!opened.ok) throw new Error(opened.error);
  const last = rows.slice(-SINGLES);
  await opened.value.events.insert(rows.slice(0, -SINGLES));
  for (const row of last) await opened.value.events.insert([row]);
  cpSync(join(alice.folder, 'data'), join(alice.folder, KILLED), { recursive: true });
  await opened.value.close();
  cpSync(join(alice.folder, 'data'), join(alice.folder, CLOSED), { recursive: true });
  const texts = rows.map(({ body }) => readText(body ?? new Uint8Array()) ?? '');
  filled = { world, alice, conv, expected: [...texts, 'mine'] };
  return filled;
}

async function filledAs(state: typeof CLOSED | typeof KILLED): Promise<Filled> {
  const found = filled ?? (await fill());
  const data = join(found.alice.folder, 'data');
  rmSync(data, { recursive: true });
  cpSync(join(found.alice.folder, state), data, { recursive: true });
  return found;
}

/** Starts on what was harmed: what it shows then, whether all is well with its file, and what it says of it. */
async function startAgain({ world, alice, conv }: Filled) {
  await alice.start(); // reads and writes files, which no virtual time waits for
  const isThere = (await alice.messenger.conversations()).some(({ id }) => id === conv);
  const texts = isThere ? await textsOf(alice, conv) : [];
  const notice = alice.messenger.notices().find(({ name }) => name === 'salvaged');
  const found = await world.finish(alice.messenger.search.find({ text: 'letter', limit: 9 }));
  await world.finish(alice.stop());
  const { isWhole } = await inspectCopy(inProcessStorageWorker, fileOf(alice), keyOf(alice));
  return { texts, notice, isWhole, isThere, hits: found.ok ? found.value.messages.length : 0 };
}

const damagedFiles = (person: SimPerson) =>
  readdirSync(join(person.folder, 'data')).filter((name) => name.startsWith('store.db.damaged'));

describe('a damaged database without a copy', () => {
  test('that lost its first page, and those that lead to its messages, loses nothing', async () => {
    const all = await filledAs(CLOSED);
    const { above } = eventPagesOf(fileOf(all.alice), keyOf(all.alice));
    expect(above.length).toBeGreaterThan(0);
    harm(fileOf(all.alice), [1, ...above], new Dice(1));
    const { texts, isWhole, notice, hits } = await startAgain(all);
    expect(texts).toEqual(all.expected);
    expect(notice).toEqual({ name: 'salvaged', saved: LETTERS + 1, areMessagesHarmed: false, arePeopleHarmed: false });
    expect([isWhole, hits]).toEqual([true, 9]);
    expect(damagedFiles(all.alice)).toHaveLength(2); // and its salt
  });

  test('keeps what its log holds beyond a frame that is lost', async () => {
    const all = await filledAs(KILLED);
    const log = `${fileOf(all.alice)}-wal`;
    const frames = walFrames(log);
    frames.close();
    const lost = frames.list[Math.floor(frames.list.length / 2)];
    const open = openSync(log, 'r+');
    writeSync(open, new Dice(1).bytes(NOISE_BYTES), 0, NOISE_BYTES, lost?.at ?? 0);
    closeSync(open);
    const { texts, isWhole } = await startAgain(all);
    expect(all.expected).toEqual(expect.arrayContaining([...texts]));
    expect(texts.length).toBeGreaterThan(LETTERS - ROWS_A_PAGE_MAX);
    expect([isWhole, damagedFiles(all.alice).length]).toEqual([true, 4]);
  });

  test('saves nothing that was not there, wherever it is harmed', async () => {
    let starts = 0;
    for (let seed = SEED_MIN; seed < SEED_MIN + SEEDS; seed += 1) {
      const all = await filledAs(CLOSED);
      const { alice, expected } = all;
      const dice = new Dice(seed);
      const part = PARTS[seed % PARTS.length] ?? 0;
      const count = statSync(fileOf(alice)).size / PAGE_BYTES;
      const pages = Array.from({ length: count }, (_, n) => n + 1).filter(() => dice.chance(part));
      harm(fileOf(alice), pages, dice);
      const before = readFileSync(fileOf(alice));
      const started = await startAgain(all).catch((error: unknown) => String(error));
      if (typeof started === 'string') {
        expect(started).toContain('store-damaged'); // the keys were on those pages
        expect(readFileSync(fileOf(alice)).equals(before)).toBe(true);
        continue;
      }
      starts += 1;
      const kept = new Set(started.texts);
      expect(started.texts).toEqual(expected.filter((text) => kept.has(text))); // in their order, and no other ones
      if (started.isThere) expect(kept.size).toBeGreaterThan(expected.length * (1 - 2 * part) - 2 * ROWS_A_PAGE_MAX);
      else expect(started.notice).toMatchObject({ arePeopleHarmed: true });
      expect(started.isWhole).toBe(true);
    }
    expect(starts).toBeGreaterThan(0);
  });

  test('that was cut off in the last step of its recovery goes on with it', async () => {
    const all = await filledAs(CLOSED);
    const data = join(all.alice.folder, 'data');
    renameSync(join(data, 'store.db'), join(data, 'store.db-recovered'));
    expect((await startAgain(all)).texts).toEqual(all.expected);
    expect(existsSync(join(data, 'store.db-recovered'))).toBe(false);
  });

  test.each([
    ['who made it', 0, undefined],
    ['who was invited to it', 1, 'Alice'],
  ])('that lost how a group began gets it from the other members (%s)', async (_, harmedIndex, invitedBy) => {
    const world = new SimPeople({ seed: 57 });
    people = world;
    const { alice, others, conv } = await groupWith(world, ['Bob', 'Carol']);
    const all = [alice, ...others];
    const harmed = all[harmedIndex];
    if (harmed === undefined) throw new Error('nobody');
    const texts = Array.from({ length: 24 }, (_text, n) => `${n} ${'and so on '.repeat(20)}`);
    for (const [n, text] of texts.entries()) await world.finish((all[n % 3] ?? alice).messenger.sendText(conv, text));
    await allHave(world, all, conv, texts);
    await world.finish(harmed.stop());
    const { leaves } = eventPagesOf(fileOf(harmed), keyOf(harmed));
    harm(fileOf(harmed), leaves.slice(-1), new Dice(3)); // the first that was written
    await harmed.start();
    expect(await groupOf(harmed, conv)).toMatchObject({ state: 'joining', invitedBy });
    expect(harmed.messenger.notices()).toContainEqual(expect.objectContaining({ areMessagesHarmed: true }));
    await world.until('they are in again', async () => (await joinedIn(harmed, conv)) === all.length);
    expect(await stateIn(harmed, conv)).toBe('member');
    await world.finish(harmed.messenger.sendText(conv, 'after it'));
    await allHave(world, all, conv, [...texts, 'after it']);
    const [first, ...rest] = await Promise.all(all.map((person) => textsOf(person, conv)));
    for (const list of rest) expect(list).toEqual(first);
  });

  test('gets back from others what is gone, and goes on in a new log', async () => {
    const world = new SimPeople({ seed: 56 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    const said: string[] = [];
    for (let n = 0; n < 40; n += 1) {
      const [who, text] = [n % 2 === 0 ? alice : bob, `${n} ${'and so on '.repeat(20)}`];
      await world.finish(who.messenger.sendText(conv, text));
      await world.until('it is there', async () => (await textsOf(n % 2 === 0 ? bob : alice, conv)).includes(text));
      said.push(text);
    }
    await world.finish(alice.stop());
    const { leaves } = eventPagesOf(fileOf(alice), keyOf(alice));
    harm(fileOf(alice), leaves.slice(1, -1), new Dice(2));
    await alice.start();
    expect((await textsOf(alice, conv)).length).toBeLessThan(20);
    expect(alice.messenger.notices()).toContainEqual(
      expect.objectContaining({ name: 'salvaged', areMessagesHarmed: true }),
    );
    await world.finish(alice.messenger.sendText(conv, 'after it'));
    await world.until('all is there again', async () => {
      const lists = await Promise.all([alice, bob].map((who) => textsOf(who, conv)));
      return lists.every((list) => list.length === said.length + 1);
    });
    const [hers, his] = await Promise.all([alice, bob].map((who) => textsOf(who, conv)));
    expect(hers).toEqual(his);
    const ids = (await bob.messages(conv)).map(({ id }) => id);
    expect(await bob.storeCall<readonly string[]>('events', 'forked', [ids])).toEqual([]);
    expect((await alice.messages(conv)).every(({ delivery }) => delivery.name !== 'not-sent')).toBe(true);
  });
});
