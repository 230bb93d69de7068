import type { Channel, ChannelClose, ChannelPacket, JsonObject, JsonValue } from '../../endpoint.ts';
import type { Hashname } from '../../hashname/hashname.ts';
import type { ReferenceChannel, ReferenceHandler, ReferencePeer } from './reference-api.ts';

/**
 * Packets underway at a time. The reference sends all that it is given at once, and drops what is more than 50 beyond
 * the last one processed; so its user has to hold back.
 */
const UNDERWAY_MAX = 40;
/** Not the application's, where the reference does not tell them apart. */
const OWN_KEYS = new Set(['c', 'type', 'seq', 'ack', 'miss', 'end', 'err']);

type Packet = Parameters<Channel['send']>[0];

/** A channel of the reference switch, as an endpoint of ours would give it. */
export class ReferenceChannelAdapter implements Channel {
  readonly peer: Hashname;
  readonly type: string;
  readonly isReliable: boolean;
  readonly isIncoming: boolean;
  #channel: ReferenceChannel | undefined;
  readonly #queue: Packet[] = [];
  #underway = 0;
  #isClosed = false;
  #failure: string | undefined;
  #onPacket: (packet: ChannelPacket, done: () => void) => void = () => undefined;
  #onDrain: () => void = () => undefined;
  #acked = 0;
  #onAcked: (count: number) => void = () => undefined;
  #onClose: (close: ChannelClose) => void = () => undefined;

  constructor(peer: Hashname, type: string, options: { readonly isReliable: boolean; readonly isIncoming: boolean }) {
    this.peer = peer;
    this.type = type;
    this.isReliable = options.isReliable;
    this.isIncoming = options.isIncoming;
  }

  /** Starts it at the reference, with its first packet. */
  start(peer: ReferencePeer, first: Packet): void {
    this.#channel = this.#begin(peer, first, (...args) => this.take(...args));
    this.#pump();
  }

  #begin(peer: ReferencePeer, first: Packet, handler: ReferenceHandler): ReferenceChannel {
    const body = Buffer.from(first.body ?? []);
    const end = first.end ? { end: true } : {};
    if (!this.isReliable) return peer.raw(this.type, { js: { ...this.#wrap(first), ...end }, body }, handler);
    const channel = peer.start(this.type, { bare: true }, handler);
    this.#underway++;
    const callback = () => this.#acknowledged(first.end);
    channel.send({ type: this.type, js: { ...first.json }, body, ...end, callback });
    return channel;
  }

  get channelId(): number | undefined {
    return this.#channel?.id;
  }

  accept(channel: ReferenceChannel): void {
    this.#channel = channel;
  }

  send(packet: Packet): boolean {
    if (this.#isClosed) return true;
    this.#queue.push(packet);
    this.#pump();
    return this.#queue.length === 0;
  }

  onPacket(handler: (packet: ChannelPacket, done: () => void) => void): void {
    this.#onPacket = handler;
  }

  onDrain(handler: () => void): void {
    this.#onDrain = handler;
  }

  onAcked(handler: (count: number) => void): void {
    this.#onAcked = handler;
  }

  onClose(handler: (close: ChannelClose) => void): void {
    this.#onClose = handler;
  }

  fail(message: string): void {
    this.#failure = message;
    this.#channel?.fail(message);
    this.#close({ reason: 'err', message, byPeer: false });
  }

  /** What the reference calls with each packet. */
  take(...[stop, packet, , done]: Parameters<ReferenceHandler>): void {
    if (this.#isClosed) {
      done?.();
      return;
    }
    const js = packet.js ?? {};
    if (typeof stop === 'string' && js.err === stop) {
      done?.();
      this.#close(closeOf(stop));
      return;
    }
    const end = Boolean(stop);
    this.#onPacket({ json: this.#unwrap(js), body: bytesOf(packet.body), end }, () => {
      done?.(true);
      if (end) this.#close({ reason: 'ended' });
    });
  }

  #pump(): void {
    if (this.#channel === undefined) return; // not started yet
    for (let room = UNDERWAY_MAX - this.#underway; room > 0; room--) {
      const packet = this.#queue.shift();
      if (packet === undefined) return;
      this.#sendNow(packet);
    }
  }

  #sendNow({ json = {}, body = new Uint8Array(0), end = false }: Packet): void {
    const bytes = Buffer.from(body);
    if (!this.isReliable) {
      this.#channel?.send({ js: { ...this.#wrap({ json }), ...(end && { end }) }, body: bytes });
      return;
    }
    this.#underway++;
    const callback = () => this.#acknowledged(end);
    this.#channel?.send({ js: { ...json }, body: bytes, ...(end && { end }), callback });
  }

  #acknowledged(isEnd = false): void {
    this.#underway--;
    this.#onAcked(++this.#acked);
    if (isEnd) this.#close({ reason: 'ended' });
    // Not at once: the reference is rebuilding its queue just now.
    setImmediate(() => {
      this.#pump();
      if (this.#queue.length === 0) this.#onDrain();
    });
  }

  #close(close: ChannelClose): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#queue.length = 0;
    this.#onClose(this.#failure === undefined ? close : { reason: 'err', message: this.#failure, byPeer: false });
  }

  /** Content of a type with an underscore lies under `_`; for reliable channels the reference sees to that itself. */
  #wrap({ json = {} }: Packet): { [name: string]: JsonValue } {
    return this.type.startsWith('_') ? { _: json } : { ...json };
  }

  #unwrap(js: JsonObject): JsonObject {
    if (this.isReliable && this.type.startsWith('_')) return js;
    const inner = this.type.startsWith('_') ? js._ : js;
    const entries = typeof inner === 'object' && inner !== null ? Object.entries(inner) : [];
    return Object.fromEntries(entries.filter(([name]) => !OWN_KEYS.has(name)));
  }
}

function closeOf(err: string): ChannelClose {
  if (err === 'timeout') return { reason: 'timeout' };
  if (err === 'reset') return { reason: 'line-reset' };
  return { reason: 'err', message: err, byPeer: true };
}

function bytesOf(body: Buffer | string | undefined): Uint8Array {
  return new Uint8Array(typeof body === 'string' ? Buffer.from(body, 'latin1') : (body ?? []));
}
