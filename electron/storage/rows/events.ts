export interface EventRow {
  readonly id: string;
  readonly conv: string;
  readonly by: string;
  readonly log: string;
  readonly seq: number;
  readonly prev: string | undefined;
  readonly after: readonly string[];
  readonly at: number;
  readonly kind: string;
  /** Event this one edits, deletes or reacts to, or answers. */
  readonly of: string | undefined;
  /** Canonical bytes. */
  readonly head: Uint8Array;
  /** Undefined once erased. */
  readonly body: Uint8Array | undefined;
  readonly own: Uint8Array | undefined;
  readonly sig: Uint8Array | undefined;
  /** Blob ids the body names; taken from the body by the messenger. */
  readonly blobs: readonly string[];
  /** Place in the order (t, id); undefined while an event of its causal past is missing (held back from view). */
  readonly t: number | undefined;
  readonly storedAtMs: number;
  /** What of it can be found (`search_words`), folded; only where it is inserted. */
  readonly words?: string | undefined;
  /** Why it is no line of the chat: the sum of `HIDDEN` values (hidden.ts); absent or 0 if it is one. */
  readonly hidden?: number;
  /** It came into view below what was seen already (`raiseSeen`); only where it is read. */
  readonly isLate?: boolean;
}

/** Newest of one log: `[by, log, seq, id]`. */
export interface LogTip {
  readonly by: string;
  readonly log: string;
  readonly seq: number;
  readonly id: string;
}

/** A held-back event: what it waits for is among `prev` and `after`. */
export interface UnplacedEvent {
  readonly id: string;
  readonly by: string;
  readonly log: string;
  readonly seq: number;
  readonly at: number;
  readonly prev: string | undefined;
  readonly after: readonly string[];
}

/** Where an event stands: in its log, and in the order unless it is held back. */
export interface EventPlace {
  readonly by: string;
  readonly log: string;
  readonly seq: number;
  readonly t: number | undefined;
}

/** A held-back event that found its place. */
export interface ReleasedEvent {
  readonly id: string;
  readonly t: number;
}

