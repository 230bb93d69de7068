import type { LinkHint, Result, SwitchFactory } from '../../switch/index.ts';
import type { StorageWorkerSource } from '../storage/index.ts';
import type { ImagePort } from './photos/image-port.ts';
import type {
  ConversationView,
  EditView,
  InviteProblem,
  InviteView,
  MessageView,
  NetworkView,
  NoticeView,
  PhotoProblem,
  ProfileView,
  StagedPhotoView,
} from './views.ts';

/** What the messenger is built from (architecture.md "Three seams", 2). Nothing of it is Electron's. */
export interface MessengerParts {
  /** Absolute; made with mode 0700 if missing. Everything the messenger keeps lies in it. */
  readonly dataFolder: string;
  readonly keyProtector: KeyProtector;
  readonly images: ImagePort;
  readonly switches: SwitchFactory;
  readonly clock: Clock;
  /** Cryptographically strong bytes; from a seed in simulation. */
  readonly random: (length: number) => Uint8Array;
  /** Compiled script of the storage worker; in simulation the one that runs on the caller's thread. */
  readonly storageWorker: StorageWorkerSource;
  /** Loopback-only or fixed port for tests and demos; by default every interface and the port used last. */
  readonly listen?: { readonly ip?: string; readonly port?: number };
  /** Switches through which others are found; none is needed on one network. */
  readonly seeds?: readonly LinkHint[];
  readonly appVersion: string;
  /** One line, without texts, names, keys or addresses in it. */
  readonly log: (line: string) => void;
}

export interface Clock {
  /** Milliseconds since 1970 UTC, for people and for `at` only, never for order. */
  wallMs(): number;
  /** Calls back once after `ms`; the returned function cancels. Virtual in simulation. */
  after(ms: number, callback: () => void): () => void;
}

/** Keeps the database key: the system's key store where there is one. */
export interface KeyProtector {
  /** `system`: sealed by the key store. `file`: no key store here, the caller keeps it in a 0600 file and says so. */
  readonly kind: 'system' | 'file';
  seal(key: Uint8Array): Promise<Uint8Array>;
  /** Undefined if this key store did not seal it (another machine, another user, a reset store). */
  unseal(sealed: Uint8Array): Promise<Uint8Array | undefined>;
}

export type OpenProblem =
  | 'folder-not-writable'
  | 'folder-in-use'
  | 'store-newer'
  | 'store-damaged'
  | 'key-missing'
  | 'internal';

export type OpenResult =
  | { readonly ok: true; readonly messenger: Messenger }
  | { readonly ok: false; readonly problem: OpenProblem; readonly detail: string };

export type MessengerEvent =
  | { readonly name: 'conversation'; readonly conversation: ConversationView }
  | { readonly name: 'messages'; readonly conversationId: string; readonly messages: readonly MessageView[] }
  | { readonly name: 'network'; readonly network: NetworkView }
  | { readonly name: 'notices'; readonly notices: readonly NoticeView[] }
  | { readonly name: 'invite' };

export interface Place {
  readonly t: number;
  readonly id: string;
}

