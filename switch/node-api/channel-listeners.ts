import type { Channel, Endpoint, Hashname } from '../index.ts';
import { AsyncQueue } from './async-queue.ts';
import { CHANNELS_WAITING_MAX } from './limits.ts';
import { ProgramChannel } from './program-channel.ts';

export interface ChannelsOptions {
  /** Default true. */
  readonly reliable?: boolean | undefined;
  /** From whom; default everybody. Others are dropped in silence. */
  readonly mayOpen?: ((from: Hashname) => boolean) | undefined;
  /** As in OpenOptions. */
  readonly halfOpen?: boolean | undefined;
  /** Ends the loop, and with it the listening; it throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Which loops of a program take which channels. One loop a type: a second one would take half of them. */
export class ChannelListeners {
  readonly #endpoint: Endpoint;
  readonly #queues = new Map<string, AsyncQueue<ProgramChannel>>();

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
  }

  /** Listens from now on, not only when the first channel is asked for. */
  listen(type: string, options: ChannelsOptions): AsyncGenerator<ProgramChannel, void, undefined> {
    if (this.#queues.has(type)) throw new TypeError(`another loop takes the channels of type ${type}`);
    const { reliable = true, mayOpen = () => true, halfOpen = false, signal } = options;
    signal?.throwIfAborted();
    const queue = new AsyncQueue<ProgramChannel>();
    this.#queues.set(type, queue);
    const isOpen = (from: Hashname) =>
      this.#queues.get(type) === queue && queue.length < CHANNELS_WAITING_MAX && mayOpen(from);
    const take = (channel: Channel) => queue.add(new ProgramChannel(channel, halfOpen));
    this.#endpoint.listen(type, { reliable, halfOpen, mayOpen: isOpen }, take);
    return this.#channels(type, queue, signal);
  }

  /** The loops end. */
  close(): void {
    for (const queue of this.#queues.values()) queue.end();
    this.#queues.clear();
  }

  async *#channels(type: string, queue: AsyncQueue<ProgramChannel>, signal: AbortSignal | undefined) {
    try {
      for (let next = await queue.next({ signal }); next !== undefined; next = await queue.next({ signal })) yield next;
    } finally {
      if (this.#queues.get(type) === queue) this.#queues.delete(type);
      queue.end();
      for (let left = await queue.next(); left !== undefined; left = await queue.next()) left.fail('nobody listens');
    }
  }
}