export interface EventStore {
  /**
   * One transaction: all or nothing. An id that is there already is left as it is. Returns the ids that are new.
   * `released` are held-back events whose past is complete with these rows; they get their `t` in the same transaction.
   * `isSeen`: the person here wrote them, with everything before in view (`raiseSeen`).
   */
  insert(rows: readonly EventRow[], released?: readonly ReleasedEvent[], isSeen?: boolean): Promise<readonly string[]>;
  /** Sets `t` of held-back events whose past has come. One transaction with nothing else. */
  release(conv: string, released: readonly ReleasedEvent[]): Promise<void>;
  get(id: string): Promise<EventRow | undefined>;
  /** t of each known id (undefined t: known but held back); unknown ids are absent. */
  timesOf(conv: string, ids: readonly string[]): Promise<ReadonlyMap<string, number | undefined>>;
  /** Place of each known id; unknown ones are absent. */
  placesOf(conv: string, ids: readonly string[]): Promise<ReadonlyMap<string, EventPlace>>;
  /** Held-back events of the conversation. */
  heldBack(conv: string): Promise<readonly EventRow[]>;
  /** The same as far as their place in the order needs it: light enough to ask for at every batch. */
  unplaced(conv: string): Promise<readonly UnplacedEvent[]>;
  /** Highest gapless event of every log of the conversation; of a forked log, of each of its branches. */
  tips(conv: string): Promise<readonly LogTip[]>;
  /** Visible events that no visible event's `prev` or `after` names yet. */
  frontier(conv: string): Promise<readonly LogTip[]>;
  /** Which of these places are here without a gap before them; ids may be cut to their first digits, as in `have`. */
  holds(conv: string, tips: readonly LogTip[]): Promise<readonly boolean[]>;
  /**
   * Gapless events of one log that are none of the `covered` places and come before none of them, ascending by seq, at most
   * `limit` and at most `maxBytes` of heads and bodies, but at least one if there is one.
   */
  uncovered(request: {
    readonly conv: string;
    readonly by: string;
    readonly log: string;
    readonly covered: readonly LogTip[];
    readonly limit: number;
    readonly maxBytes: number;
  }): Promise<readonly EventRow[]>;
  /** For each log the highest gapless event whose place in the order is this one or lies before it: what was read. */
  tipsUpTo(conv: string, place: { readonly t: number; readonly id: string }): Promise<readonly LogTip[]>;
  /** Events of one log from `fromSeq` on, ascending, at most `limit`; both branches of a fork. */
  ofLog(conv: string, by: string, log: string, fromSeq: number, limit: number): Promise<readonly EventRow[]>;
  /** Visible events of these kinds in the order (t, id), hidden ones too. */
  ofKinds(conv: string, kinds: readonly string[]): Promise<readonly EventRow[]>;
  /** Visible events of these kinds whose `of` is one of these, in the order (t, id), hidden ones too. */
  about(ids: readonly string[], kinds: readonly string[]): Promise<readonly EventRow[]>;
  /** Adds a reason of `HIDDEN` to these events, or takes it away. */
  setHidden(ids: readonly string[], reason: number, isHidden: boolean): Promise<void>;
  /** A page of what is shown in the order (t, id), newest last: those before the given place (or the newest), at most `limit`. */
  page(
    conv: string,
    before: { readonly t: number; readonly id: string } | undefined,
    limit: number,
  ): Promise<readonly EventRow[]>;
  /** The same, oldest first, of those after the given place; `pageFrom`: and what stands at it. */
  pageAfter(
    conv: string,
    place: { readonly t: number; readonly id: string },
    limit: number,
  ): Promise<readonly EventRow[]>;
  pageFrom(
    conv: string,
    place: { readonly t: number; readonly id: string },
    limit: number,
  ): Promise<readonly EventRow[]>;
  /** Like `page`, of these kinds that have their bodies alone. */
  pageOfKinds(
    conv: string,
    kinds: readonly string[],
    before: { readonly t: number; readonly id: string } | undefined,
    limit: number,
  ): Promise<readonly EventRow[]>;
  /** Newest event shown of each conversation in the order (t, id), for the list; only the kinds asked for. */
  newest(kinds: readonly string[]): Promise<readonly EventRow[]>;
  /**
   * How many shown events of others, of these kinds, one of our own read marks does not reach yet: unread until the
   * mark of their log has their seq. `ownDevices` are ours, and their persons' marks count.
   */
  countUnread(conv: string, ownDevices: readonly string[], kinds: readonly string[]): Promise<number>;
  /** The first of those that `countUnread` counts, in the order (t, id). */
  firstUnread(
    conv: string,
    ownDevices: readonly string[],
    kinds: readonly string[],
  ): Promise<{ readonly t: number; readonly id: string } | undefined>;
  /** Which of these events stand at the same place of one log as another event. */
  forked(ids: readonly string[]): Promise<readonly string[]>;
  /** Visible events of none of these kinds, in the order (t, id), at most `limit`. */
  ofOtherKinds(conv: string, kinds: readonly string[], limit: number): Promise<readonly EventRow[]>;
  /** Events in view that have no body, without those deleted here alone; the newest first. */
  bodyless(
    conv: string,
    before: { readonly t: number; readonly id: string } | undefined,
    limit: number,
  ): Promise<readonly EventRow[]>;
  /** Gives an event its body that has none, with the blobs it names and the words search finds. */
  fillBody(row: Pick<EventRow, 'id' | 'body' | 'blobs' | 'words'>): Promise<void>;
  /** Deletions (`delete`) in view whose target, or an edit of it by its author, still has a body. */
  openDeletions(conv: string): Promise<readonly EventRow[]>;
  /** Events whose bodies name this blob. */
  naming(blob: string): Promise<readonly EventRow[]>;
  /** Devices of which any event of this conversation is here. */
  authors(conv: string): Promise<readonly string[]>;
  /** Who of these wrote something in view, at `fromT` or later, that counts and names a blob which is not whole here, and may be yet. */
  authorsOfMissing(conv: string, devices: readonly string[], fromT: number): Promise<readonly string[]>;
  /**
   * Events of this device in view, the oldest first, that name a blob which is whole here, and which none of the holders has
   * stored and not all of them have declined.
   */
  unshared(conv: string, device: string, holders: readonly string[], limit: number): Promise<readonly EventRow[]>;
  /** Erases the body and the blob ids it named for good; head, id and place stay. */
  eraseBody(id: string): Promise<void>;
  /**
   * Erases and hides (`HIDDEN.here`) everything of a conversation; heads and places stay, so that its logs go on. Returns the
   * blobs that no event names any more.
   */
  forget(conv: string): Promise<readonly string[]>;
  /** The person here has seen everything up to this place: what comes into view below it from now on is late. Never sinks. */
  raiseSeen(conv: string, place: { readonly t: number; readonly id: string }): Promise<void>;
}

/** What was deleted on this device alone: out of view at once (`HIDDEN.here`), and listed until its body may be erased. */
export interface HiddenStore {
  hide(ids: readonly string[], dueMs: number): Promise<void>;
  /** Back in view, and off the list. */
  show(ids: readonly string[]): Promise<void>;
  /** Everything that is shown now, with its edits. */
  hideAll(conv: string, dueMs: number): Promise<void>;
  /** Those to be looked at, the earliest due first. */
  due(untilMs: number, limit: number): Promise<readonly EventRow[]>;
  /** Somebody may need them still. */
  postpone(ids: readonly string[], dueMs: number): Promise<void>;
  /** Erases their bodies for good and takes them off the list; the blobs that no event names any more. */
  erase(ids: readonly string[]): Promise<readonly string[]>;
}
