import type { ChannelEvent } from './channel/channel.ts';
import type { Channel, ChannelClose, ChannelPacket, PacketToSend } from './endpoint.ts';
import { Fifo } from './fifo.ts';
import type { Hashname } from './hashname/hashname.ts';

export interface ChannelFacts {
  readonly peer: Hashname;
  readonly type: string;
  readonly isReliable: boolean;
  readonly isIncoming: boolean;
  readonly channelId: number | undefined;
}

/** What a channel of the application asks of the engine. */
export interface ChannelCalls {
  send(packet: PacketToSend): boolean;
  processed(): void;
  fail(message: string): void;
  wake(): void;
}

/** One channel of the application. What happened waits, in order, until it has said who handles it. */
export class EndpointChannel implements Channel {
  readonly peer: Hashname;
  readonly type: string;
  readonly isReliable: boolean;
  readonly isIncoming: boolean;
  channelId: number | undefined;
  readonly #calls: ChannelCalls;
  /** At most one packet, a drain and the close: the engine waits for `done`. */
  readonly #events = new Fifo<ChannelEvent>();
  #ackedCount = 0;
  #ackedTold = 0;
  #isClosed = false;
  #packetHandler: ((packet: ChannelPacket, done: () => void) => void) | undefined;
  #drainHandler: (() => void) | undefined;
  #ackedHandler: ((count: number) => void) | undefined;
  #closeHandler: ((close: ChannelClose) => void) | undefined;

  constructor(facts: ChannelFacts, calls: ChannelCalls) {
    this.peer = facts.peer;
    this.type = facts.type;
    this.isReliable = facts.isReliable;
    this.isIncoming = facts.isIncoming;
    this.channelId = facts.channelId;
    this.#calls = calls;
  }

  send(packet: PacketToSend): boolean {
    const hasRoom = this.#calls.send(packet);
    this.#calls.wake();
    return hasRoom;
  }

  onPacket(handler: (packet: ChannelPacket, done: () => void) => void): void {
    this.#packetHandler = handler;
    if (this.#events.length > 0) this.#calls.wake();
  }

  onDrain(handler: () => void): void {
    this.#drainHandler = handler;
  }

  onAcked(handler: (count: number) => void): void {
    this.#ackedHandler = handler;
    if (this.#ackedCount > 0) this.#calls.wake();
  }

  onClose(handler: (close: ChannelClose) => void): void {
    this.#closeHandler = handler;
    if (this.#events.length > 0) this.#calls.wake();
  }

  fail(message: string): void {
    this.#calls.fail(message);
    this.#calls.wake();
  }

  // ---- What SwitchEndpoint calls -----------------------------------------------------------------------------------

  add(event: ChannelEvent, channelId: number | undefined): void {
    this.channelId ??= channelId;
    if (event.kind === 'acked') {
      this.#ackedCount = event.count; // only the newest counts, so nothing queues up
      return;
    }
    this.#isClosed ||= event.kind === 'closed';
    this.#events.add(event);
  }

  /** Tells the handlers what waits. False if some of it still has no handler. */
  flush(): boolean {
    this.#tellAcked();
    for (let event = this.#events.peek(); event !== undefined; event = this.#events.peek()) {
      if (!this.#isHeard(event)) return false;
      this.#events.take();
      if (event.kind === 'packet') this.#handPacket(event.packet);
      else if (event.kind === 'drain') this.#drainHandler?.();
      else if (event.kind === 'closed') this.#closeHandler?.(event.close);
    }
    return true;
  }

  #tellAcked(): void {
    if (this.#ackedHandler === undefined || this.#ackedCount === this.#ackedTold) return;
    this.#ackedTold = this.#ackedCount;
    this.#ackedHandler(this.#ackedCount);
  }

  /** Who only listens for the end is told of it, though packets were never read. */
  #isHeard(event: ChannelEvent): boolean {
    if (event.kind === 'drain') return true;
    if (event.kind === 'closed') return this.#closeHandler !== undefined;
    return this.#packetHandler !== undefined || (this.#isClosed && this.#closeHandler !== undefined);
  }

  #handPacket(packet: ChannelPacket): void {
    let isDone = false;
    this.#packetHandler?.(packet, () => {
      if (isDone) return;
      isDone = true;
      this.#calls.processed();
      this.#calls.wake();
    });
  }
}
