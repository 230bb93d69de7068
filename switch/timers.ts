/** Something that wants to be called at `dueAtMs`; Infinity: never. */
export interface Timed {
  readonly dueAtMs: number;
  /** Owned by TimerQueue: where it stands in the heap, or NOT_QUEUED. */
  queuePlace: number;
}

export const NOT_QUEUED = -1;

const NEVER = Number.POSITIVE_INFINITY;
/** Deadlines that there is room for at first; it doubles. */
const PLACES_MIN = 16;

/**
 * All deadlines of the engine in one binary heap, of which the driver sees only the nearest.
 *
 * A deadline that moves later costs nothing: it keeps its place, and is looked at again when it comes up. The times are kept
 * apart from the items, as plain numbers: a switch has some hundred of them for which nothing happens for half a minute.
 */
export class TimerQueue<T extends Timed> {
  readonly #items: T[] = [];
  /** When each item is to be looked at: no later than it is due. */
  #atMs = new Float64Array(PLACES_MIN);

  /** Items in the heap: no more than there are, each once. */
  get size(): number {
    return this.#items.length;
  }

  /** To be called whenever `item.dueAtMs` may have changed. */
  update(item: T): void {
    const { dueAtMs, queuePlace } = item;
    if (queuePlace === NOT_QUEUED) {
      if (dueAtMs < NEVER) this.#insert(item, dueAtMs);
    } else if (dueAtMs < this.#timeAt(queuePlace)) this.#rise(queuePlace, item, dueAtMs);
  }

  nextAtMs(): number | undefined {
    for (let top = this.#items[0]; top !== undefined; top = this.#items[0]) {
      const atMs = this.#timeAt(0);
      const { dueAtMs } = top;
      if (dueAtMs <= atMs) return atMs;
      if (dueAtMs < NEVER) this.#sink(top, dueAtMs);
      else this.#takeTop(top);
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
      if (item.dueAtMs > nowMs) this.update(item);
      else if (item.queuePlace === NOT_QUEUED) this.#insert(item, nowMs + retryMs);
      else this.#delay(item, nowMs + retryMs);
    }
  }

  #takeAllDue(nowMs: number): readonly T[] {
    let items: T[] | undefined;
    for (let atMs = this.nextAtMs(); atMs !== undefined && atMs <= nowMs; atMs = this.nextAtMs()) {
      const top = this.#items[0];
      if (top === undefined) break;
      this.#takeTop(top);
      items ??= [];
      items.push(top);
    }
    return items ?? NOTHING;
  }

  /** Its handler has queued it again at a time that is past. */
  #delay(item: T, atMs: number): void {
    this.#rise(item.queuePlace, item, Number.NEGATIVE_INFINITY);
    this.#sink(item, atMs);
  }

  #insert(item: T, atMs: number): void {
    const place = this.#items.length;
    this.#items.push(item);
    if (place >= this.#atMs.length) {
      const wider = new Float64Array(2 * this.#atMs.length);
      wider.set(this.#atMs);
      this.#atMs = wider;
    }
    this.#rise(place, item, atMs);
  }

  #takeTop(top: T): void {
    const last = this.#items.pop();
    if (last !== undefined && last !== top) this.#sink(last, this.#timeAt(this.#items.length));
    top.queuePlace = NOT_QUEUED;
  }

  /** From `from` up to where it belongs. */
  #rise(from: number, item: T, atMs: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = this.#items[above];
      if (other === undefined || this.#timeAt(above) <= atMs) break;
      this.#put(place, other, this.#timeAt(above));
      place = above;
    }
    this.#put(place, item, atMs);
  }

  /** From the top down to where it belongs. */
  #sink(item: T, atMs: number): void {
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below + 1 < this.#items.length && this.#timeAt(below + 1) < this.#timeAt(below)) below++;
      const other = this.#items[below];
      if (other === undefined || this.#timeAt(below) >= atMs) break;
      this.#put(place, other, this.#timeAt(below));
      place = below;
    }
    this.#put(place, item, atMs);
  }

  #put(place: number, item: T, atMs: number): void {
    this.#items[place] = item;
    this.#atMs[place] = atMs;
    item.queuePlace = place;
  }

  #timeAt(place: number): number {
    return this.#atMs[place] ?? NEVER;
  }
}

const NOTHING: readonly never[] = [];
