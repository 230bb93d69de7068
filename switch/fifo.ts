/** Taken entries are cut off once there are so many, and they are at least half: so each `take` costs O(1). */
const CUT_AT = 64;

/** Most queues are empty nearly always: those hold nothing. Never written to. */
const NONE: undefined[] = [];

/** A queue of which the first leaves without moving the others. */
export class Fifo<T> {
  #items: (T | undefined)[] = NONE;
  #first = 0;

  get length(): number {
    return this.#items.length - this.#first;
  }

  add(item: T): void {
    if (this.#items === NONE) this.#items = [item];
    else this.#items.push(item);
  }

  peek(): T | undefined {
    return this.#items[this.#first];
  }

  take(): T | undefined {
    const item = this.#items[this.#first];
    if (item === undefined) return undefined;
    this.#items[this.#first++] = undefined;
    if (this.#first === this.#items.length) {
      this.clear();
    } else if (this.#first >= CUT_AT && this.#first * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }

  clear(): void {
    this.#items = NONE;
    this.#first = 0;
  }
}
