import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import { Dice } from '../../../switch/sim/index.ts';
import { IS_FULL_RUN } from '../../../switch/testing/full-run.ts';
import type { EventRow } from '../../storage/store.ts';
import { decodeManifest } from '../blobs/blob.ts';
import { blobsOfBody } from '../blobs/contents.ts';
import { readEmoji, readText } from '../conversations/text-body.ts';
import { decodeEvent } from '../log/event.ts';
import { introducedKey, readMembership } from '../log/membership-event.ts';
import { ALICE, BOB, CONV, type TestLog, testLog } from '../log/testing/test-log.ts';
import { wordsOfBody } from '../search/search-words.ts';
import { EventHead } from '../sync/frame-shapes.ts';
import { encodeFrame, type Frame, FrameReader } from '../sync/frames.ts';
import { readTyping } from '../sync/now-packet.ts';
import { HEADS, receivedOf, recordedFrames } from './recorded-session.ts';

/**
 * Whatever a contact says on `_sync`: everything that reads it, from the bytes of the stream to what is shown of a message. Inputs are
 * the frames of a real session, changed as bytes, as JSON and as bodies; each seed is one run.
 */
const INPUTS = IS_FULL_RUN ? 600_000 : 15_000;
const STORED_INPUTS = IS_FULL_RUN ? 20_000 : 400;
const FUZZ_MS_MAX = IS_FULL_RUN ? 1_800_000 : 120_000;
/** What the second half of all inputs may leave behind: nothing, but the heap is not counted to the byte. */
const GROWTH_BYTES_MAX = 8_000_000;

const session = recordedFrames(11).map(({ frame }) => frame);
const bodies = session.filter(({ t }) => t === 'event').map((frame) => receivedOf(frame).body ?? new Uint8Array(0));
const KINDS = ['text', 'edit', 'react', 'delete', 'album', 'file', 'voice', 'create', 'add', 'join', 'remove'];
const MORE_KINDS = ['leave', 'title', 'avatar', 'admin', 'expire', '__proto__', ''];
/** In the place of any value. */
const WEIRD: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  2 ** 53,
  1e308,
  '',
  '\u0000',
  '\ud800',
  '\u202eevil',
  'a'.repeat(64),
  'x'.repeat(5_000),
  [],
  {},
  { __proto__: [] },
  [[[[[[]]]]]],
];

function pick<T>(dice: Dice, from: readonly T[]): T {
  const found = from[dice.next() % from.length];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}

/** A few bytes are other ones, missing, doubled, or from another place. */
function changedBytes(dice: Dice, bytes: Uint8Array): Uint8Array {
  let changed = Buffer.from(bytes);
  for (let change = dice.next() % 4; change >= 0; change--) {
    const at = dice.next() % (changed.length + 1);
    const length = dice.next() % 9;
    const fresh = dice.chance(0.5) ? Buffer.from(dice.bytes(length)) : changed.subarray(at, at + length);
    const before = dice.chance(0.3) ? changed.subarray(dice.next() % (changed.length + 1)) : changed.subarray(0, at);
    changed = Buffer.concat([before, fresh, changed.subarray(at + (dice.next() % 9))]);
  }
  return new Uint8Array(changed);
}

/** One value somewhere is a weird one, or a field is gone. */
function changedJson(dice: Dice, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || dice.chance(0.15)) return pick(dice, WEIRD);
  const entries = Object.entries(value);
  if (entries.length === 0) return pick(dice, WEIRD);
  const [name, old] = pick(dice, entries);
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === name ? changedJson(dice, one) : one));
  if (dice.chance(0.1)) return Object.fromEntries(entries.filter(([other]) => other !== name));
  return { ...value, [name]: changedJson(dice, old) };
}

function anyInput(dice: Dice): Uint8Array {
  const { json, body } = pick(dice, session);
  const how = dice.next() % 4;
  if (how === 0) return changedBytes(dice, encodeFrame(json, body));
  if (how === 1) return encodeFrame(json, changedBytes(dice, body));
  const changed = changedJson(dice, json);
  const head = JSON.parse(
    JSON.stringify(typeof changed === 'object' && changed !== null ? { t: json.t, ...changed } : json),
  );
  return encodeFrame(head, how === 2 ? body : pick(dice, session).body);
}

