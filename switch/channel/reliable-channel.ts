import { apart } from '../bytes.ts';
import {
  CHANNEL_BODY_BYTES_MAX,
  CHANNEL_IDLE_ACK_MS,
  CHANNEL_LINGER_MS,
  END_ACK_DELAY_MS_MAX,
  FOREIGN_CHANNEL_KEEPALIVE_MS,
  RESEND_INTERVAL_MS,
  SEND_BUFFER_PACKETS,
  WAITS,
  type Waits,
} from '../constants.ts';
import type { ChannelClose } from '../endpoint.ts';
import { Fifo } from '../fifo.ts';
import { type ChannelHead, writeContent } from '../packet/channel-head.ts';
import type { JsonObject } from '../packet/json.ts';
import { encodeRuns } from '../packet/run-lengths.ts';
import type { ChannelEvent, ChannelMachine, Content, OutgoingPacket } from './channel.ts';
import { KeptPackets } from './kept-packets.ts';
import { ReliableReceiver } from './reliable-receiver.ts';
import { type Numbered, ReliableSender } from './reliable-sender.ts';
import { ContentQueue } from './send-queue.ts';

const NEVER = Number.POSITIVE_INFINITY;
const NO_BODY = new Uint8Array(0);

export interface ReliableChannelOptions {
  readonly waits?: Readonly<Waits>;
  /** Of all channels of this switch: what was received and not yet processed. */
  readonly allKept?: KeptPackets;
  /** The same of what was sent and not yet acknowledged. */
  readonly allSent?: KeptPackets;
  /** Each side ends its own direction (DECISIONS.md no. 64). */
  readonly isHalfOpen?: boolean;
}

/**
 * A reliable channel (reliable.md). Its life: open, until an `end` is processed or acknowledged, an `err` or silence;
 * then it lingers to flush what was said before and to acknowledge repeats; then it is gone.
 */
export class ReliableChannel implements ChannelMachine {
  readonly isReliable = true;
  readonly type: string;
  readonly #isIncoming: boolean;
  readonly #waits: Readonly<Waits>;
  /** An `end` closes its own direction alone. */
  readonly #isHalfOpen: boolean;
  readonly #queue = new ContentQueue();
  readonly #sender: ReliableSender<Content>;
  readonly #receiver: ReliableReceiver<Content>;
  readonly #events = new Fifo<ChannelEvent>();
  dueAtMs = NEVER;
  #hasEnded = false;
  /** Of our end, once it was sent. */
  #endSeq: number | undefined;
  #theirEndSeq: number | undefined;
  /** Our end was said after theirs had come, so it may carry an answer to it. */
  #isEndAnswer = false;
  #firstSentAtMs: number | undefined;
  #heardAtMs: number | undefined;
  #lastActiveAtMs = 0;
  #lastSent: Numbered<Content> | undefined;
  #isRepeatDue = false;
  #isForeign = true;
  #wantsDrain = false;
  /** The packet that the application is dealing with. */
  #processing: Content | undefined;
  #closedAtMs: number | undefined;
  #isGone = false;
  /** Our `err`, told again to whoever goes on sending. */
  #err: string | undefined;
  #errDueAtMs = NEVER;

  constructor(type: string, isIncoming: boolean, options: ReliableChannelOptions = {}) {
    const { waits = WAITS, allKept = new KeptPackets(), allSent = new KeptPackets(), isHalfOpen = false } = options;
    this.#isHalfOpen = isHalfOpen;
    this.type = type;
    this.#waits = waits;
    this.#sender = new ReliableSender(this.#queue, allSent);
    this.#receiver = new ReliableReceiver(allKept);
    this.#isIncoming = isIncoming;
  }

  get isClosed(): boolean {
    return this.#closedAtMs !== undefined;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  get isStarted(): boolean {
    return this.#isIncoming || this.#firstSentAtMs !== undefined;
  }

  get unackedSinceMs(): number | undefined {
    return this.#sender.oldestSentAtMs;
  }

  get probesUnanswered(): number {
    return this.#sender.probesUnanswered;
  }

