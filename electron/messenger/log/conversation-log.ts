import type { EventRow, LogTip } from '../../storage/store.ts';
import type { JsonObject } from './canonical-json.ts';

/** What an author says; the log adds everything else. `body` is canonical JSON bytes, at most EVENT_BODY_BYTES_MAX. */
export interface EventDraft {
  readonly conv: string;
  readonly kind: string;
  readonly body: Uint8Array;
  readonly blobs: readonly string[];
  readonly of?: string;
  readonly re?: string;
  readonly at: number;
  /** Fields of the kind that are no secret after deletion. */
  readonly extra?: JsonObject;
  readonly must?: boolean;
  /** Signed, for a group. */
  readonly sign?: boolean;
  /** Why it is no line of the chat (storage/hidden.ts). */
  readonly hidden?: number;
}

/** An event as it came from a peer: not to be trusted yet. */
export interface ReceivedEvent {
  readonly head: Uint8Array;
  /** Undefined: `gone`, erased at the giver. */
  readonly body: Uint8Array | undefined;
  readonly own: Uint8Array | undefined;
  readonly sig: Uint8Array | undefined;
}

export interface IngestResult {
  /** New here and visible now (also held-back ones that this batch released), in the order (t, id). */
  readonly visible: readonly EventRow[];
  /** Were here without their bodies, and have them now; they are in `visible` too. */
  readonly filled: readonly EventRow[];
  /** Stored now, visible or held back. */
  readonly stored: readonly EventRow[];
  /** Not valid, for ever. */
  readonly refused: readonly { readonly id: string; readonly why: string }[];
}

/** Who may speak in a conversation, and how that is checked. */
export type LogAuthority =
  /**
   * Between two: the line proves who speaks. Our own events are known by their `own` code, those of our other devices too;
   * `isOwn` names the devices that can have no other.
   */
  | { readonly kind: 'two'; readonly isOwn: (device: string) => boolean; readonly peerDevices: readonly string[] }
  /** In a group: by signature, so that any member can bring the event of any other. */
  | {
      readonly kind: 'group';
      /** The key of somebody who ever was a member; undefined while we don't know of them. */
      readonly keyOf: (device: string) => Uint8Array | undefined;
      /** Whether the body of this event was asked for, which is here without it. */
      readonly lacks: (id: string) => boolean;
    };

/**
 * The append-only truth of all conversations (app-protocol.md "Events"). Appends and ingests of one conversation run one
 * after the other; different conversations run side by side.
 */
export interface ConversationLog {
  /** Builds, marks with `own`, stores. Resolved means committed; rejects with a `StoreError` (`disk-full`), and nothing changed. */
  append(draft: EventDraft): Promise<EventRow>;
  /** Checks every byte, stores what is valid in one transaction, refuses the rest. Idempotent. */
  ingest(conv: string, authority: LogAuthority, events: readonly ReceivedEvent[]): Promise<IngestResult>;
  /** For `have`: the newest gapless event of each log; of a forked log, of each of its branches. */
  tips(conv: string): Promise<readonly LogTip[]>;
  /**
   * What a peer with these tips lacks, in the order (t, id) as far as it is known, so oldest first in each log; at most
   * `maxBytes` of heads and bodies (at least one event). Ids of `tips` may be cut to 16 digits, as in `have`. To ask on while
   * events are on their way, add an entry for the last one sent of each log.
   */
  missingFrom(conv: string, tips: readonly LogTip[], maxBytes: number): Promise<readonly EventRow[]>;
  /**
   * A peer's tips against ours: true if it holds more of our own current log than we do, so that this store was rolled back.
   * Then the events are fetched from it, our log name is closed and a new one begun (app-protocol.md "People, devices, logs").
   */
  isRolledBack(conv: string, tips: readonly LogTip[]): Promise<boolean>;
  /** Closes our log and begins another, after a rollback or a restore. */
  beginNewLog(): Promise<void>;
}
