/**
 * What the messenger keeps. Implemented in a worker thread over one encrypted SQLite file (`open-store.ts`), so every call
 * is asynchronous. A promise that resolves means: committed, with synchronous=FULL. One that rejects carries a `StoreError`
 * (store-error.ts) with a reason, such as `disk-full`, and has changed nothing.
 *
 * Storage knows rows, not meanings: ids and hashes are lower-case hex, times are milliseconds since 1970 UTC.
 */
export interface Store {
  readonly state: StateStore;
  readonly contacts: ContactStore;
  readonly invites: InviteStore;
  readonly events: EventStore;
  readonly marks: MarkStore;
  readonly hidden: HiddenStore;
  readonly blobs: BlobRowStore;
  readonly groups: GroupStore;
  readonly people: PeopleStore;
  readonly search: SearchStore;
  readonly starts: StartStore;
  readonly conversations: SettingsStore;
  readonly devices: DeviceStore;
  readonly renewal: RenewalStore;
  close(): Promise<void>;
}

/** The tables of a `Store`, by name. */
export type StoreTables = Omit<Store, 'close'>;

/** Small named values: identity, profile, own key, log name, settings. Values are JSON texts or bytes. */
export interface StateStore {
  getText(name: string): Promise<string | undefined>;
  setText(name: string, value: string): Promise<void>;
  getBytes(name: string): Promise<Uint8Array | undefined>;
  setBytes(name: string, value: Uint8Array): Promise<void>;
}

export interface ContactRow {
  /** Hashname of the person (their root device). */
  readonly person: string;
  /** The device spoken to now; equal to `person` in this version. */
  readonly device: string;
  readonly conv: string;
  /** 2a public key, DER; empty as long as only their hashname is known. */
  readonly publicKey: Uint8Array;
  /** As they announce it. */
  readonly name: string;
  /** JSON array of `Path`: from the invite, then those that worked, the newest first. */
  readonly paths: string;
  /** `invited`: we hold their invite and wait for their welcome. `contact`: both sides said yes. */
  readonly state: 'invited' | 'contact';
  /** The invite secret still to be shown to them, 32 hex digits. */
  readonly inviteSecret: string | undefined;
  /** Why the invite was refused, in the wire's words, if it was. */
  readonly refusal: string | undefined;
  readonly addedAtMs: number;
}

export interface ContactStore {
  all(): Promise<readonly ContactRow[]>;
  put(row: ContactRow): Promise<void>;
}

export interface InviteRow {
  /** 32 hex digits. */
  readonly secret: string;
  /** `live`: shown on the screen for a moment, to be scanned there. */
  readonly kind: 'link' | 'live';
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly withdrawnAtMs: number | undefined;
  /** People it is good for. */
  readonly usesMax: number;
  /** Persons who used it, the first one first. */
  readonly uses: readonly { readonly person: string; readonly atMs: number }[];
}

export interface InviteStore {
  get(secret: string): Promise<InviteRow | undefined>;
  /** The newest first. */
  all(): Promise<readonly InviteRow[]>;
  /** All but its uses: only `redeem` adds to those. */
  put(row: InviteRow): Promise<void>;
  remove(secret: string): Promise<void>;
  /** The newest link for one person that is unused, not withdrawn and expires after `afterMs`. */
  newestUnused(afterMs: number): Promise<InviteRow | undefined>;
  /** In one transaction: marks the invite used and puts the contact. False if it was used up or withdrawn before. */
  redeem(secret: string, usedAtMs: number, contact: ContactRow): Promise<boolean>;
}

/** Somebody asks to be a contact. */
export interface RequestRow {
  readonly person: string;
  /** With which they asked. */
  readonly device: string;
  /** 2a public key, DER. */
  readonly publicKey: Uint8Array;
  readonly name: string;
  /** What they wrote; may be empty. */
  readonly text: string;
  readonly via: 'hashname' | 'nearby' | 'old-invite';
  /** JSON array of `Path`. */
  readonly paths: string;
  readonly atMs: number;
  /** Put away by the person: not shown, and kept so that it does not come back. */
  readonly isIgnored: boolean;
}

export interface BlockedRow {
  readonly person: string;
  readonly name: string;
  readonly atMs: number;
}

/** What is known of a contact beside the row that speaking with them needs. */
export interface ContactDetailsRow {
  readonly person: string;
  /** What they are called here, whatever they call themselves. */
  readonly nickname: string | undefined;
  /** Undefined for contacts from before this was kept. */
  readonly met: 'invited-them' | 'used-invite' | 'asked-us' | 'we-asked' | 'nearby' | undefined;
  /** The text of our own request, while it is not answered. */
  readonly ask: string | undefined;
  readonly verified: 'scan' | 'words' | 'nearby' | undefined;
  readonly verifiedAtMs: number | undefined;
  /** When they are usually on, as JSON; own observations only. */
  readonly hours: string | undefined;
  /** SHA-256 of their picture as they sent it. */
  readonly pictureId: string | undefined;
  readonly thumbhash: Uint8Array | undefined;
  /** Their picture, encoded anew. */
  readonly picture: Uint8Array | undefined;
}