  send(nowMs: number, content: Content): boolean {
    if (this.isClosed) return true; // it ended while the application was about to send
    if (this.#hasEnded) throw new Error('nothing can be sent on a channel after its end');
    this.#hasEnded = content.end;
    this.#isEndAnswer = content.end && this.#theirEndSeq !== undefined;
    this.#sender.add(content);
    this.#wantsDrain = this.#sender.bufferedCount >= SEND_BUFFER_PACKETS;
    this.#schedule(nowMs);
    return !this.#wantsDrain;
  }

  handlePacket(nowMs: number, head: ChannelHead, content: Content): void {
    this.#heardAtMs = nowMs;
    this.#lastActiveAtMs = nowMs;
    if (head.err !== undefined) this.#handleErr(nowMs, head.err);
    else if (this.#err !== undefined) this.#repeatErr(nowMs);
    else this.#handleReliable(nowMs, head, content);
    this.#settle(nowMs);
  }

  handleProcessed(nowMs: number): void {
    const processed = this.#processing;
    if (processed === undefined) return;
    this.#processing = undefined;
    this.#receiver.handleProcessed(nowMs);
    if (processed.end && !this.#isHalfOpen) this.#close(nowMs, { reason: 'ended' });
    this.#settle(nowMs);
  }

  handleTimeout(nowMs: number, isLineDoubted: boolean): void {
    this.#sender.handleProbe(nowMs);
    if (this.#isClosedLongEnough(nowMs)) this.#vanish();
    else if (nowMs >= this.#silenceAtMs()) this.#handleSilence(nowMs, isLineDoubted);
    if (nowMs >= this.#repeatAtMs()) this.#isRepeatDue = true;
    if (nowMs >= this.#idleAtMs()) this.#receiver.askForAck(nowMs);
    this.#schedule(nowMs);
  }

  handlePieceBytes(bytesMax: number): void {
    this.#queue.pieceBytesMax = this.#firstSentAtMs === undefined ? CHANNEL_BODY_BYTES_MAX : bytesMax;
  }

  handleWindow(windowPackets: number, isForeign: boolean): void {
    this.#sender.windowMax = windowPackets;
    this.#isForeign = isForeign;
    this.#sender.isForeign = isForeign;
    this.#receiver.isForeign = isForeign;
  }

  fail(nowMs: number, message: string): void {
    if (this.isClosed) return;
    this.#err = message;
    this.#errDueAtMs = this.isStarted ? nowMs : NEVER;
    this.#sender.clear();
    this.#close(nowMs, { reason: 'err', message, byPeer: false });
    this.#schedule(nowMs);
  }

  drop(close: ChannelClose): void {
    if (!this.isClosed) this.#events.add({ kind: 'closed', close });
    this.#vanish();
  }

  pollPacket(nowMs: number): OutgoingPacket | undefined {
    if (this.#isGone) return undefined;
    const packet = this.#nextPacket(nowMs);
    if (packet !== undefined) this.#lastActiveAtMs = nowMs;
    if (!this.#sender.isHeldBack) this.#announceRoom(nowMs);
    this.#schedule(nowMs);
    return packet;
  }

  pollEvent(): ChannelEvent | undefined {
    return this.#events.take();
  }

  #nextPacket(nowMs: number): OutgoingPacket | undefined {
    if (this.#err !== undefined) return this.#errPacket(nowMs);
    const numbered = this.#sender.next(nowMs) ?? this.#takeRepeat();
    if (numbered !== undefined) return this.#contentPacket(nowMs, numbered);
    return nowMs >= this.#receiver.ackAtMs ? this.#ackPacket(nowMs) : undefined;
  }

  #contentPacket(nowMs: number, { seq, content }: Numbered<Content>): OutgoingPacket {
    this.#firstSentAtMs ??= nowMs;
    this.#lastSent = { seq, content };
    if (content.end) this.#endSeq = seq;
    const ack = this.#ackSeq(nowMs);
    if (ack >= 0) this.#receiver.handleAckSent(false);
    return { head: this.#contentHead(content, seq, ack), body: content.body };
  }

  #contentHead({ json, end, isPiece }: Content, seq: number, ack: number): JsonObject {
    // Most packets of a transfer, made so that it costs little. Our kind needs no empty `_`.
    if (isPiece && !end && !this.#isForeign && seq > 0) return ack < 0 ? { seq } : { seq, ack };
    return {
      ...writeContent(this.type, json),
      ...(seq === 0 && !this.#isIncoming ? { type: this.type } : {}),
      ...(end ? { end: true } : {}),
      seq,
      ...(ack >= 0 ? { ack } : {}),
    };
  }

  /** Never a `miss` without `ack`: the reference would be deaf from then on (quirk of its, DECISIONS.md no. 9). */
  #ackPacket(nowMs: number): OutgoingPacket {
    const ack = this.#ackSeq(nowMs);
    const head = this.#isForeign ? this.#missHead(ack) : this.#sackHead(ack);
    this.#receiver.handleAckSent(true);
    return { head, body: NO_BODY };
  }

  #missHead(ack: number): JsonObject {
    const miss = this.#receiver.missing();
    return miss.length > 0 ? { ack, miss } : { ack };
  }

  /** The runs begin at what is processed, whatever else the ack says. */
  #sackHead(ack: number): JsonObject {
    const runs = ack === this.#receiver.processedSeq ? this.#receiver.runs() : [];
    return runs.length > 0 ? { ack, sack: encodeRuns(runs) } : { ack };
  }

  /** Whose end is acknowledged closes; so theirs is not until what we said before has arrived (DECISIONS.md no. 12). */
  #ackSeq(nowMs: number): number {
    const { processedSeq } = this.#receiver;
    return this.#isEndAckHeld(nowMs) ? processedSeq - 1 : processedSeq;
  }

  /** If both said their end without knowing of the other's, neither waits for the other. */
  #isEndAckHeld(nowMs: number): boolean {
    if (!this.#isTheirEndProcessed() || this.#isHalfOpen || nowMs >= this.#endAckAtMs()) return false;
    const isOwnEndFree = this.#hasEnded && !this.#isEndAnswer && !this.#isEndAcked();
    return this.#sender.bufferedCount > (isOwnEndFree ? 1 : 0);
  }

  /** When the wait to acknowledge their end is over at the latest. */
  #endAckAtMs(): number {
    return this.#theirEndSeq === undefined ? NEVER : (this.#closedAtMs ?? NEVER) + END_ACK_DELAY_MS_MAX;
  }

  #errPacket(nowMs: number): OutgoingPacket | undefined {
    if (nowMs < this.#errDueAtMs || this.#err === undefined) return undefined;
    this.#errDueAtMs = NEVER;
    return { head: { err: this.#err }, body: NO_BODY };
  }

  #takeRepeat(): Numbered<Content> | undefined {
    const repeat = this.#isRepeatDue ? this.#lastSent : undefined;
    this.#isRepeatDue = false;
    return repeat;
  }

  #handleErr(nowMs: number, message: string): void {
    this.#sender.clear();
    this.#close(nowMs, { reason: 'err', message, byPeer: true });
    this.#vanish();
  }

  #repeatErr(nowMs: number): void {
    if (this.#errDueAtMs === NEVER) this.#errDueAtMs = nowMs + RESEND_INTERVAL_MS;
  }

  #handleReliable(nowMs: number, head: ChannelHead, content: Content): void {
    const wasHeld = this.#isEndAckHeld(nowMs);
    const isProgress = this.#readAck(nowMs, head);
    if (isProgress) this.#announceAcked(nowMs);
    if (wasHeld && !this.#isEndAckHeld(nowMs)) this.#receiver.askForAck(nowMs);
    if (head.end && head.seq !== undefined) this.#theirEndSeq ??= head.seq;
    if (head.seq === undefined) return;
    const kept = this.#receiver.isNext(head.seq) ? content : { ...content, body: apart(content.body) };
    this.#receiver.receive(nowMs, head.seq, kept);
  }

  /** One side may know that both are of our kind before the other does: each understands what the other says till then. */
  #readAck(nowMs: number, { ack, miss = [], sack }: ChannelHead): boolean {
    const isPlain = sack === undefined && (this.#isForeign || miss.length > 0);
    if (isPlain) return this.#sender.handleAck(nowMs, ack, miss);
    return ack !== undefined && this.#sender.handleSack(nowMs, ack, sack ?? []);
  }

  #announceAcked(nowMs: number): void {
    if (!this.isClosed) this.#events.add({ kind: 'acked', count: this.#sender.ackedSeq + 1 });
    this.#announceRoom(nowMs);
  }

  #announceRoom(nowMs: number): void {
    if (!this.#wantsDrain || this.isClosed || this.#sender.bufferedCount > SEND_BUFFER_PACKETS / 2) return;
    this.#wantsDrain = false;
    this.#sender.expectMore(nowMs);
    this.#events.add({ kind: 'drain' });
  }

  /** Hands on what is in order, and closes when there is nothing left to say. */
  #settle(nowMs: number): void {
    if (this.isClosed) this.#processUnread(nowMs);
    else this.#deliver();
    const hasHeardAll = this.#isHalfOpen ? this.#isTheirEndProcessed() : this.#receiver.isIdle;
    if (this.#isEndAcked() && hasHeardAll) this.#close(nowMs, { reason: 'ended' });
    this.#schedule(nowMs);
  }

  #deliver(): void {
    const next = this.#receiver.next();
    if (next === undefined) return;
    this.#processing = next;
    this.#events.add({ kind: 'packet', packet: next });
  }

  /** After the end nobody reads: what still comes is acknowledged, so that the other side may stop. */
  #processUnread(nowMs: number): void {
    this.#processing = undefined;
    for (let next = this.#receiver.next(); next !== undefined; next = this.#receiver.next())
      this.#receiver.handleProcessed(nowMs);
  }

  #isEndAcked(): boolean {
    return this.#endSeq !== undefined && this.#sender.ackedSeq >= this.#endSeq;
  }

  #isTheirEndProcessed(): boolean {
    return this.#theirEndSeq !== undefined && this.#receiver.processedSeq === this.#theirEndSeq;
  }

  #close(nowMs: number, close: ChannelClose): void {
    if (this.isClosed) return;
    this.#closedAtMs = nowMs;
    this.#events.add({ kind: 'closed', close });
  }

