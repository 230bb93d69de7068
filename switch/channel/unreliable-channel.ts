import { apart } from '../bytes.ts';
import { UNRELIABLE_QUEUE_PACKETS, UNRELIABLE_TIMEOUT_MS } from '../constants.ts';
import type { ChannelClose, ChannelPacket } from '../endpoint.ts';
import { type ChannelHead, writeContent } from '../packet/channel-head.ts';
import type { ChannelEvent, ChannelMachine, Content, OutgoingPacket } from './channel.ts';

const NEVER = Number.POSITIVE_INFINITY;
const NO_BODY = new Uint8Array(0);
const NONE: readonly never[] = [];

/** An unreliable channel (channels.md): each packet goes once, comes or doesn't; an `end` or silence ends it. */
export class UnreliableChannel implements ChannelMachine {
  readonly isReliable = false;
  readonly type: string;
  readonly #isIncoming: boolean;
  readonly #timeoutMs: number;
  /** Short, and empty nearly always: all who wait for nothing share one. */
  #outgoing: readonly OutgoingPacket[] = NONE;
  #incoming: readonly ChannelPacket[] = NONE;
  #events: readonly ChannelEvent[] = NONE;
  dueAtMs = NEVER;
  #isFirstTaken = false;
  #isStarted: boolean;
  #hasEnded = false;
  #isClosed = false;
  #isProcessing = false;
  #isLastProcessing = false;
  #lastActiveAtMs: number | undefined;

  constructor(type: string, isIncoming: boolean, timeoutMs = UNRELIABLE_TIMEOUT_MS) {
    this.type = type;
    this.#timeoutMs = timeoutMs;
    this.#isIncoming = isIncoming;
    this.#isStarted = isIncoming;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get isGone(): boolean {
    return this.#isClosed && this.#outgoing.length === 0;
  }

  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** Nothing is acknowledged. */
  get unackedSinceMs(): undefined {
    return undefined;
  }

  get probesUnanswered(): number {
    return 0;
  }

  send(nowMs: number, content: Content): boolean {
    if (this.#isClosed) return true; // it ended while the application was about to send
    if (this.#hasEnded) throw new Error('nothing can be sent on a channel after its end');
    this.#hasEnded = content.end;
    const isFirst = !this.#isFirstTaken && !this.#isIncoming;
    this.#isFirstTaken = true;
    const head = {
      ...writeContent(this.type, content.json),
      ...(isFirst ? { type: this.type } : {}),
      ...(content.end ? { end: true } : {}),
    };
    // Without a line no more than this wait: further ones are lost, as any may be.
    if (this.#outgoing.length < UNRELIABLE_QUEUE_PACKETS || content.end)
      this.#outgoing = withMore(this.#outgoing, { head, body: content.body });
    if (content.end) this.#close({ reason: 'ended' });
    this.#schedule(nowMs);
    return true;
  }

  handlePacket(nowMs: number, head: ChannelHead, content: Content): void {
    this.#lastActiveAtMs = nowMs;
    this.#schedule(nowMs);
    if (this.#isClosed) return;
    if (head.err === undefined) this.#receive(content);
    else this.#close({ reason: 'err', message: head.err, byPeer: true });
  }

  handleProcessed(nowMs: number): void {
    if (!this.#isProcessing) return;
    this.#isProcessing = false;
    if (this.#isLastProcessing) this.#close({ reason: 'ended' });
    else this.#deliver();
    this.#schedule(nowMs);
  }

  handleTimeout(nowMs: number): void {
    if (nowMs >= this.#timeoutAtMs()) this.#close({ reason: 'timeout' });
    this.#schedule(nowMs);
  }

  /** Nothing is kept over there, so nothing is to know. */
  handleWindow(): void {
    return;
  }

  /** Its packets are the application's. */
  handlePieceBytes(): void {
    return;
  }

  fail(_nowMs: number, message: string): void {
    if (this.#isClosed) return;
    this.#outgoing = NONE;
    if (this.#isStarted) this.#outgoing = [{ head: { err: message }, body: NO_BODY }];
    this.#close({ reason: 'err', message, byPeer: false });
  }

  drop(close: ChannelClose): void {
    this.#outgoing = NONE;
    this.#close(close);
  }

  pollPacket(nowMs: number): OutgoingPacket | undefined {
    const [packet] = this.#outgoing;
    if (packet === undefined) return undefined;
    this.#outgoing = without(this.#outgoing);
    this.#isStarted = true;
    this.#lastActiveAtMs = nowMs;
    this.#schedule(nowMs);
    return packet;
  }

  pollEvent(): ChannelEvent | undefined {
    const [event] = this.#events;
    this.#events = without(this.#events);
    return event;
  }

  #receive(content: Content): void {
    const packet = this.#isProcessing ? { ...content, body: apart(content.body) } : content;
    this.#incoming = withMore(this.#incoming.slice(1 - UNRELIABLE_QUEUE_PACKETS), packet);
    this.#deliver();
  }

  #deliver(): void {
    const [packet] = this.#incoming;
    if (packet === undefined || this.#isProcessing) return;
    this.#incoming = without(this.#incoming);
    this.#isProcessing = true;
    this.#isLastProcessing = packet.end;
    this.#events = withMore(this.#events, { kind: 'packet', packet });
  }

  #close(close: ChannelClose): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#incoming = NONE;
    this.dueAtMs = NEVER;
    this.#events = withMore(this.#events, { kind: 'closed', close });
  }

  #timeoutAtMs(): number {
    return this.#lastActiveAtMs === undefined ? NEVER : this.#lastActiveAtMs + this.#timeoutMs;
  }

  #schedule(nowMs: number): void {
    this.dueAtMs = this.#isClosed ? NEVER : Math.max(nowMs, this.#timeoutAtMs());
  }
}

/** In a list without room over. */
function withMore<T>(items: readonly T[], item: T): readonly T[] {
  return items.length === 0 ? [item] : items.concat([item]);
}

/** All but the first. */
function without<T>(items: readonly T[]): readonly T[] {
  return items.length > 1 ? items.slice(1) : NONE;
}
