import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareOrder, orderTime, placeAll, type Unplaced } from './causal-order.ts';

/** Events that may name any of those before them: index i has id `e<i>`. */
const anyHistory: fc.Arbitrary<readonly Unplaced[]> = fc
  .array(fc.record({ at: fc.nat({ max: 50 }), past: fc.array(fc.nat({ max: 40 }), { maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((events) =>
    events.map(({ at, past }, index) => ({
      id: `e${index}`,
      at,
      past: [...new Set(past.filter((before) => before < index))].map((before) => `e${before}`),
    })),
  );

const nothingKnown = () => 'missing' as const;

describe('order', () => {
  test('t is the larger of `at` and one more than the greatest of the past', () => {
    expect(orderTime(5, [])).toBe(5);
    expect(orderTime(5, [1, 2])).toBe(5);
    expect(orderTime(5, [4, 5])).toBe(6);
    expect(orderTime(5, [100])).toBe(101);
    expect(orderTime(5, [1, 'missing'])).toBeUndefined();
    expect(orderTime(5, ['held-back', 100])).toBeUndefined();
  });

  test('ties are broken by id', () => {
    const places = [
      { t: 2, id: 'a' },
      { t: 1, id: 'c' },
      { t: 1, id: 'b' },
    ];
    expect(places.sort(compareOrder).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(compareOrder({ t: 1, id: 'a' }, { t: 1, id: 'a' })).toBe(0);
  });

  test('a whole history is placed, each event above its past, whatever order it came in', () => {
    fc.assert(
      fc.property(anyHistory, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (history, dice) => {
        const inOrder = placeAll(history, nothingKnown);
        const shuffled = [...history].sort(() => (dice.next().value ?? 0) - 0.5);
        expect(new Map([...placeAll(shuffled, nothingKnown)].sort())).toEqual(new Map([...inOrder].sort()));
        for (const { id, at, past } of history) {
          const t = inOrder.get(id) ?? -1;
          expect(t).toBeGreaterThanOrEqual(at);
          for (const before of past) expect(t).toBeGreaterThan(inOrder.get(before) ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });

  test('what has a missing event in its past, however far back, has no place', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), (history, pick) => {
        const missing = history[pick % history.length]?.id ?? '';
        const rest = history.filter(({ id }) => id !== missing);
        const placed = placeAll(rest, nothingKnown);
        const cut = new Set([missing]);
        for (const { id, past } of history) if (past.some((before) => cut.has(before))) cut.add(id);
        expect([...placed.keys()].sort()).toEqual(
          rest
            .map(({ id }) => id)
            .filter((id) => !cut.has(id))
            .sort(),
        );
      }),
    );
  });

  test('what is placed already counts, and what is held back elsewhere does not', () => {
    const event = { id: 'x', at: 0, past: ['known'] };
    expect(placeAll([event], () => 7)).toEqual(new Map([['x', 8]]));
    expect(placeAll([event], () => 'held-back')).toEqual(new Map());
  });
});
