import { compareOrder } from './causal-order.ts';
import type { MembershipEvent } from './membership-event.ts';

/** The membership events of one group that rest on its `create`, in the order (t, id), and what each of them knew. */
export class MembershipHistory {
  readonly events: readonly MembershipEvent[];
  private readonly indexes = new Map<string, number>();
  /** Of each event a bit for every event it rests on. */
  private readonly pasts: readonly Uint32Array[];

  constructor(conv: string, all: Iterable<MembershipEvent>) {
    const sorted = [...new Map([...all].map((event) => [event.id, event])).values()].sort(compareOrder);
    const events: MembershipEvent[] = [];
    const pasts: Uint32Array[] = [];
    for (const event of sorted) {
      // What it rests on has a lower t, so it is here already, or this event has no place yet.
      const past =
        event.id === conv && event.kind === 'create' ? noPast(sorted.length) : this.pastOf(event, pasts, sorted.length);
      if (past === undefined) continue;
      this.indexes.set(event.id, events.length);
      events.push(event);
      pasts.push(past);
    }
    this.events = events;
    this.pasts = pasts;
  }

  /** Whether `event` was said by somebody who knew of `older`. */
  isPast(older: MembershipEvent, event: MembershipEvent): boolean {
    const [bit, past] = [this.indexes.get(older.id), this.pasts[this.indexes.get(event.id) ?? -1]];
    return bit !== undefined && past !== undefined && hasBit(past, bit);
  }

  /** Everything `event` knew of, in the order. */
  pastEvents(event: MembershipEvent): readonly MembershipEvent[] {
    const past = this.pasts[this.indexes.get(event.id) ?? -1];
    return past === undefined ? [] : this.events.filter((_other, index) => hasBit(past, index));
  }

  private pastOf(event: MembershipEvent, pasts: readonly Uint32Array[], size: number): Uint32Array | undefined {
    if (event.base.length === 0 || event.kind === 'create') return undefined;
    const past = noPast(size);
    for (const id of event.base) {
      const index = this.indexes.get(id);
      const before = index === undefined ? undefined : pasts[index];
      if (index === undefined || before === undefined) return undefined;
      for (const [word, bits] of before.entries()) past[word] = (past[word] ?? 0) | bits;
      past[index >> 5] = (past[index >> 5] ?? 0) | (1 << (index & 31));
    }
    return past;
  }
}

function noPast(size: number): Uint32Array {
  return new Uint32Array(Math.ceil(size / 32));
}

function hasBit(bits: Uint32Array, index: number): boolean {
  return (((bits[index >> 5] ?? 0) >>> (index & 31)) & 1) === 1;
}