/** A contact's profile was another one before. */
export interface ProfileChangeRow {
  readonly person: string;
  readonly atMs: number;
  readonly what: 'name' | 'picture';
  /** The name, or the id of the picture; empty for none. */
  readonly before: string;
}

export interface PeopleStore {
  /** The oldest first. */
  requests(): Promise<readonly RequestRow[]>;
  putRequest(row: RequestRow): Promise<void>;
  removeRequest(person: string): Promise<void>;
  blocked(): Promise<readonly BlockedRow[]>;
  block(row: BlockedRow): Promise<void>;
  unblock(person: string): Promise<void>;
  details(): Promise<readonly ContactDetailsRow[]>;
  putDetails(row: ContactDetailsRow): Promise<void>;
  /** Keeps the newest `kept` of this person. */
  addChange(row: ProfileChangeRow, kept: number): Promise<void>;
  /** The oldest first. */
  changesOf(person: string): Promise<readonly ProfileChangeRow[]>;
  /** The contact and all that is known of them; their conversation stays. */
  removeContact(person: string): Promise<void>;
}

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

/** What the person here set for a conversation; one without a row has everything as it is at first. */
export interface ConversationSettingsRow {
  readonly conv: string;
  readonly draft: string | undefined;
  /** What the draft answers. */
  readonly draftRe: string | undefined;
  /** Its place among the pinned ones, 0 the first. */
  readonly pinRank: number | undefined;
  readonly mutedUntilMs: number | undefined;
  readonly tellsRead: boolean;
  readonly tellsTyping: boolean;
  readonly isMarkedUnread: boolean;
  readonly isArchived: boolean;
  readonly isDeleted: boolean;
}

export interface SettingsStore {
  all(): Promise<readonly ConversationSettingsRow[]>;
  /** In one transaction. */
  put(rows: readonly ConversationSettingsRow[]): Promise<void>;
}

/** What one conversation needs to open. */
export interface ConversationStart {
  readonly conv: string;
  /** The newest event shown, with those about it. */
  readonly newest: EventRow | undefined;
  readonly about: readonly EventRow[];
  readonly isForked: boolean;
  readonly unreadCount: number;
  /** Of our own logs. */
  readonly tips: readonly LogTip[];
  readonly hasOpenDeletions: boolean;
  readonly stored: readonly (LogTip & { readonly peer: string })[];
  readonly read: readonly (Omit<LogTip, 'id'> & { readonly reader: string })[];
  readonly refused: readonly { readonly id: string; readonly why: string }[];
}

export interface StartStore {
  /** Of every conversation that has events. */
  all(asked: {
    readonly ownDevices: readonly string[];
    readonly kinds: readonly string[];
    readonly effectKinds: readonly string[];
  }): Promise<readonly ConversationStart[]>;
}

/** How far others have stored, and everybody has read. */
export interface MarkStore {
  /**
   * What `peer` says it has stored of (conv, by, log): the newest word wins, also when lower. It replaces what was known of
   * each log it names; several entries of one log are its branches.
   */
  setStored(peer: string, conv: string, tips: readonly LogTip[]): Promise<void>;
  stored(conv: string): Promise<readonly (LogTip & { readonly peer: string })[]>;
  addStoredBlobs(peer: string, blobs: readonly string[]): Promise<void>;
  /** The peer lost them: its store is older than what it said before. */
  removeStoredBlobs(peer: string, blobs: readonly string[]): Promise<void>;
  storedBlobs(peer: string, blobs: readonly string[]): Promise<readonly string[]>;
  /** The newest word on each blob wins; one that is stored at last has no answer any more. */
  setBlobAnswers(peer: string, answers: readonly BlobAnswer[]): Promise<void>;
  blobAnswers(peer: string, blobs: readonly string[]): Promise<readonly BlobAnswer[]>;
  /** Read marks only rise. `reader` is a person: a contact, or oneself. */
  setRead(reader: string, conv: string, tips: readonly Omit<LogTip, 'id'>[]): Promise<void>;
  read(conv: string): Promise<readonly (Omit<LogTip, 'id'> & { readonly reader: string })[]>;
  setRefused(id: string, conv: string, by: string, why: string, atMs: number): Promise<void>;
  refused(conv: string): Promise<readonly { readonly id: string; readonly why: string }[]>;
}

export interface BlobRow {
  readonly id: string;
  /** Undefined until fetched. */
  readonly manifest: Uint8Array | undefined;
  /** Random folder name below the blob folder. */
  readonly folder: string;
  /** AES-256 key of this blob alone. */
  readonly key: Uint8Array;
  /** One bit a chunk, least significant first: stored, synced and checked. */
  readonly chunks: Uint8Array;
  readonly isWhole: boolean;
}