/** The whole messenger, as the shell and the headless command use it. Answers resolve once things are on disk. */
export interface Messenger {
  /** Undefined before the first run is done. The keys are made from the start, in the background. */
  profile(): ProfileView | undefined;
  createProfile(name: string): Promise<Result<ProfileView, 'bad-name' | 'profile-exists' | 'disk-full'>>;
  network(): NetworkView;
  notices(): readonly NoticeView[];
  /** Puts a notice away for 30 days, or until it is news again. */
  dismissNotice(name: NoticeView['name']): Promise<void>;
  conversations(): Promise<readonly ConversationView[]>;
  listMessages(
    conversationId: string,
    before: Place | undefined,
    limit: number,
  ): Promise<Result<{ readonly messages: MessageView[]; readonly hasOlder: boolean }, 'unknown-conversation'>>;
  sendText(
    conversationId: string,
    text: string,
  ): Promise<
    Result<{ readonly message: MessageView }, 'unknown-conversation' | 'not-a-member' | 'bad-text' | 'disk-full'>
  >;
  stagePhoto(fileName: string, bytes: Uint8Array): Promise<Result<StagedPhotoView, PhotoProblem | 'too-many-staged'>>;
  discardStaged(stagedIds: readonly string[]): void;
  sendAlbum(
    conversationId: string,
    items: readonly { readonly stagedId: string; readonly caption?: string | undefined }[],
  ): Promise<
    Result<
      { readonly message: MessageView },
      'unknown-conversation' | 'not-a-member' | 'unknown-photo' | 'captions-too-long' | 'disk-full'
    >
  >;
  markRead(conversationId: string, upTo: Place): Promise<Result<Record<string, never>, 'unknown-conversation'>>;
  getInvite(): Promise<Result<InviteView, 'no-profile'>>;
  readInvite(
    text: string,
  ): Promise<
    Result<
      { readonly name: string; readonly person: string; readonly knownConversationId?: string | undefined },
      InviteProblem
    >
  >;
  acceptInvite(
    text: string,
  ): Promise<Result<{ readonly conversationId: string }, InviteProblem | 'no-profile' | 'disk-full'>>;
  lookAgain(conversationId: string): Promise<Result<Record<string, never>, 'unknown-conversation'>>;
  /** Small settings of the shell (theme, window place), by name. */
  getSetting(name: string): Promise<string | undefined>;
  setSetting(name: string, value: string): Promise<void>;
  /**
   * Plain bytes of a staged photo (`staged/ID/thumb|full`) or of a message's (`photo/KEY/thumb|full`), for the photo
   * protocol; undefined if unknown or not here yet.
   */
  openPhoto(address: string): Promise<OpenPhoto | undefined>;
  readonly messages: MessagesApi;
  readonly groups: GroupsApi;
  onEvent(listener: (event: MessengerEvent) => void): void;
  /** Says goodbye to peers, finishes what is being written, closes the store. */
  stop(): Promise<void>;
}

/** What can be done with a message. What changes one answers with that message as it is then. */
export interface MessagesApi {
  reply(conversationId: string, to: string, text: string): MessageAnswer;
  edit(conversationId: string, messageId: string, text: string): MessageAnswer;
  /** Its texts over time, the oldest first. */
  editsOf(
    conversationId: string,
    messageId: string,
  ): Promise<Result<{ readonly edits: readonly EditView[] }, MessageProblem>>;
  react(conversationId: string, messageId: string, emoji: string): MessageAnswer;
  deleteForAll(conversationId: string, messageId: string): MessageAnswer;
  deleteHere(conversationId: string, messageId: string): Promise<Result<Record<string, never>, MessageProblem>>;
  /** Brings back what `deleteHere` took out of view. */
  restoreHere(conversationId: string, messageId: string): MessageAnswer;
}

type MessageAnswer = Promise<Result<{ readonly message: MessageView }, MessageProblem>>;

export type MessageProblem =
  | 'unknown-conversation'
  | 'unknown-message'
  | 'not-a-member'
  | 'not-yours'
  | 'bad-text'
  | 'bad-emoji'
  | 'disk-full';

/** What can be done with groups. Members are named by their device. */
export interface GroupsApi {
  /** Makes a group and invites these contacts, by person. */
  create(title: string, persons: readonly string[]): Promise<Result<{ readonly conversationId: string }, GroupProblem>>;
  /** `withHistory`: they may read what was said before they came. */
  add(
    conversationId: string,
    persons: readonly string[],
    withHistory: boolean,
  ): Promise<Result<Record<string, never>, GroupProblem>>;
  /** Says yes or no to an invitation. */
  answer(conversationId: string, isYes: boolean): Promise<Result<Record<string, never>, GroupProblem>>;
  remove(conversationId: string, device: string): Promise<Result<Record<string, never>, GroupProblem>>;
  leave(conversationId: string): Promise<Result<Record<string, never>, GroupProblem>>;
  setAdmin(
    conversationId: string,
    device: string,
    isAdmin: boolean,
  ): Promise<Result<Record<string, never>, GroupProblem>>;
  rename(conversationId: string, title: string): Promise<Result<Record<string, never>, GroupProblem>>;
  /** A small JPEG, PNG or WebP of at most 24 KiB; none takes it away. */
  setPicture(
    conversationId: string,
    picture: Uint8Array | undefined,
  ): Promise<Result<Record<string, never>, GroupProblem>>;
}

export type GroupProblem =
  | 'unknown-conversation'
  | 'bad-title'
  | 'unknown-person'
  | 'not-an-admin'
  | 'not-a-member'
  | 'group-full'
  | 'too-many-groups'
  | 'picture-too-large'
  | 'disk-full';

export interface OpenPhoto {
  readonly type: string;
  readonly lengthBytes: number;
  /** Reads [offset, offset + length). */
  read(offset: number, length: number): Promise<Uint8Array | undefined>;
}
