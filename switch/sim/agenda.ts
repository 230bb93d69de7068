interface Appointment {
  readonly atMs: number;
  /** Appointments of one instant are kept in the order in which they were made. */
  readonly order: number;
  readonly run: () => void;
}

/** What will happen in a simulated world, in the order of its time: a binary heap. */
export class Agenda {
  readonly #heap: Appointment[] = [];
  #made = 0;

  get nextAtMs(): number | undefined {
    return this.#heap[0]?.atMs;
  }

  add(atMs: number, run: () => void): void {
    const heap = this.#heap;
    const added = { atMs, order: this.#made++, run };
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

  take(): Appointment | undefined {
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