/** What was decided about a blob that is not simply fetched. */
export interface BlobChoiceRow {
  readonly blob: string;
  readonly choice: 'asks' | 'taken' | 'paused' | 'declined' | 'failed';
  readonly why: string | undefined;
}

export interface BlobRoom {
  readonly blob: string;
  /** A conversation with an event that names it: the first one. */
  readonly conv: string;
  readonly manifestHead: Uint8Array | undefined;
  readonly chunks: Uint8Array;
}

/** What a receiver said of a blob that they don't have. */
export interface BlobAnswer {
  readonly blob: string;
  readonly answer: 'waits' | 'declined';
}

export interface BlobRowStore {
  get(id: string): Promise<BlobRow | undefined>;
  put(row: BlobRow): Promise<void>;
  /** Like `put`, of what changes with each chunk alone. A row that is not there stays away. */
  setChunks(id: string, chunks: Uint8Array, isWhole: boolean): Promise<void>;
  remove(id: string): Promise<void>;
  notWhole(): Promise<readonly BlobRow[]>;
  /** Ids of blobs that no event names. */
  unnamed(): Promise<readonly string[]>;
  /** What takes room: every blob an event names, with the first bytes of its manifest, which hold its length. */
  rooms(): Promise<readonly BlobRoom[]>;
  choices(): Promise<readonly BlobChoiceRow[]>;
  putChoice(row: BlobChoiceRow): Promise<void>;
  removeChoice(blob: string): Promise<void>;
  /** This device gave us a part of it that was checked. */
  addGiver(blob: string, device: string): Promise<void>;
  isGiver(blob: string, device: string): Promise<boolean>;
  /** Folder names of all rows, for the sweep of folders that no row names. */
  folders(): Promise<readonly string[]>;
}

/** A group as this person stands to it. */
export interface GroupRow {
  readonly conv: string;
  /** `joining`: we said yes, and our `join` waits for the events before it. `in`: it was said; the events tell the rest. */
  readonly stage: 'invited' | 'joining' | 'in' | 'declined';
  /** Person who invited us last; undefined for one's own. */
  readonly invitedBy: string | undefined;
  /** As the invitation had it, until the events tell. */
  readonly title: string;
  readonly addedAtMs: number;
}

export interface GroupStore {
  all(): Promise<readonly GroupRow[]>;
  put(row: GroupRow): Promise<void>;
}

export interface SearchQuery {
  /** Each as it was typed, folded; all of them must be there, the words of one phrase side by side, the last as a beginning. */
  readonly phrases: readonly string[];
  readonly conv: string | undefined;
  /** Kinds of events to look among; none named: all. */
  readonly kinds: readonly string[];
  /** Of the last hit of the page before. */
  readonly before: number | undefined;
  readonly limit: number;
}

export interface UnnotedEvent {
  readonly n: number;
  readonly kind: string;
  readonly body: Uint8Array;
}

/** Full-text search in what is shown. The index follows the events in their own transactions (`EventRow.words`). */
export interface SearchStore {
  /** The newest first, by the time shown. */
  find(query: SearchQuery): Promise<readonly { readonly place: number; readonly row: EventRow }[]>;
  /** Events of a store older than its index, whose words are still to be noted: those after this one, ascending. */
  unnoted(afterN: number, kinds: readonly string[], limit: number): Promise<readonly UnnotedEvent[]>;
  note(words: readonly { readonly n: number; readonly words: string }[]): Promise<void>;
}

/** A device of a contact that is not (or no longer) the one spoken to first. */
export interface DeviceRow {
  readonly device: string;
  readonly person: string;
  /** 2a public key, DER. */
  readonly publicKey: Uint8Array;
  /** The larger one is newer; 0 for the person's first device. */
  readonly n: number;
  /** The root's 2a public key, DER, and its signature; undefined for the first device itself. */
  readonly rootKey: Uint8Array | undefined;
  readonly sig: Uint8Array | undefined;
  /** `asked`: it claims to be theirs, and the person here has not said anything yet. */
  readonly state: 'asked' | 'theirs' | 'refused';
  readonly seenAtMs: number;
}

export interface DeviceStore {
  all(): Promise<readonly DeviceRow[]>;
  put(row: DeviceRow): Promise<void>;
  /** In one transaction: the contact is spoken to over another device, and these rows say what became of which. */
  move(contact: ContactRow, devices: readonly DeviceRow[]): Promise<void>;
  remove(device: string): Promise<void>;
}

/** What a restore changes: who this device is, and how far it is believed. */
export interface Renewal {
  readonly texts: readonly (readonly [name: string, value: string])[];
  readonly bytes: readonly (readonly [name: string, value: Uint8Array])[];
  readonly contacts: readonly ContactRow[];
  readonly devices: readonly DeviceRow[];
  readonly details: readonly ContactDetailsRow[];
  readonly blocked: readonly BlockedRow[];
  readonly groups: readonly GroupRow[];
}

export interface RenewalStore {
  /** All of it or nothing, in one transaction. */
  apply(renewal: Renewal): Promise<void>;
}
