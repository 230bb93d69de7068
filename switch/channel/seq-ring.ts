/** Slots of a ring that holds little: most channels never need more. */
const SLOTS_MIN = 16;

/** Values by sequence number, over a span that slides up. Grows with the span, by doubling, and never shrinks. */
export class SeqRing<T> {
  #slots: (T | undefined)[] = new Array(SLOTS_MIN).fill(undefined);

  get(seq: number): T | undefined {
    return this.#slots[seq % this.#slots.length];
  }

  /** `firstSeq`: where the span begins, all below it having been deleted. */
  set(firstSeq: number, seq: number, value: T): void {
    while (seq - firstSeq >= this.#slots.length) this.#grow(firstSeq);
    this.#slots[seq % this.#slots.length] = value;
  }

  delete(seq: number): void {
    this.#slots[seq % this.#slots.length] = undefined;
  }

  clear(): void {
    this.#slots = new Array(SLOTS_MIN).fill(undefined);
  }

  #grow(firstSeq: number): void {
    const { length } = this.#slots;
    const grown: (T | undefined)[] = new Array(2 * length).fill(undefined);
    for (let seq = firstSeq; seq < firstSeq + length; seq++) grown[seq % grown.length] = this.get(seq);
    this.#slots = grown;
  }
}
