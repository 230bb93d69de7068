import { beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../../switch/index.ts';
import type { ContactRow } from '../../storage/store.ts';
import type { Core } from '../core.ts';
import type { CheckView } from '../views.ts';
import { SideChecks } from './side-checks.ts';

const LOWER = '1'.repeat(64);
const HIGHER = '2'.repeat(64);

interface Side {
  readonly checks: SideChecks;
  isNear: boolean;
  shown: CheckView | undefined;
}

let lower: Side;
let higher: Side;
let onTheWay: { readonly from: string; readonly json: JsonObject }[];

beforeEach(() => {
  onTheWay = [];
  lower = createSide(LOWER);
  higher = createSide(HIGHER);
});

function createSide(own: string): Side {
  const core = {
    own: { person: own },
    contacts: { get: () => ({ state: 'contact' }) },
    nowMs: () => 0,
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
    onMatch: async () => ({ ok: true, value: {} }),
  });
  const side: Side = { checks, isNear: true, shown: undefined };
  return side;
}

/** Carries what was said until nobody says anything more. */
function carry(): void {
  for (let next = onTheWay.shift(); next !== undefined; next = onTheWay.shift()) {
    const { from, json } = next;
    const [to, toSide] = from === LOWER ? [HIGHER, higher] : [LOWER, lower];
    const row = { person: from } as ContactRow; // no more is looked at
    const frame = { t: String(json.t), json, body: new Uint8Array(0) };
    toSide.checks.takeWord(row, frame, (answer) => onTheWay.push({ from: to, json: answer }));
  }
}

function expectOnePicture(): void {
  expect(lower.shown?.shared).toBeDefined();
  expect(lower.shown?.shared).toEqual(higher.shown?.shared);
}

test('both begin at once: one check, one picture', () => {
  lower.checks.start(HIGHER);
  higher.checks.start(LOWER);
  carry();
  expectOnePicture();
});

test.each(['lower', 'higher'])('the %s hashname began before the other one was near', (first) => {
  const [early, late, ofEarly, ofLate] =
    first === 'lower' ? ([lower, higher, LOWER, HIGHER] as const) : ([higher, lower, HIGHER, LOWER] as const);
  late.isNear = false;
  early.checks.start(ofLate);
  carry();
  expect(late.shown).toBeUndefined();
  late.isNear = true;
  late.checks.start(ofEarly);
  carry();
  expectOnePicture();
});
