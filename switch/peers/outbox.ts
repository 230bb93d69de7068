import { OUTBOX_DATAGRAMS } from '../constants.ts';
import type { ActiveChannel } from './active-channel.ts';
import type { Context } from './context.ts';
import { Load } from './load.ts';
import type { Peer } from './peer.ts';

export interface OutboxParts {
  readonly context: Context;
  /** Whether the channel may send now; gives it its id. */
  readonly mayPoll: (channel: ActiveChannel) => boolean;
  /** The peer was sent more than one datagram holds. */
  readonly handleFull: (nowMs: number, peer: Peer) => void;
  /** The channel has nothing more to send for now. */
  readonly handlePolled: (nowMs: number, channel: ActiveChannel) => void;
}

/**
 * Reliable channels that may have something to send. They are asked only when the driver wants a datagram: by then all that
 * came in a turn has been read, so one ack answers it, and what several of them say to one peer shares a datagram.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #load: Load;
  readonly #byPeer = new Map<Peer, Set<ActiveChannel>>();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#load = new Load(parts.context);
  }

  add(channel: ActiveChannel): void {
    const channels = this.#byPeer.get(channel.peer);
    if (channels === undefined) this.#byPeer.set(channel.peer, new Set([channel]));
    else channels.add(channel);
  }

  /** Puts some datagrams of the peer who waits for longest among those to be sent, if anybody has something to say. */
  fill(nowMs: number): void {
    const { transmits } = this.#parts.context;
    while (transmits.length === 0) {
      const next = this.#byPeer.entries().next();
      if (next.done) return;
      const [peer, channels] = next.value;
      this.#byPeer.delete(peer); // it queues again behind the others, if it has more
      this.#send(nowMs, peer, channels);
      for (const channel of channels) this.add(channel); // and those that were added meanwhile stay
    }
  }

  #send(nowMs: number, peer: Peer, channels: Set<ActiveChannel>): void {
    const { mayPoll, handlePolled, handleFull } = this.#parts;
    const load = this.#load;
    load.begin(peer);
    for (const channel of channels) {
      channels.delete(channel);
      if (mayPoll(channel) && !loadFrom(nowMs, channel, load)) channels.add(channel); // the others have their turn first
      handlePolled(nowMs, channel);
      if (load.datagrams >= OUTBOX_DATAGRAMS) break;
    }
    load.flush();
    if (load.datagrams > 1) handleFull(nowMs, peer);
  }
}

/** False if the channel may have more than was taken. */
function loadFrom(nowMs: number, { machine, channelId = 0 }: ActiveChannel, load: Load): boolean {
  machine.handlePieceBytes(load.pieceBytesMax);
  const start = `{"c":${channelId},`;
  for (let packet = machine.pollPacket(nowMs); packet !== undefined; packet = machine.pollPacket(nowMs)) {
    load.add(start + JSON.stringify(packet.head).slice(1), packet.body); // no HEAD of a reliable channel is empty
    if (load.datagrams >= OUTBOX_DATAGRAMS) return false;
  }
  return true;
}
