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

/** What happens in a group: somebody writes with a clock of their own, or hears some of what another has. */
const anyLife = fc.array(
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({ what: fc.constant('write' as const), who: fc.nat(), at: fc.nat({ max: 60 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ what: fc.constant('hear' as const), who: fc.nat(), from: fc.nat(), part: fc.nat() }),
    },
  ),
  { maxLength: 80 },
);

/** One member: what came, and the places it gave, batch by batch as it came. */
class Member {
  readonly held = new Map<string, Unplaced>();
  readonly times = new Map<string, number>();

  take(events: readonly Unplaced[]): void {
    for (const event of events) this.held.set(event.id, event);
    const waiting = [...this.held.values()].filter(({ id }) => !this.times.has(id));
    const timeOf = (id: string) => this.times.get(id) ?? (this.held.has(id) ? 'held-back' : 'missing');
    for (const [id, t] of placeAll(waiting, timeOf)) this.times.set(id, t);
  }

  /** Over everything in view that nothing in view names. */
  write(id: string, at: number): void {
    const named = new Set(
      [...this.held.values()].filter((event) => this.times.has(event.id)).flatMap(({ past }) => past),
    );
    this.take([{ id, at, past: [...this.times.keys()].filter((one) => !named.has(one)) }]);
  }

  shown(): readonly string[] {
    return [...this.times]
      .map(([id, t]) => ({ id, t }))
      .sort(compareOrder)
      .map(({ id }) => id);
  }
}

test('every member of a group shows the same order in the end, and until then what they share in the same order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), anyLife, (count, life) => {
      const members = Array.from({ length: count }, () => new Member());
      const memberOf = (index: number) => members[index % count] ?? new Member();
      for (const [turn, step] of life.entries()) {
        const member = memberOf(step.who);
        if (step.what === 'write') member.write(`e${(turn * 7_919) % 1_000}-${turn}`, step.at);
        else
          member.take(
            [...memberOf(step.from).held.values()].filter((_event, index) => (index * 31 + step.part) % 3 > 0),
          );
      }
      const before = members.map((member) => member.shown());
      for (const member of members) for (const other of [...members].reverse()) member.take([...other.held.values()]);
      const [order = []] = members.map((member) => member.shown());
      expect(order).toHaveLength(life.filter(({ what }) => what === 'write').length);
      for (const member of members) expect(member.shown()).toEqual(order);
      for (const early of before) expect(order.filter((id) => early.includes(id))).toEqual(early);
    }),
  );
});
