import type { Channel, ChannelPacket } from '../index.ts';
import type { SimNode } from './node.ts';
import type { SimWorld } from './world.ts';

/** Channel types of the traffic. */
const TYPES = { reliable: '_run', unreliable: '_run-unreliable' } as const;
/** Packets of one channel, bytes of a body, and how long an application may take over a packet. */
const PACKETS_MAX = 60;
const BODY_BYTES_MAX = 1_000;
const PROCESSING_MS_MAX = 40;

/** One channel of the application: what was said and what was heard. */
interface Transfer {
  readonly id: number;
  readonly from: SimNode;
  readonly to: SimNode;
  readonly isReliable: boolean;
  readonly count: number;
  sent: number;
  /** Numbers of the packets that came, as they came. */
  readonly heard: number[];
  /** Channels over there on which it was heard: never more than one. */
  receptions: number;
  /** How it ended for who sent, and for who heard. */
  senderClose: string | undefined;
  receiverClose: string | undefined;
}

/**
 * Applications that send numbered packets to each other, knowing only hashnames, and the ledger of it: `faults` has a line for
 * whatever a channel should never have done.
 */
export class Traffic {
  readonly faults: string[] = [];
  readonly #world: SimWorld;
  readonly #transfers: Transfer[] = [];

  constructor(world: SimWorld) {
    this.#world = world;
  }

  get heardCount(): number {
    return this.#transfers.reduce((sum, { heard }) => sum + heard.length, 0);
  }

  /** Of each life of a node anew. */
  listen(node: SimNode): void {
    for (const [kind, type] of Object.entries(TYPES))
      node.endpoint.listen(type, { reliable: kind === 'reliable', mayOpen: () => true }, (channel) =>
        this.#receive(node, channel),
      );
  }

  /** Starts a channel with as many packets as the dice say. Gives back whether the first has come. */
  start(from: SimNode, to: SimNode, isReliable: boolean): () => boolean {
    const { dice } = this.#world;
    const count = 1 + Math.floor(dice.ratio() ** 2 * PACKETS_MAX);
    const id = this.#transfers.length;
    const transfer: Transfer = {
      ...{ id, from, to, isReliable, count, sent: 0, heard: [], receptions: 0 },
      senderClose: undefined,
      receiverClose: undefined,
    };
    this.#transfers.push(transfer);
    const channel = from.endpoint.openChannel(to.identity.hashname, typeOf(isReliable), { reliable: isReliable });
    const send = (): void => this.#send(transfer, channel);
    channel.onDrain(send);
    channel.onPacket(() => this.faults.push(`channel ${id}: an answer that nobody gave`));
    channel.onClose(({ reason }) => this.#closeSender(transfer, reason));
    send();
    return () => transfer.heard.length > 0;
  }

  #send(transfer: Transfer, channel: Channel): void {
    while (transfer.sent < transfer.count && transfer.senderClose === undefined) {
      const n = transfer.sent++;
      const body = bodyOf(transfer.id, n);
      if (!channel.send({ json: { id: transfer.id, n }, body, end: transfer.sent === transfer.count })) return;
    }
  }

  #receive(node: SimNode, channel: Channel): void {
    const isReliable = channel.type === TYPES.reliable;
    let transfer: Transfer | undefined;
    channel.onPacket((packet, done) => {
      const told = this.#transfers.find(({ id }) => id === packet.json.id);
      if (told === undefined || told.from.identity.hashname !== channel.peer || told.to !== node)
        this.faults.push(`${String(packet.json.id)}: nobody sent that there`);
      else {
        if (told !== transfer) told.receptions++;
        transfer = told;
        this.#hear(told, packet, isReliable);
      }
      this.#process(done);
    });
    channel.onClose(({ reason }) => {
      if (transfer !== undefined) this.#closeReceiver(transfer, reason);
    });
  }

  #hear(transfer: Transfer, packet: ChannelPacket, isReliable: boolean): void {
    const { id, heard } = transfer;
    const n = Number(packet.json.n);
    if (transfer.isReliable !== isReliable) this.faults.push(`channel ${id} came as one of the other kind`);
    if (isReliable && n !== heard.length) this.faults.push(`channel ${id}: ${n} came in the place of ${heard.length}`);
    if (heard.includes(n)) this.faults.push(`channel ${id}: ${n} came twice`);
    if (isReliable && transfer.receptions > 1) this.faults.push(`channel ${id} began twice over there`);
    const expected = bodyOf(id, n);
    const isSame = packet.body.length === expected.length && packet.body.every((byte, at) => byte === expected[at]);
    if (!isSame) this.faults.push(`channel ${id}: ${n} came with another body`);
    heard.push(n);
  }

  /** At once, or after a while. */
  #process(done: () => void): void {
    const { dice, nowMs } = this.#world;
    if (dice.chance(0.5)) done();
    else this.#world.at(nowMs + dice.between(0, PROCESSING_MS_MAX), done);
  }

  #closeSender(transfer: Transfer, reason: string): void {
    if (transfer.senderClose !== undefined) this.faults.push(`channel ${transfer.id} closed twice`);
    transfer.senderClose = reason;
    if (transfer.isReliable && reason === 'ended') this.#expectAll(transfer);
  }

  #closeReceiver(transfer: Transfer, reason: string): void {
    transfer.receiverClose = reason;
    if (transfer.isReliable && reason === 'ended') this.#expectAll(transfer);
  }

  #expectAll({ id, count, heard }: Transfer): void {
    if (heard.length !== count) this.faults.push(`channel ${id} ended in order with ${heard.length} of ${count}`);
  }
}

function typeOf(isReliable: boolean): string {
  return isReliable ? TYPES.reliable : TYPES.unreliable;
}

/** What packet `n` of a channel carries: of any length, and no other's. */
function bodyOf(id: number, n: number): Uint8Array {
  return new Uint8Array((id * 131 + n * 197) % BODY_BYTES_MAX).fill((id + n) & 0xff);
}
