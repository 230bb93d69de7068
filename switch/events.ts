import type { ChannelEvent } from './channel/channel.ts';
import type { FindResult, NearbyPeer, PeerStatus } from './endpoint.ts';
import { Fifo } from './fifo.ts';
import type { Hashname } from './hashname/hashname.ts';

/** Names one channel to the engine, for as long as it lives. Unlike `c` it is unique over all peers and lines. */
export type ChannelHandle = number & { readonly __brand: 'ChannelHandle' };

/** What the engine tells whoever drives it. */
export type SwitchEvent =
  | {
      readonly kind: 'channel-opened';
      readonly channel: ChannelHandle;
      readonly channelId: number;
      readonly peer: Hashname;
      readonly type: string;
      readonly isReliable: boolean;
    }
  | { readonly kind: 'found'; readonly result: FindResult }
  | {
      readonly kind: 'channel';
      readonly channel: ChannelHandle;
      /** Its `c`; undefined if nothing was sent on it. */
      readonly channelId: number | undefined;
      readonly event: ChannelEvent;
    }
  | { readonly kind: 'status'; readonly status: PeerStatus }
  | { readonly kind: 'nearby'; readonly nearby: NearbyPeer }
  /** Others see this switch at another address than before: its router restarted. */
  | { readonly kind: 'outside-changed' };

/** Events in order; changes of a peer's status are gathered, so that only the newest is told. */
export class SwitchEvents {
  readonly #queue = new Fifo<SwitchEvent>();
  readonly #changed = new Set<Hashname>();
  readonly #statusOf: (peer: Hashname) => PeerStatus | undefined;

  constructor(statusOf: (peer: Hashname) => PeerStatus | undefined) {
    this.#statusOf = statusOf;
  }

  get isWaiting(): boolean {
    return this.#queue.length > 0 || this.#changed.size > 0;
  }

  add(event: SwitchEvent): void {
    this.#queue.add(event);
  }

  addStatus(peer: Hashname): void {
    this.#changed.add(peer);
  }

  /** Statuses first: who is told of a channel already knows of its line. */
  poll(): SwitchEvent | undefined {
    for (const peer of this.#changed) {
      this.#changed.delete(peer);
      const status = this.#statusOf(peer);
      if (status !== undefined) return { kind: 'status', status };
    }
    return this.#queue.take();
  }
}