  #vanish(): void {
    this.#receiver.clear();
    this.#isGone = true;
    this.#closedAtMs ??= 0;
    this.#sender.clear();
    this.dueAtMs = NEVER;
  }

  #handleSilence(nowMs: number, isLineDoubted: boolean): void {
    this.#close(nowMs, { reason: isLineDoubted ? 'line-reset' : 'timeout' });
    this.#vanish();
  }

  #isClosedLongEnough(nowMs: number): boolean {
    return this.#closedAtMs !== undefined && nowMs >= this.#lingerUntilMs();
  }

  #lingerUntilMs(): number {
    return Math.max(this.#closedAtMs ?? 0, this.#heardAtMs ?? 0) + CHANNEL_LINGER_MS;
  }

  /** When the wait for any word on this channel ends. */
  #silenceAtMs(): number {
    if (this.#heardAtMs === undefined) return (this.#firstSentAtMs ?? NEVER) + this.#waits.channelAnswerMs;
    const oldestSentAtMs = this.#sender.oldestSentAtMs;
    const { reliableTimeoutMs, reliableTimeoutForeignMs } = this.#waits;
    const timeoutMs = this.#isForeign ? reliableTimeoutForeignMs : reliableTimeoutMs;
    return oldestSentAtMs === undefined ? NEVER : Math.max(this.#heardAtMs, oldestSentAtMs) + timeoutMs;
  }

  /** When an idle channel has to be called to mind over there. */
  #repeatAtMs(): number {
    const isIdle =
      this.#isForeign && !this.isClosed && this.#lastSent !== undefined && this.#sender.underwayCount === 0;
    return isIdle ? this.#lastActiveAtMs + FOREIGN_CHANNEL_KEEPALIVE_MS : NEVER;
  }

  /** When it is time to look whether the other side still has this channel: who doesn't, says so (DECISIONS.md no. 68). */
  #idleAtMs(): number {
    const isIdle = !this.isClosed && this.#heardAtMs !== undefined; // of whichever kind: it may not have said yet
    return isIdle && this.#sender.underwayCount === 0 ? this.#lastActiveAtMs + CHANNEL_IDLE_ACK_MS : NEVER;
  }

  #schedule(nowMs: number): void {
    if (this.#isGone) return;
    const openUntilMs = Math.min(this.#silenceAtMs(), this.#repeatAtMs(), this.#idleAtMs());
    const atMs = this.isClosed ? this.#lingerUntilMs() : openUntilMs;
    const ackAtMs = this.#err === undefined ? this.#receiver.ackAtMs : NEVER; // after our `err` nothing else goes out
    this.dueAtMs = Math.max(
      Math.min(atMs, this.#sender.probeAtMs, this.#sender.paceAtMs, ackAtMs, this.#errDueAtMs),
      nowMs,
    );
  }
}
