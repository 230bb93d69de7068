import type { BlobAnswer } from './blobs.ts';
import type { EventRow, LogTip } from './events.ts';
import type { ContactRow } from './people.ts';

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
