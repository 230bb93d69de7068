/** Something that wants to be called at `dueAtMs`; Infinity: never. */
export interface Timed {
  readonly dueAtMs: number;
  /** Owned by TimerQueue: the entry in its heap that counts; Infinity: none. */
  queuedAtMs: number;
}

interface Entry<T> {
  readonly atMs: number;
  readonly item: T;
}

/**
 * All deadlines of the engine in one binary heap, of which the driver sees only the nearest.
 *
 * A deadline that moves later costs nothing: the heap is only told of earlier ones, and looks again when an entry comes up.
 */
export class TimerQueue<T extends Timed> {
  readonly #heap: Entry<T>[] = [];

  /** To be called whenever `item.dueAtMs` may have changed. */
  update(item: T): void {
    if (item.dueAtMs < item.queuedAtMs) this.#push(item, item.dueAtMs);
  }

  nextAtMs(): number | undefined {
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (top.atMs === top.item.queuedAtMs && top.item.dueAtMs <= top.atMs) return top.atMs;
      this.#refresh(top);
    }
    return undefined;
  }

  /**
   * Hands each item that is due now to `handle`, once. One that is still due afterwards waits for `retryMs`: whatever a
   * handler leaves undone, the engine can't spin.
   */
  handleDue(nowMs: number, retryMs: number, handle: (item: T) => void): void {
    for (const item of this.#takeAllDue(nowMs)) {
      if (item.dueAtMs <= nowMs) handle(item);
      if (item.dueAtMs <= nowMs) this.#push(item, nowMs + retryMs);
      else this.update(item);
    }
  }

  #takeAllDue(nowMs: number): T[] {
    const items: T[] = [];
    for (let atMs = this.nextAtMs(); atMs !== undefined && atMs <= nowMs; atMs = this.nextAtMs()) {
      const item = this.#pop()?.item;
      if (item === undefined) break;
      item.queuedAtMs = Number.POSITIVE_INFINITY;
      items.push(item);
    }
    return items;
  }

  /** Drops an entry that no longer counts, or queues its item anew at its later deadline. */
  #refresh(top: Entry<T>): void {
    this.#pop();
    const { item } = top;
    if (top.atMs !== item.queuedAtMs) return;
    item.queuedAtMs = Number.POSITIVE_INFINITY;
    this.update(item);
  }

  #push(item: T, atMs: number): void {
    item.queuedAtMs = atMs;
    const heap = this.#heap;
    const entry = { atMs, item };
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (parent === undefined || parent.atMs <= atMs) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = entry;
  }

  #pop(): Entry<T> | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) this.#sink(last);
    return top;
  }

  #sink(entry: Entry<T>): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      let child = heap[childIndex];
      const right = heap[childIndex + 1];
      if (child !== undefined && right !== undefined && right.atMs < child.atMs) {
        childIndex++;
        child = right;
      }
      if (child === undefined || child.atMs >= entry.atMs) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = entry;
  }
}
