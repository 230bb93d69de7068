import type { ChannelClose, ChannelPacket } from '../endpoint.ts';
import type { ChannelHead } from '../packet/channel-head.ts';
import type { JsonObject } from '../packet/json.ts';

/** What the application sends: its own JSON and body. */
export interface Content {
  readonly json: JsonObject;
  readonly body: Uint8Array;
  readonly end: boolean;
  /** A piece of a stream: it may leave in one packet with its neighbours. */
  readonly isPiece?: boolean;
}

/** A packet that a channel wants on its line: the HEAD without `c`, which the peer's channel table adds. */
export interface OutgoingPacket {
  readonly head: JsonObject;
  readonly body: Uint8Array;
}

/** What a channel tells the application. The next `packet` only comes after `handleProcessed`. */
export type ChannelEvent =
  | { readonly kind: 'packet'; readonly packet: ChannelPacket }
  | { readonly kind: 'drain' }
  /** So many of our packets are acknowledged by now. */
  | { readonly kind: 'acked'; readonly count: number }
  | { readonly kind: 'closed'; readonly close: ChannelClose };

/**
 * One channel, reliable or not, without line, clock or application: heads and times go in, packets and events come out.
 * After every call: poll packets (if there is a line), poll events, look at `dueAtMs` and `isGone` again.
 */
export interface ChannelMachine {
  /** When `handleTimeout` wants to be called; Infinity: never. */
  readonly dueAtMs: number;
  readonly type: string;
  readonly isReliable: boolean;
  /** The application has been told that it is closed, though repeats may still be acknowledged. */
  readonly isClosed: boolean;
  /** Nothing more will come of it: forget it. */
  readonly isGone: boolean;
  /** Something was sent on it, so a new line ends it. */
  readonly isStarted: boolean;
  /** When the oldest packet was first sent whose acknowledgement is missing. */
  readonly unackedSinceMs: number | undefined;
  /** How often it asked for any sign of life since the last one. */
  readonly probesUnanswered: number;
  /** False: wait for `drain` before more. */
  send(nowMs: number, content: Content): boolean;
  handlePacket(nowMs: number, head: ChannelHead, content: Content): void;
  handleProcessed(nowMs: number): void;
  /** `isLineDoubted`: the line itself has no answer, so it is no fault of the channel that it has none. */
  handleTimeout(nowMs: number, isLineDoubted: boolean): void;
  /** How many packets the other side keeps, and whether it needs to be kept from forgetting the channel. */
  handleWindow(windowPackets: number, isForeign: boolean): void;
  /** Largest body of a packet with pieces of a stream on the way that is used now. */
  handlePieceBytes(bytesMax: number): void;
  /** Ends it at once with an `err` for the other side. */
  fail(nowMs: number, message: string): void;
  /** Ends it at once without a word: the line is gone, or the endpoint closes. */
  drop(close: ChannelClose): void;
  pollPacket(nowMs: number): OutgoingPacket | undefined;
  pollEvent(): ChannelEvent | undefined;
}
