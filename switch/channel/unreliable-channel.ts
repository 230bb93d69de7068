import { apart } from '../bytes.ts';
import { UNRELIABLE_QUEUE_PACKETS, UNRELIABLE_TIMEOUT_MS } from '../constants.ts';
import type { ChannelClose, ChannelPacket } from '../endpoint.ts';
import { Fifo } from '../fifo.ts';
import { type ChannelHead, writeContent } from '../packet/channel-head.ts';
import type { ChannelEvent, ChannelMachine, Content, OutgoingPacket } from './channel.ts';

const NEVER = Number.POSITIVE_INFINITY;
const NO_BODY = new Uint8Array(0);

/** An unreliable channel (channels.md): each packet goes once, comes or doesn't; an `end` or silence ends it. */
export class UnreliableChannel implements ChannelMachine {
  readonly isReliable = false;
  readonly type: string;
  readonly #isIncoming: boolean;
  readonly #timeoutMs: number;
  readonly #outgoing = new Fifo<OutgoingPacket>();
  readonly #incoming = new Fifo<ChannelPacket>();
  readonly #events = new Fifo<ChannelEvent>();
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
      this.#outgoing.add({ head, body: content.body });
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
    this.#outgoing.clear();
    if (this.#isStarted) this.#outgoing.add({ head: { err: message }, body: NO_BODY });
    this.#close({ reason: 'err', message, byPeer: false });
  }

  drop(close: ChannelClose): void {
    this.#outgoing.clear();
    this.#close(close);
  }

  pollPacket(nowMs: number): OutgoingPacket | undefined {
    const packet = this.#outgoing.take();
    if (packet === undefined) return undefined;
    this.#isStarted = true;
    this.#lastActiveAtMs = nowMs;
    this.#schedule(nowMs);
    return packet;
  }

  pollEvent(): ChannelEvent | undefined {
    return this.#events.take();
  }

  #receive(content: Content): void {
    if (this.#incoming.length >= UNRELIABLE_QUEUE_PACKETS) this.#incoming.take();
    this.#incoming.add(this.#isProcessing ? { ...content, body: apart(content.body) } : content);
    this.#deliver();
  }

  #deliver(): void {
    const packet = this.#isProcessing ? undefined : this.#incoming.take();
    if (packet === undefined) return;
    this.#isProcessing = true;
    this.#isLastProcessing = packet.end;
    this.#events.add({ kind: 'packet', packet });
  }

  #close(close: ChannelClose): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#incoming.clear();
    this.dueAtMs = NEVER;
    this.#events.add({ kind: 'closed', close });
  }

  #timeoutAtMs(): number {
    return this.#lastActiveAtMs === undefined ? NEVER : this.#lastActiveAtMs + this.#timeoutMs;
  }

  #schedule(nowMs: number): void {
    this.dueAtMs = this.#isClosed ? NEVER : Math.max(nowMs, this.#timeoutAtMs());
  }
}
