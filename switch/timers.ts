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

/** Entries that no longer count, beyond as many as do, before the heap is rid of them. */
const STALE_ENTRIES_MAX = 64;

/**
 * All deadlines of the engine in one binary heap, of which the driver sees only the nearest.
 *
 * A deadline that moves later costs nothing: the heap is only told of earlier ones, and looks again when an entry comes up. One
 * that moves earlier leaves its old entry behind; somebody who makes it move to and fro can't make the heap grow by that.
 */
export class TimerQueue<T extends Timed> {
  #heap: Entry<T>[] = [];
  #liveCount = 0;

  /** Entries in the heap: at most twice as many as there are deadlines, and a few. */
  get size(): number {
    return this.#heap.length;
  }

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
      this.#unqueue(item);
      items.push(item);
    }
    return items;
  }

  /** Drops an entry that no longer counts, or queues its item anew at its later deadline. */
  #refresh(top: Entry<T>): void {
    this.#pop();
    const { item } = top;
    if (top.atMs !== item.queuedAtMs) return;
    this.#unqueue(item);
    this.update(item);
  }

  #unqueue(item: T): void {
    item.queuedAtMs = Number.POSITIVE_INFINITY;
    this.#liveCount--;
  }

  #push(item: T, atMs: number): void {
    if (item.queuedAtMs === Number.POSITIVE_INFINITY) this.#liveCount++;
    item.queuedAtMs = atMs;
    this.#insert({ atMs, item });
    if (this.#heap.length > 2 * this.#liveCount + STALE_ENTRIES_MAX) this.#sweep();
  }

  /** Keeps one entry for each deadline. */
  #sweep(): void {
    const live = new Set(this.#heap.filter(({ atMs, item }) => atMs === item.queuedAtMs).map(({ item }) => item));
    this.#heap = [];
    for (const item of live) this.#insert({ atMs: item.queuedAtMs, item });
  }

  #insert(entry: Entry<T>): void {
    const { atMs } = entry;
    const heap = this.#heap;
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
