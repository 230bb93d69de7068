import { EventEmitter } from 'node:events';
import type { NearbyPeer, PeerStatus } from '../index.ts';
import { AsyncQueue } from './async-queue.ts';
import { EVENTS_WAITING_MAX } from './limits.ts';
import { type WaitOptions, waitFor } from './waiting.ts';

/** What a switch tells, by name. */
export interface SwitchEventMap {
  /** A peer's line or ways have changed, or gone quiet. */
  readonly status: PeerStatus;
  /** Somebody on a local network has answered our ping. Nothing is proven by it. */
  readonly nearby: NearbyPeer;
  /** It is closed; nothing comes after it. */
  readonly close: undefined;
}

export type SwitchEventName = keyof SwitchEventMap;
type Listener<Name extends SwitchEventName> = (event: SwitchEventMap[Name]) => void;

/** Node's emitter with the names and what they bring, and a loop over them. */
export class TypedEvents {
  readonly #emitter = new EventEmitter();

  on<Name extends SwitchEventName>(name: Name, listener: Listener<Name>): this {
    this.#emitter.on(name, listener);
    return this;
  }

  off<Name extends SwitchEventName>(name: Name, listener: Listener<Name>): this {
    this.#emitter.off(name, listener);
    return this;
  }

  /** The next one, or the next that `isWanted`. */
  once<Name extends SwitchEventName>(
    name: Name,
    options: WaitOptions = {},
    isWanted: (event: SwitchEventMap[Name]) => boolean = () => true,
  ): Promise<SwitchEventMap[Name]> {
    let listener: Listener<Name> = () => undefined;
    const happened = waitFor<SwitchEventMap[Name]>(options, (resolve) => {
      listener = (event) => {
        if (isWanted(event)) resolve(event);
      };
      this.#emitter.on(name, listener);
    });
    return happened.finally(() => this.#emitter.off(name, listener));
  }

  /** All from now on, until the switch is closed. Of those that a slow loop has not taken yet only the newest stay. */
  events<Name extends SwitchEventName>(
    name: Name,
    options: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<SwitchEventMap[Name], void, undefined> {
    options.signal?.throwIfAborted();
    const queue = new AsyncQueue<SwitchEventMap[Name]>();
    const listener: Listener<Name> = (event) => {
      if (queue.length >= EVENTS_WAITING_MAX) queue.dropOldest();
      queue.add(event);
    };
    const end = () => queue.end();
    this.#emitter.on(name, listener).on('close', end);
    const forget = () => this.#emitter.off(name, listener).off('close', end);
    return loop(queue, options, forget);
  }

  protected emit<Name extends SwitchEventName>(name: Name, event: SwitchEventMap[Name]): void {
    this.#emitter.emit(name, event);
  }
}

async function* loop<T>(queue: AsyncQueue<T>, options: WaitOptions, forget: () => void) {
  try {
    for (let next = await queue.next(options); next !== undefined; next = await queue.next(options)) yield next;
  } finally {
    forget();
  }
}
