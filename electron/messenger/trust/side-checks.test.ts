import { beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../../switch/index.ts';
import type { ContactRow } from '../../storage/store.ts';
import type { Core } from '../core.ts';
import type { CheckView } from '../views/person-views.ts';
import { SideChecks } from './side-checks.ts';

const LOWER = '1'.repeat(64);
const HIGHER = '2'.repeat(64);

interface Side {
  readonly checks: SideChecks;
  isNear: boolean;
  shown: CheckView | undefined;
  /** Whom the person here has found to be the right one. */
  readonly matched: string[];
}

let lower: Side;
let higher: Side;
let onTheWay: { readonly from: string; readonly json: JsonObject }[];
let nowMs: number;

beforeEach(() => {
  onTheWay = [];
  nowMs = 0;
  lower = createSide(LOWER);
  higher = createSide(HIGHER);
});

function createSide(own: string): Side {
  const core = {
    own: { person: own },
    contacts: { get: () => ({ state: 'contact' }) },
    nowMs: () => nowMs,
    clock: { after: () => () => undefined },
    emit: ({ check }: { readonly check: CheckView }) => {
      side.shown = check.isOver ? undefined : check;
    },
  } as unknown as Core; // what a check uses of it
  const checks = new SideChecks({
    core,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    isNear: () => side.isNear,
    say: (_person, json) => {
      onTheWay.push({ from: own, json });
      return true;
    },
    onAnswer: async (person, isSame) => {
      if (isSame) side.matched.push(person);
      return { ok: true, value: {} };
    },
  });
  const side: Side = { checks, isNear: true, shown: undefined, matched: [] };
  return side;
}

const rowOf = (person: string) => ({ person }) as ContactRow; // no more is looked at

function greet(side: Side, own: string, to: string): void {
  side.checks.greet((json) => onTheWay.push({ from: own, json }), rowOf(to));
}

/** Carries what was said until nobody says anything more. */
function carry(): void {
  while (onTheWay.length > 0) carryOne();
}

function carryOne(): void {
  const next = onTheWay.shift();
  if (next === undefined) return;
  const { from, json } = next;
  const [to, toSide] = from === LOWER ? [HIGHER, higher] : [LOWER, lower];
  const frame = { t: String(json.t), json, body: new Uint8Array(0) };
  toSide.checks.takeWord(rowOf(from), frame, (answer) => onTheWay.push({ from: to, json: answer }));
}

function expectOnePicture(): void {
  expect(lower.shown?.shared).toBeDefined();
  expect(lower.shown?.shared).toEqual(higher.shown?.shared);
}

const begin = (side: Side, other: string) => expect(side.checks.start(other)).toEqual({ ok: true, value: {} });

/** The lower hashname first, and then the higher one. */
const ORDERS = ['lower', 'higher'] as const;

function inOrder(first: (typeof ORDERS)[number]) {
  return first === 'lower'
    ? { early: lower, late: higher, ofEarly: LOWER, ofLate: HIGHER }
    : { early: higher, late: lower, ofEarly: HIGHER, ofLate: LOWER };
}

test('both begin at once: one check, one picture', () => {
  begin(lower, HIGHER);
  begin(higher, LOWER);
  carry();
  expectOnePicture();
});

test.each(ORDERS)('the %s hashname began before the other one was near', (first) => {
  const { early, late, ofEarly, ofLate } = inOrder(first);
  late.isNear = false;
  begin(early, ofLate);
  carry();
  expect(late.shown).toBeUndefined();
  late.isNear = true;
  begin(late, ofEarly);
  carry();
  expectOnePicture();
});

test.each(ORDERS)('what the %s hashname began is taken as soon as it is near', (first) => {
  const { early, late, ofEarly, ofLate } = inOrder(first);
  late.isNear = false;
  begin(early, ofLate);
  carry();
  late.isNear = true;
  late.checks.near(rowOf(ofEarly));
  carry();
  expectOnePicture();
  late.checks.near(rowOf(ofEarly)); // once
  expect(onTheWay).toEqual([]);
});

test('what was begun long ago is not taken any more', () => {
  higher.isNear = false;
  begin(lower, HIGHER);
  carry();
  higher.isNear = true;
  nowMs = 120_001;
  higher.checks.near(rowOf(LOWER));
  expect(higher.shown).toBeUndefined();
});

test.each(ORDERS)('who begins while a check of the %s hashname goes on is in that one', (first) => {
  const { early, late, ofEarly, ofLate } = inOrder(first);
  begin(early, ofLate);
  carryOne(); // the other side has heard it, and its page is not told yet
  begin(late, ofEarly);
  carry();
  expectOnePicture();
  const { id } = late.shown ?? {};
  begin(late, ofEarly);
  carry();
  expectOnePicture();
  expect(late.shown?.id).toBe(id);
});

test.each(ORDERS)('without a channel the greeting of the next one says what the %s hashname began', (first) => {
  const { early, late, ofEarly, ofLate } = inOrder(first);
  begin(early, ofLate);
  onTheWay = []; // the channel is gone, and what was in it
  greet(early, ofEarly, ofLate);
  carryOne();
  onTheWay = []; // and once more, with the answer
  greet(early, ofEarly, ofLate);
  carry();
  expectOnePicture();
  greet(early, ofEarly, ofLate);
  expect(onTheWay).toEqual([]);
  expect(late.shown?.isOurs).toBe(false);
});

test.each(ORDERS)('the %s hashname closed it and begins anew', (first) => {
  const { early, late, ofLate } = inOrder(first);
  begin(early, ofLate);
  carry();
  const seen = late.shown;
  early.checks.cancel(ofLate, early.shown?.id ?? '');
  begin(early, ofLate);
  carry();
  expectOnePicture();
  expect(late.shown?.id).not.toBe(seen?.id);
  expect(late.shown?.shared).not.toEqual(seen?.shared);
});

test.each(ORDERS)('the other side closed what the %s hashname began, and begins one of its own', (first) => {
  const { early, late, ofEarly, ofLate } = inOrder(first);
  begin(early, ofLate);
  carry();
  late.checks.cancel(ofEarly, late.shown?.id ?? '');
  begin(late, ofEarly);
  carry();
  expectOnePicture();
  expect(early.shown?.isOurs).toBe(false);
});

test('what the person says of a check that was replaced is said of none', async () => {
  begin(lower, HIGHER);
  carry();
  const seen = higher.shown?.id ?? '';
  lower.checks.cancel(HIGHER, lower.shown?.id ?? '');
  begin(lower, HIGHER);
  carry();
  expect(await higher.checks.answer(LOWER, seen, true)).toEqual({ ok: false, error: 'other-check' });
  higher.checks.cancel(LOWER, seen);
  expectOnePicture();
  expect(higher.matched).toEqual([]);
  expect(await higher.checks.answer(LOWER, higher.shown?.id ?? '', true)).toEqual({ ok: true, value: {} });
  expect(higher.matched).toEqual([LOWER]);
  expect(await higher.checks.answer(LOWER, seen, true)).toEqual({ ok: false, error: 'no-check' });
});

test('a check of theirs with the id of an older one is another check here', () => {
  const frame = (id: string) => ({
    t: 'check',
    json: { t: 'check', id, hash: '0'.repeat(64) },
    body: new Uint8Array(0),
  });
  const ids = ['a', 'b', 'a'].map((digit) => {
    higher.checks.takeWord(rowOf(LOWER), frame(digit.repeat(32)), () => undefined);
    return higher.shown?.id;
  });
  expect(new Set(ids).size).toBe(3);
});
