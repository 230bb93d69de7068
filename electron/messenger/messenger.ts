import type { LinkHint, Result, SwitchFactory } from '../../switch/index.ts';
import type { KeyDerivation, StorageWorkerSource } from '../storage/index.ts';
import type { ConnectionApi } from './api/connection-api.ts';
import type { ContactsApi } from './api/contacts-api.ts';
import type { ConversationsApi, PagesApi } from './api/conversations-api.ts';
import type { FilesApi, OpenPhoto } from './api/files-api.ts';
import type { GroupsApi } from './api/groups-api.ts';
import type { InvitesApi, InvitingApi } from './api/invites-api.ts';
import type { MessagesApi } from './api/messages-api.ts';
import type { SearchApi } from './api/search-api.ts';
import type { SendingApi } from './api/sending-api.ts';
import type { BackupApi, DevicesApi, ExportApi } from './api/upkeep-api.ts';
import type { VerificationApi } from './api/verification-api.ts';
import type { ImagePort } from './photos/image-port.ts';
import type { ConversationView } from './views/conversation-views.ts';
import type { MessageView } from './views/message-views.ts';
import type { NetworkView } from './views/network-views.ts';
import type { CheckView, ProfileView } from './views/person-views.ts';
import type { NoticeView } from './views/upkeep-views.ts';

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
  /** Asks the person for what opens the store: the passphrase, or the rescue words. None: opening fails instead. */
  readonly unlock?: (question: UnlockQuestion) => Promise<Unlock | undefined>;
  /** A name of this machine, by which a copied data folder is recognised; undefined where there is none. */
  readonly machine?: () => Promise<string | undefined>;
  /** scrypt at full cost where nothing else is said; in simulation a cheap one on the caller's thread. */
  readonly keyDerivation?: KeyDerivation;
  /** The network comes up after this: what it does for every contact would hold up the first screen. At once without one. */
  readonly beforeNetwork?: Promise<void>;
}

/** `key-missing`: the key store does not open the key, only the words do. `isAgain`: the last answer was wrong. */
export interface UnlockQuestion {
  readonly why: 'passphrase' | 'key-missing';
  readonly isAgain: boolean;
}

export type Unlock = { readonly passphrase: string } | { readonly words: string };

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
  /** `MessengerParts.unlock` is not there, or gave up. */
  | 'passphrase-needed'
  | 'internal';

export type OpenResult =
  | { readonly ok: true; readonly messenger: Messenger }
  | { readonly ok: false; readonly problem: OpenProblem; readonly detail: string };

export type MessengerEvent =
  | { readonly name: 'conversation'; readonly conversation: ConversationView }
  | { readonly name: 'messages'; readonly conversationId: string; readonly messages: readonly MessageView[] }
  | { readonly name: 'network'; readonly network: NetworkView }
  | { readonly name: 'notices'; readonly notices: readonly NoticeView[] }
  | { readonly name: 'invite' }
  /** Something in `BackupView` changed. */
  | { readonly name: 'backup' }
  /** Contacts, requests, blocked people or neighbours changed: ask anew for what is shown of them. */
  | { readonly name: 'contacts' }
  /** A conversation is gone with its contact. */
  | { readonly name: 'forgotten'; readonly conversationId: string }
  | { readonly name: 'check'; readonly check: CheckView };

export interface Place {
  readonly t: number;
  readonly id: string;
}

/** The whole messenger, as the shell and the headless command use it. Answers resolve once things are on disk. */
export interface Messenger extends SendingApi, InvitingApi {
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
  markRead(conversationId: string, upTo: Place): Promise<Result<Record<string, never>, 'unknown-conversation'>>;
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
  readonly devices: DevicesApi;
  readonly connection: ConnectionApi;
  readonly backup: BackupApi;
  readonly exports: ExportApi;
  readonly groups: GroupsApi;
  readonly contacts: ContactsApi;
  readonly invites: InvitesApi;
  readonly verification: VerificationApi;
  readonly files: FilesApi;
  readonly search: SearchApi;
  readonly pages: PagesApi;
  readonly settings: ConversationsApi;
  /** The computer woke up, or may be on another network: looked at now instead of a little later. */
  networkMayHaveChanged(): void;
  onEvent(listener: (event: MessengerEvent) => void): void;
  /** Says goodbye to peers, finishes what is being written, closes the store. */
  stop(): Promise<void>;
}
