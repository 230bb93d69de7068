import { type WaitOptions, waitFor } from './waiting.ts';

/** Items that one side adds and another awaits, in order. */
export class AsyncQueue<T> {
  readonly #items: T[] = [];
  readonly #takers: (() => void)[] = [];
  #end: { readonly error: unknown } | undefined;

  get length(): number {
    return this.#items.length;
  }

  /** Nothing is added after the end. */
  add(item: T): void {
    if (this.#end !== undefined) return;
    this.#items.push(item);
    this.#takers.shift()?.();
  }

  /** Takes the oldest away, for whom the newest counts more. */
  dropOldest(): void {
    this.#items.shift();
  }

  /** What is there is still given; then nothing, or this error each time. */
  end(error?: unknown): void {
    this.#end ??= { error };
    for (const take of this.#takers.splice(0)) take();
  }

  /** The next one; undefined after the end. */
  async next(options: WaitOptions = {}): Promise<T | undefined> {
    options.signal?.throwIfAborted();
    while (this.#items.length === 0 && this.#end === undefined) await this.#wait(options);
    const item = this.#items.shift();
    if (item === undefined && this.#end?.error !== undefined) throw this.#end.error;
    return item;
  }

  #wait(options: WaitOptions): Promise<void> {
    let taker: () => void = () => undefined;
    return waitFor<void>(
      options,
      (resolve) => {
        taker = resolve;
        this.#takers.push(taker);
      },
      () => void this.#takers.splice(this.#takers.indexOf(taker), 1),
    );
  }
}
