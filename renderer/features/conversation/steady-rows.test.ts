import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeMessage } from '../../testing/make-message.ts';
import { chatRows } from './chat-rows.ts';
import { stepRows } from './steady-rows.ts';

const rowsOf = (from: number, to: number) =>
  chatRows(
    Array.from({ length: to - from + 1 }, (_, index) => makeMessage(from + index)),
    null,
  );
const anyStretch = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 20 }))
  .map(([from, length]) => rowsOf(from, from + length));

describe('rows drawn one end at a time', () => {
  test('two drawings lead from any stretch to any other', () => {
    fc.assert(
      fc.property(anyStretch, anyStretch, (drawn, wanted) => {
        const first = stepRows(drawn, wanted).rows;
        expect(stepRows(first, wanted).rows).toEqual(wanted);
      }),
    );
  });

  test('a drawing that keeps its place from the end changes nothing below what stays', () => {
    fc.assert(
      fc.property(anyStretch, anyStretch, (drawn, wanted) => {
        const { rows, isShift } = stepRows(drawn, wanted);
        if (!isShift) return;
        const kept = drawn.filter(({ kind, key }) => kind === 'message' && rows.some((row) => row.key === key));
        for (const { key } of kept) {
          const fromEnd = (all: typeof rows) => all.length - all.findIndex((row) => row.key === key);
          expect(fromEnd(rows)).toBe(fromEnd(drawn));
        }
      }),
    );
  });

  test('what comes only below is drawn at once, without a shift', () => {
    const [drawn, wanted] = [rowsOf(1, 5), rowsOf(1, 9)];
    expect(stepRows(drawn, wanted)).toEqual({ rows: wanted, isShift: false });
  });

  test('what comes only above is drawn at once, with a shift', () => {
    const [drawn, wanted] = [rowsOf(5, 9), rowsOf(1, 9)];
    expect(stepRows(drawn, wanted)).toEqual({ rows: wanted, isShift: true });
  });
});
