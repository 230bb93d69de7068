import type { ActiveChannel } from './active-channel.ts';

/** So many are looked through; a map of one or two, which is what most peers have, takes four times their room. */
const FEW = 8;
const NONE: readonly ActiveChannel[] = [];

/** The channels of one peer by their `c`, in the order in which they came. */
export class ChannelTable {
  #few: readonly ActiveChannel[] = NONE;
  #many: Map<number, ActiveChannel> | undefined;

  get size(): number {
    return this.#many?.size ?? this.#few.length;
  }

  get(channelId: number): ActiveChannel | undefined {
    if (this.#many !== undefined) return this.#many.get(channelId);
    for (const channel of this.#few) if (channel.channelId === channelId) return channel;
    return undefined;
  }

  values(): Iterable<ActiveChannel> {
    return this.#many?.values() ?? this.#few;
  }

  /** Under its id, in place of one that had it. */
  add(channelId: number, channel: ActiveChannel): void {
    if (this.#many === undefined && this.#few.length < FEW) {
      const others = this.get(channelId) === undefined ? this.#few : this.#without(channelId);
      this.#few = others.concat([channel]);
      return;
    }
    this.#many ??= new Map(this.#few.map((other) => [other.channelId ?? 0, other]));
    this.#few = NONE;
    this.#many.set(channelId, channel);
  }

  /** Once they were many they stay in a map until all are gone. */
  delete(channelId: number): void {
    if (this.#many === undefined) this.#few = this.#without(channelId);
    else this.#many.delete(channelId);
    if (this.#many?.size === 0) this.#many = undefined;
  }

  #without(channelId: number): readonly ActiveChannel[] {
    const others = this.#few.filter((channel) => channel.channelId !== channelId);
    return others.length === 0 ? NONE : others.slice(); // `filter` alone leaves room over
  }
}
