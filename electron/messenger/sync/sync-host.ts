import type { JsonObject } from '../../../switch/index.ts';
import type { EventRow, LogTip } from '../../storage/store.ts';
import type { DeviceProof } from '../identity/device-proof.ts';
import type { ReceivedEvent } from '../log/conversation-log.ts';
import type { ReadEntry } from './frame-shapes.ts';
import type { Frame } from './frames.ts';

/** Says something to a contact that is about no conversation. */
export type Say = (json: JsonObject, body?: Uint8Array) => void;

/** What is shared with one device: a conversation of two, and groups. */
export interface SharedConversations {
  hosts(): readonly SyncHost[];
  /** The peer says that we were added to this group. */
  takeInvited(frame: Frame, conv: string): void | Promise<void>;
  /** The peer says what it has of a conversation that is not shared with it. */
  strayed?(conv: string): void;
  /** There is something to be said, on a new channel or because something is shared since. May come again. */
  greet(say: Say): void;
  /** A frame about no conversation: between contacts, or from a newer version. */
  takeWord(frame: Frame, say: Say): void | Promise<void>;
  /** Something failed that no frame can mend. */
  report(error: unknown): void;
}

/** What somebody is told who was added to a group and has not answered. */
export interface Invitation {
  /** Id of the event that added them. */
  readonly add: string;
  readonly title: string;
  readonly members: number;
}

/** What the exchange of one conversation asks of the messenger around it. Everything that resolves is on disk. */
export interface SyncHost {
  readonly conv: string;
  /** Calls back once after `ms`; the returned function cancels. */
  after(ms: number, callback: () => void): () => void;
  /** Something failed that no frame can mend: the channel ends, and the next one starts afresh. */
  report(error: unknown): void;

  /** A group that the peer was added to and has not answered. */
  invitation(): Invitation | undefined;
  /** The peer's person went on to this device, which is newer than the peer. */
  moved?(): { readonly device: string; readonly proof: DeviceProof } | undefined;
  /** The peer says the same of us. */
  peerSaysMoved?(device: string, proof: DeviceProof): Promise<void>;
  /** Whether this event goes out at once: in a larger group an author's own do, and others pass them on after a while. */
  isSentAtOnce(row: EventRow): boolean;
  /** How long the first `have` waits for its answer: in a larger group several hold what the peer lacks. */
  catchUpDelayMs(): number;
  tips(): Promise<readonly LogTip[]>;
  missingFrom(tips: readonly LogTip[], maxBytes: number): Promise<readonly EventRow[]>;
  /** Events that are here without their bodies, and should not be: the peer may have them. */
  lacks(): Promise<readonly string[]>;
  /** An event that the peer may have, with its body; undefined if there is none. */
  wholeEvent(id: string): Promise<EventRow | undefined>;
  /** Our own person's read marks, to be told. */
  readMarks(): Promise<readonly ReadEntry[]>;
  /** Blobs of our events that the peer has not acknowledged yet. */
  unacknowledgedBlobs(): Promise<readonly string[]>;
  /** How these blobs stand here, of those that an event of this conversation names. */
  standOf(blobs: readonly string[]): Promise<BlobStand>;

  /** Whether the peer may have this blob: an event that is not theirs names it, and they are served that event. */
  mayServe(blob: string): Promise<boolean>;

  /** The peer's `have`: the truth about what it holds, also when it is less than it said before. */
  peerHas(tips: readonly LogTip[]): Promise<void>;
  /** The peer's `ack`. */
  peerStored(tips: readonly LogTip[], stand: BlobStand): Promise<void>;
  peerRead(entries: readonly ReadEntry[]): Promise<void>;
  peerRefused(id: string, why: string): Promise<void>;
  /** The peer's person types here, or stopped. */
  peerTypes?(isTyping: boolean): void;
  /** Stores what is valid; `full` if there is no room now: nothing was stored. */
  ingest(events: readonly ReceivedEvent[]): Promise<Ingested | 'full'>;
  /** Takes this many events from the contact's budget; how long to wait first. */
  takeBudget(eventCount: number): number;
}

/** How blobs stand at somebody who was sent them. */
export interface BlobStand {
  readonly whole: readonly string[];
  /** Not fetched: their person was asked, and has not said yes. */
  readonly waits: readonly string[];
  readonly declined: readonly string[];
}

export interface Ingested {
  /** New here. */
  readonly stored: readonly EventRow[];
  /** How many got the body that they lacked. */
  readonly filledCount: number;
  readonly refused: readonly { readonly id: string; readonly why: string }[];
}
