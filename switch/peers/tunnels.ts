import { RELAY_OWN_WINDOW_MS, RELAY_PACKETS_MAX, RELAY_QUEUE_PACKETS, TUNNELS_MAX } from '../constants.ts';
import { PacketRate } from '../core-channels/relay.ts';
import { Fifo } from '../fifo.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { pathKey, type RelayPath, relayKey } from '../paths/path.ts';
import type { ActiveChannel } from './active-channel.ts';
import { Task } from './task.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Our end of a relay: a `peer` or `connect` channel with the switch in the middle, paced so that it needn't drop anything. */
export class Tunnel extends Task {
  readonly way: RelayPath;
  readonly channel: ActiveChannel;
  readonly startedAtMs: number;
  hasAskedForBridge = false;
  readonly #send: (nowMs: number, bytes: Uint8Array) => void;
  readonly #queue = new Fifo<Uint8Array>();
  readonly #rate = new PacketRate(RELAY_PACKETS_MAX, RELAY_OWN_WINDOW_MS);

  constructor(way: RelayPath, channel: ActiveChannel, nowMs: number, send: (nowMs: number, bytes: Uint8Array) => void) {
    super();
    this.way = way;
    this.channel = channel;
    this.startedAtMs = nowMs;
    this.#send = send;
  }

  /** False if there is no room: it is lost, as any datagram may be. */
  add(bytes: Uint8Array): boolean {
    if (this.#queue.length >= RELAY_QUEUE_PACKETS) return false;
    this.#queue.add(bytes);
    this.dueAtMs = this.#rate.nextAtMs;
    return true;
  }

  close(): void {
    this.#queue.clear();
    this.dueAtMs = NEVER;
  }

  handleTimeout(nowMs: number): void {
    while (this.#queue.length > 0 && this.#rate.take(nowMs)) {
      const bytes = this.#queue.take();
      if (bytes !== undefined) this.#send(nowMs, bytes);
    }
    this.dueAtMs = this.#queue.length > 0 ? this.#rate.nextAtMs : NEVER;
  }
}

/** Our ends of relays, one for each pair of middle and remote; the one begun first leaves when there are too many. */
export class Tunnels {
  readonly #byWay = new Map<string, Tunnel>();
  readonly #byChannel = new Map<ActiveChannel, Tunnel>();
  readonly #onDue: (tunnel: Tunnel) => void;

  constructor(onDue: (tunnel: Tunnel) => void) {
    this.#onDue = onDue;
  }

  get size(): number {
    return this.#byChannel.size;
  }

  find(via: Hashname, remote: Hashname): Tunnel | undefined {
    return this.#byWay.get(relayKey(via, remote));
  }

  ofChannel(channel: ActiveChannel): Tunnel | undefined {
    return this.#byChannel.get(channel);
  }

  /** Takes the place of an older one for the same way. Gives back those whose channels are needed no more. */
  add(tunnel: Tunnel): readonly Tunnel[] {
    const key = pathKey(tunnel.way);
    const replaced = this.#byWay.get(key);
    const leaving = replaced === undefined ? [] : [replaced];
    if (replaced === undefined && this.#byWay.size >= TUNNELS_MAX)
      leaving.push(...[...this.#byWay.values()].slice(0, 1));
    for (const old of leaving) this.remove(old);
    this.#byWay.set(key, tunnel);
    this.#byChannel.set(tunnel.channel, tunnel);
    return leaving;
  }

  remove(tunnel: Tunnel): void {
    tunnel.close();
    this.#byChannel.delete(tunnel.channel);
    if (this.#byWay.get(pathKey(tunnel.way)) === tunnel) this.#byWay.delete(pathKey(tunnel.way));
  }

  /** False if there is none for that way, or no room in it. */
  send(way: RelayPath, bytes: Uint8Array): boolean {
    const tunnel = this.#byWay.get(pathKey(way));
    if (tunnel === undefined || !tunnel.add(bytes)) return false;
    this.#onDue(tunnel);
    return true;
  }

  /** Who of those using an address is in the middle between us and `remote`: then it is no address of theirs. */
  bridgeOf(remote: Hashname, users: readonly Hashname[]): Hashname | undefined {
    return users.find((user) => user !== remote && this.find(user, remote) !== undefined);
  }
}