function readBody(kind: string, body: Uint8Array): void {
  readText(body);
  readEmoji(body);
  blobsOfBody(kind, body);
  wordsOfBody(kind, body);
  introducedKey(kind, body);
  decodeManifest(body);
}

/** As an exchange reads it, without its store. True if it came to an event that is one. */
function readFrame(frame: Frame): boolean {
  readTyping(frame.json);
  const head = HEADS[frame.t]?.safeParse(frame.json);
  if (frame.t !== 'event' || head?.success !== true || !EventHead.safeParse(frame.json).success) return false;
  const received = receivedOf(frame);
  const event = decodeEvent(received.head, received.body);
  if (!event.ok) return false;
  readMembership(rowOf(event.value.head.kind, received.head, received.body));
  return true;
}

function rowOf(kind: string, head: Uint8Array, body: Uint8Array | undefined): EventRow {
  const place = {
    id: ALICE,
    conv: CONV,
    by: ALICE,
    log: '0'.repeat(16),
    seq: 0,
    prev: undefined,
    after: [],
    at: 0,
    t: 1,
  };
  const rest = { of: undefined, own: undefined, sig: undefined, blobs: [], storedAtMs: 0 };
  return { ...place, ...rest, kind, head, body };
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

function usedBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

test('no bytes of a contact make anything that reads them throw, or stay behind', { timeout: FUZZ_MS_MAX }, () => {
  const dice = new Dice(1);
  let reader = new FrameReader();
  let framesRead = 0;
  let eventsRead = 0;
  let halfBytes = 0;
  for (let input = 0; input < INPUTS; input++) {
    if (input === INPUTS >> 1) halfBytes = usedBytes();
    if (dice.chance(0.5)) reader = new FrameReader();
    const read = reader.push(anyInput(dice));
    for (const frame of read.ok ? read.value : []) {
      framesRead += 1;
      if (readFrame(frame)) eventsRead += 1;
    }
    if (!read.ok) reader = new FrameReader();
    const body = changedBytes(dice, pick(dice, bodies));
    readBody(pick(dice, dice.chance(0.9) ? KINDS : MORE_KINDS), body);
    readMembership(rowOf(pick(dice, KINDS), pick(dice, session).body, body));
  }
  // Otherwise it was the first look that stopped all of them.
  expect(framesRead).toBeGreaterThan(INPUTS / 4);
  expect(eventsRead).toBeGreaterThan(INPUTS / 1_000);
  expect(usedBytes() - halfBytes).toBeLessThan(GROWTH_BYTES_MAX);
});

let bob: TestLog | undefined;
afterEach(() => bob?.remove());

test('what is wrong is refused with its reason, and what is right is stored all the same', {
  timeout: FUZZ_MS_MAX,
}, async () => {
  const dice = new Dice(2);
  const alice = await testLog(ALICE);
  bob = await testLog(BOB);
  const body = new TextEncoder().encode('{"text":"hello"}');
  const good = [];
  for (let n = 0; n < 20; n++)
    good.push(await alice.log.append({ conv: CONV, kind: 'text', body, blobs: [], at: 1_700_000_000_000 + n }));
  let refusedCount = 0;
  for (let input = 0; input < STORED_INPUTS; input++) {
    const { head, body, own } = pick(dice, good);
    const isHead = dice.chance(0.7);
    const received = {
      head: isHead ? changedBytes(dice, head) : head,
      body: isHead || body === undefined ? body : changedBytes(dice, body),
      own: dice.chance(0.3) && own !== undefined ? changedBytes(dice, own) : own,
      sig: undefined,
    };
    const { refused, stored } = await bob.log.ingest(CONV, bob.authority, [received]);
    refusedCount += refused.length;
    for (const { why } of refused) expect(why).toMatch(/^[a-z0-9-]+$/);
    for (const row of stored) expect(decodeEvent(row.head, row.body).ok).toBe(true);
  }
  expect(refusedCount).toBeGreaterThan(STORED_INPUTS / 2);
  const received = good.map(({ head, body, own, sig }) => ({ head, body, own, sig }));
  expect((await bob.log.ingest(CONV, bob.authority, received)).refused).toEqual([]);
  const shown = await bob.kept.store.events.page(CONV, undefined, 1_000);
  for (const { id } of good) expect(shown.map((row) => row.id)).toContain(id);
  await alice.remove();
});
