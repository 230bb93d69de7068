import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Channel, ChannelClose, ChannelPacket } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { bodyField, type Emit } from './json-lines.ts';

export const MODES = ['echo', 'sink', 'report', 'hold'] as const;
/**
 * What is done with packets: `echo` sends each back, `sink` only counts, `report` tells each, `hold` tells each and
 * processes it when asked to (`ack`).
 */
export type Mode = (typeof MODES)[number];

/** One channel that the driver of this node knows by an id: tells of it in events. */
export class ChannelLog {
  readonly id: string;
  readonly #channel: Channel;
  readonly #mode: Mode;
  readonly #emit: Emit;
  readonly #hash = createHash('sha256');
  readonly #sinceMs = performance.now();
  readonly #held: (() => void)[] = [];
  #packets = 0;
  #bytes = 0;
  #isOver = false;
  isGone = false;
  /** Called once when the channel is gone. */
  onGone: (close: ChannelClose) => void = () => undefined;
  #waiting: (() => void)[] = [];
  #ackWaiting: (() => void)[] = [];
  #ackedCount = 0;
  #timeoutMs: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sentCount = 0;
  #askedCount = 0;
  /** Packets that the driver asked for, not yet acknowledged: their place among all that were sent, and among those. */
  readonly #unacked: { readonly place: number; readonly sent: number }[] = [];

  constructor(id: string, channel: Channel, mode: Mode, emit: Emit) {
    this.id = id;
    this.#channel = channel;
    this.#mode = mode;
    this.#emit = emit;
    channel.onPacket((packet, done) => this.#take(packet, done));
    channel.onDrain(() => this.#drain());
    channel.onAcked((count) => this.#acknowledge(count));
    channel.onClose((close) => this.#close(close));
    if (!channel.isIncoming) this.#countAsked(); // it was opened with its first packet
  }

  get peer(): Hashname {
    return this.#channel.peer;
  }

  get type(): string {
    return this.#channel.type;
  }

  /** Its number on the line, once it has one. */
  get channelId(): number | undefined {
    return this.#channel.channelId;
  }

  /** Sends what the driver asked for: its acknowledgement is told. */
  sendAsked(packet: Parameters<Channel['send']>[0]): Promise<void> {
    if (this.isGone) return Promise.resolve();
    this.#countAsked();
    this.#watch();
    return this.#sendNow(packet);
  }

  /** Sends; the promise is kept when there is room for more, or the channel is gone. */
  send(packet: Parameters<Channel['send']>[0]): Promise<void> {
    if (this.isGone) return Promise.resolve();
    this.#sentCount++;
    return this.#sendNow(packet);
  }

  #sendNow(packet: Parameters<Channel['send']>[0]): Promise<void> {
    if (this.#channel.send(packet)) return Promise.resolve();
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }

  fail(message: string): void {
    this.#isOver = true;
    this.#channel.fail(message);
  }

  /** Packets sent and not yet acknowledged. */
  get underwayCount(): number {
    return this.#sentCount - this.#ackedCount;
  }

  /** Kept at the next acknowledgement, or when the channel is gone. */
  nextAck(): Promise<void> {
    return new Promise((resolve) => void this.#ackWaiting.push(resolve));
  }

  /** Fails it with `timeout` once something of ours has been unanswered for so long. */
  failAfter(timeoutMs: number | undefined): void {
    this.#timeoutMs = timeoutMs;
    this.#watch();
  }

  /** Processes the oldest packet held. */
  release(): void {
    this.#held.shift()?.();
  }

  seconds(): number {
    return (performance.now() - this.#sinceMs) / 1000;
  }

  #take(packet: ChannelPacket, done: () => void): void {
    this.#packets++;
    this.#watch();
    this.#bytes += packet.body.length;
    this.#hash.update(packet.body);
    this.#tell(packet);
    if (this.#mode === 'hold') this.#held.push(done);
    else if (this.#mode === 'echo')
      this.send({ json: packet.json, body: packet.body, end: packet.end }).then(done, done);
    else done();
    if (packet.end) this.#end();
  }

  #tell({ json, body, end }: ChannelPacket): void {
    const fields = { id: this.id, js: json, body: bodyField(body), end };
    const { peer, type, isIncoming, channelId } = this.#channel;
    if (this.#packets === 1) {
      if (isIncoming) this.#emit('channel', { ...fields, from: peer, type, c: channelId });
      else this.#emit('response', fields);
    } else if (this.#mode === 'report' || this.#mode === 'hold') this.#emit('packet', fields);
  }

  #end(): void {
    this.#isOver = true;
    const sha256 = this.#hash.copy().digest('hex');
    this.#emit('end', { ...this.#counts(), err: null, sha256, seconds: this.seconds() });
  }

  #countAsked(): void {
    this.#sentCount++;
    this.#askedCount++;
    if (this.#channel.isReliable) this.#unacked.push({ place: this.#sentCount, sent: this.#askedCount });
  }

  #acknowledge(count: number): void {
    this.#ackedCount = count;
    this.#watch();
    this.#wakeAckers();
    for (let next = this.#unacked[0]; next !== undefined && next.place <= count; next = this.#unacked[0]) {
      this.#unacked.shift();
      this.#emit('acked', { id: this.id, sent: next.sent });
    }
  }

  #drain(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #close(close: ChannelClose): void {
    const err = errorOf(close);
    if (err !== undefined && !this.#isOver) this.#emit('end', { ...this.#counts(), err });
    this.#emit('gone', { id: this.id, c: this.#channel.channelId, ended: close.reason === 'ended' });
    this.isGone = true;
    clearTimeout(this.#timer);
    this.#drain();
    this.#wakeAckers();
    this.onGone(close);
  }

  /** Each sign of life begins the wait anew. */
  #watch(): void {
    clearTimeout(this.#timer);
    const isOwed = this.#packets === 0 || (this.#channel.isReliable && this.underwayCount > 0);
    if (this.#timeoutMs === undefined || this.isGone || !isOwed) return;
    this.#timer = setTimeout(() => this.#channel.fail('timeout'), this.#timeoutMs);
  }

  #wakeAckers(): void {
    for (const resolve of this.#ackWaiting.splice(0)) resolve();
  }

  #counts() {
    return { id: this.id, bytes: this.#bytes, packets: this.#packets };
  }
}

/** In the reference switch's words; undefined if it ended in order. */
export function errorOf(close: ChannelClose): string | undefined {
  if (close.reason === 'ended') return undefined;
  if (close.reason === 'err') return close.message;
  return close.reason === 'line-reset' ? 'reset' : close.reason;
}
