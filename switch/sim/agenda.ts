import { Fifo } from '../fifo.ts';

interface Appointment {
  readonly atMs: number;
  /** Appointments of one instant are kept in the order in which they were made. */
  readonly order: number;
  readonly run: () => void;
}

/**
 * What will happen in a simulated world, in the order of its time: a binary heap, and beside it a queue of what is to happen at
 * the very instant that the world has come to, which is every turn of a node after a datagram.
 */
export class Agenda {
  readonly #heap: Appointment[] = [];
  readonly #now = new Fifo<Appointment>();
  #nowMs = Number.NEGATIVE_INFINITY;
  #made = 0;
  readonly #isWholeMs: boolean;

  /** `isWholeMs`: everything happens at a whole millisecond, the next one. */
  constructor(isWholeMs = false) {
    this.#isWholeMs = isWholeMs;
  }

  get nextAtMs(): number | undefined {
    return this.#now.peek()?.atMs ?? this.#heap[0]?.atMs;
  }

  add(wantedAtMs: number, run: () => void): void {
    const atMs = this.#isWholeMs ? Math.ceil(wantedAtMs) : wantedAtMs;
    const added = { atMs, order: this.#made++, run };
    if (atMs === this.#nowMs) this.#now.add(added);
    else this.#push(added);
  }

  /** The first; of those of one instant the one that was made first. */
  take(): Appointment | undefined {
    const queued = this.#now.peek();
    const first = this.#heap[0];
    if (queued !== undefined && (first === undefined || isBefore(queued, first))) return this.#now.take();
    const taken = this.#pop();
    this.#nowMs = taken?.atMs ?? this.#nowMs;
    return taken;
  }

  #push(added: Appointment): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(added);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (parent === undefined || isBefore(parent, added)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = added;
  }

  #pop(): Appointment | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(appointment: Appointment): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      let child = heap[childIndex];
      const right = heap[childIndex + 1];
      if (child !== undefined && right !== undefined && isBefore(right, child)) {
        childIndex++;
        child = right;
      }
      if (child === undefined || isBefore(appointment, child)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = appointment;
  }
}

function isBefore(a: Appointment, b: Appointment): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
