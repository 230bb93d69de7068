import { describe, expect, test } from 'vitest';
import type { EventRow } from '../../storage/store.ts';
import { LateMarks } from './late-marks.ts';

const ME = 'a'.repeat(64);
const ANNA = 'b'.repeat(64);

function row(id: string, by: string, storedAtMs: number): EventRow {
  const common = {
    conv: '',
    log: '',
    seq: 0,
    prev: undefined,
    after: [],
    at: 0,
    kind: 'text',
    of: undefined,
    own: undefined,
  };
  return { ...common, id, by, storedAtMs, sig: undefined, blobs: [], head: new Uint8Array(), body: undefined, t: 0 };
}

describe('LateMarks', () => {
  test('what came after an own message that stands below it is late; what we had before is not', () => {
    const late = new LateMarks((device) => device === ME);
    late.readPage(
      [row('early', ANNA, 10), row('late', ANNA, 30), row('mine', ME, 20), row('answer', ANNA, 40)],
      undefined,
    );
    expect(['early', 'late', 'answer'].map((id) => late.isLate(id))).toEqual([false, true, false]);
  });

  test('an own message on the page below counts for the page above', () => {
    const late = new LateMarks((device) => device === ME);
    late.readPage([row('first', ANNA, 50), row('mine', ME, 20)], undefined);
    late.readPage([row('old', ANNA, 10), row('late', ANNA, 30)], 'first');
    expect([late.isLate('old'), late.isLate('late')]).toEqual([false, true]);
  });
});
