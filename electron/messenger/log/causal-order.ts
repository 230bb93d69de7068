/** The order of events, the same on every member (app-protocol.md "Order"). Pure: no clock, no store. */

export interface OrderPlace {
  readonly t: number;
  readonly id: string;
}

/** Sorts by (t, id). */
export function compareOrder(a: OrderPlace, b: OrderPlace): number {
  if (a.t !== b.t) return a.t - b.t;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** What an event of the past says about its place: its t, that it is held back itself, or that it is not here. */
export type PastTime = number | 'held-back' | 'missing';

/** t(e): the larger of `at` and 1 + the greatest t of its past. Undefined while one of them is not in view. */
export function orderTime(at: number, past: readonly PastTime[]): number | undefined {
  let t = at;
  for (const time of past) {
    if (typeof time !== 'number') return undefined;
    t = Math.max(t, time + 1);
  }
  return t;
}

/** An event whose place is not known yet, as far as the order needs it. */
export interface Unplaced {
  readonly id: string;
  readonly at: number;
  /** `prev` and `after`. */
  readonly past: readonly string[];
}

/**
 * Places every event whose past is in view, and then those that waited for them, and so on. `timeOf` says what is known of
 * events outside `waiting`. The outcome does not depend on the order of `waiting`: each t follows from the past alone.
 */
export function placeAll(waiting: readonly Unplaced[], timeOf: (id: string) => PastTime): ReadonlyMap<string, number> {
  const placed = new Map<string, number>();
  const followers = followersOf(waiting);
  const knownTime = (id: string): PastTime => placed.get(id) ?? (followers.unplaced.has(id) ? 'held-back' : timeOf(id));

  const ready = [...waiting];
  for (let event = ready.pop(); event !== undefined; event = ready.pop()) {
    if (placed.has(event.id)) continue;
    const t = orderTime(event.at, event.past.map(knownTime));
    if (t === undefined) continue;
    placed.set(event.id, t);
    ready.push(...(followers.byPast.get(event.id) ?? []));
  }
  return placed;
}

function followersOf(waiting: readonly Unplaced[]) {
  const unplaced = new Set(waiting.map((event) => event.id));
  const byPast = new Map<string, Unplaced[]>();
  for (const event of waiting) {
    for (const id of event.past) {
      if (!unplaced.has(id)) continue;
      const list = byPast.get(id);
      if (list === undefined) byPast.set(id, [event]);
      else list.push(event);
    }
  }
  return { unplaced, byPast };
}
