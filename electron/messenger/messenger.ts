import type { LinkHint, Result, SwitchFactory } from '../../switch/index.ts';
import type { KeyDerivation, StorageWorkerSource } from '../storage/index.ts';
import type { ImagePort } from './photos/image-port.ts';
import type { PictureProblem } from './photos/small-picture.ts';
import type {
  BackupView,
  BlockedView,
  CheckView,
  ClipProblem,
  ConnectionReportView,
  ConnectionView,
  ContactView,
  ConversationView,
  EditView,
  InviteProblem,
  InviteStoryView,
  InviteView,
  MessageDetailsView,
  MessageView,
  MonthView,
  NearbyView,
  NetworkView,
  NoticeView,
  PageView,
  PhotoProblem,
  PhotoSize,
  ProfileChangeView,
  ProfileView,
  RequestView,
  SafetyView,
  SearchView,
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
  /** Prepares a picture for sending, in all sizes; one after the other, so that one at a time is in memory. */
  stagePhoto(fileName: string, file: StageableFile): Promise<Result<StagedPhotoView, PhotoProblem | 'too-many-staged'>>;
  /** Takes a film beside photos. Its picture is made by whoever can play it. */
  stageClip(clip: ClipChoice): Promise<Result<StagedPhotoView, ClipProblem | 'too-many-staged'>>;
  discardStaged(stagedIds: readonly string[]): Promise<void>;
  sendAlbum(
    conversationId: string,
    items: readonly { readonly stagedId: string; readonly caption?: string | undefined }[],
    /** `good`, unless said otherwise. */
    size?: PhotoSize,
  ): Promise<
    Result<
      { readonly message: MessageView },
      'unknown-conversation' | 'not-a-member' | 'unknown-photo' | 'photo-changed' | 'captions-too-long' | 'disk-full'
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

/** What can be done with a message. What changes one answers with that message as it is then. */
export interface MessagesApi {
  reply(conversationId: string, to: string, text: string): MessageAnswer;
  edit(conversationId: string, messageId: string, text: string): MessageAnswer;
  /** Its texts over time, the oldest first. */
  editsOf(
    conversationId: string,
    messageId: string,
  ): Promise<Result<{ readonly edits: readonly EditView[] }, MessageProblem>>;
  detailsOf(conversationId: string, messageId: string): Promise<Result<MessageDetailsView, MessageProblem>>;
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

/** What can be done with people. */
export interface ContactsApi {
  list(): readonly ContactView[];
  /** Strangers who ask, the newest first. */
  requests(): readonly RequestView[];
  blocked(): readonly BlockedView[];
  accept(person: string): ContactAnswer<{ readonly conversationId: string }>;
  /** In silence: it does not come back, and they are told nothing. */
  ignore(person: string): ContactAnswer;
  /** No line, no answer, no help for them from now on; what was said stays. */
  block(person: string): ContactAnswer;
  unblock(person: string): ContactAnswer;
  /** Asks somebody by hashname, with a short text. Of a neighbour the key and the way are known already. */
  ask(person: string, text: string): ContactAnswer<{ readonly conversationId: string }>;
  setNickname(person: string, nickname: string | undefined): ContactAnswer;
  /** Removes a contact with everything said between us, from this machine. They are not told. */
  remove(person: string): ContactAnswer;
  changesOf(person: string): ContactAnswer<{ readonly changes: readonly ProfileChangeView[] }>;
  /** JPEG, PNG or WebP, encoded here. */
  pictureOf(person: string): Uint8Array | undefined;
  ownPicture(): Uint8Array | undefined;
  rename(name: string): ContactAnswer;
  /** Any picture file; it is made small. None takes it away. */
  setPicture(file: Uint8Array | undefined): ContactAnswer;
  nearby(): readonly NearbyView[];
  /** To be called every now and then while the list of neighbours is shown. */
  lookNearby(): void;
  isVisibleNearby(): boolean;
  setVisibleNearby(isVisible: boolean): ContactAnswer;
}

type ContactAnswer<T = Record<string, never>> = Promise<Result<T, ContactProblem>>;

export type ContactProblem =
  | 'unknown-person'
  | 'no-profile'
  | 'bad-name'
  | 'bad-hashname'
  | 'to-oneself'
  | 'already-contact'
  | 'blocked'
  | 'too-many-contacts'
  | 'not-an-image'
  | 'picture-too-large'
  | 'disk-full';

/** Invites beside the one that `getInvite` shows. */
export interface InvitesApi {
  /** The newest first. */
  list(): Promise<readonly InviteStoryView[]>;
  make(usesMax?: number): Promise<Result<InviteStoryView, InvitesProblem>>;
  withdraw(id: string): Promise<Result<Record<string, never>, InvitesProblem>>;
}

export type InvitesProblem = 'no-profile' | 'unknown-invite' | 'bad-uses' | 'too-many-invites' | 'disk-full';

/** Who proved to be whom. */
export interface VerificationApi {
  safetyWith(person: string): Result<{ readonly own: SafetyView; readonly theirs: SafetyView }, VerificationProblem>;
  /** The words were read aloud on both sides, and fit. */
  confirmWords(person: string): Promise<Result<Record<string, never>, VerificationProblem>>;
  unverify(person: string): Promise<Result<Record<string, never>, VerificationProblem>>;
  /** A code for the screen, good for 2 minutes. */
  liveCode(): Promise<Result<InviteView, VerificationProblem>>;
  /**
   * What this machine's camera sees, and nothing else: a pasted or saved picture goes to `acceptInvite`. Adds whose code it is; if
   * it is a live one, both are verified as soon as they have spoken.
   */
  scan(
    text: string,
  ): Promise<
    Result<{ readonly conversationId: string; readonly isLive: boolean }, InviteProblem | 'no-profile' | 'disk-full'>
  >;
  /** Checks side by side; how it goes is told by `check`. */
  startCheck(person: string): Result<Record<string, never>, VerificationProblem>;
  /** Closes it, also before there is a picture: what still comes of it finds nothing. */
  cancelCheck(person: string, id: string): void;
  /** `id`: of the check that the person saw. If they began another one meanwhile, this says nothing of it: `other-check`. */
  answerCheck(person: string, id: string, isSame: boolean): Promise<Result<Record<string, never>, VerificationProblem>>;
}

export type VerificationProblem =
  | 'unknown-person'
  | 'no-profile'
  | 'not-near'
  | 'too-often'
  | 'no-check'
  | 'other-check'
  | 'disk-full';

/** Bytes in memory, or a file of this machine. */
export type StageableFile = Uint8Array | { readonly path: string };

export interface ClipChoice {
  readonly fileName: string;
  readonly file: StageableFile;
  /** A picture out of the film. */
  readonly poster: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationMs: number;
}

/** A file from this machine, read piece by piece, or one that lies in memory. */
export type FileChoice = {
  readonly fileName: string;
  /** Media type, if it is known. */
  readonly type?: string | undefined;
} & ({ readonly path: string } | { readonly bytes: Uint8Array });

/** Files, voice messages, and what is fetched when. */
export interface FilesApi {
  /** Resolves once the whole file is stored here, encrypted, and the message too. */
  sendFile(conversationId: string, file: FileChoice): FileAnswer;
  /** A recording (WebM, Ogg or MP4). `waveform`: loudness over time, 0 to 255, at most 100 steps. */
  sendVoice(
    conversationId: string,
    voice: { readonly bytes: Uint8Array; readonly durationMs: number; readonly waveform: readonly number[] },
  ): FileAnswer;
  /** Says an album, file or voice message again in another conversation. */
  forward(conversationId: string, messageId: string, to: string): FileAnswer;
  /** The person wants what is in this message, or one blob of it (`PhotoView.key`): what was asked, paused, declined or failed. */
  fetch(conversationId: string, messageId: string, key?: string): FileAnswer;
  pause(conversationId: string, messageId: string, key?: string): FileAnswer;
  /** What is here of it goes; its sender is told. */
  decline(conversationId: string, messageId: string, key?: string): FileAnswer;
  /** What is on screen now: fetched before the rest. Replaces what was named before. */
  look(messages: readonly { readonly conversationId: string; readonly messageId: string }[]): Promise<void>;
  rules(conversationId: string): Promise<FileRules>;
  setRules(conversationId: string, rules: FileRules): Promise<void>;
  /** Bytes that content may take here before the person is asked; undefined: as many as there are. */
  quotaBytes(): Promise<number | undefined>;
  setQuotaBytes(bytes: number | undefined): Promise<void>;
  /** What takes room, the largest first. */
  room(): Promise<readonly { readonly conversationId: string; readonly bytes: number }[]>;
  /** `file/KEY`, also of a clip in an album, also while it is on its way: what is read is fetched first. */
  open(address: string): Promise<OpenFile | undefined>;
}

export interface FileRules {
  /** Fetched by itself up to this size; above it the person is asked. */
  readonly byItselfBytes: number;
}

/** `type`: as the sender calls a file, as the bytes say of a picture, sound or clip. */
export interface OpenFile extends OpenPhoto {
  readonly fileName: string;
}

type FileAnswer = Promise<Result<{ readonly message: MessageView }, FileProblem>>;

export type FileProblem =
  | 'unknown-conversation'
  | 'unknown-message'
  | 'not-a-member'
  | 'file-unreadable'
  /** It became shorter while it was read. */
  | 'file-changed'
  | 'too-large'
  | 'not-a-recording'
  | 'not-here-yet'
  | 'disk-full';

/** *New device?*: what is to be thought of a device that shows a contact's root signature (app-protocol.md "People, devices, logs"). */
export interface DevicesApi {
  /**
   * Yes: from now on the contact is spoken to there, and in groups that we lead it comes in beside the old one. No: it is not
   * answered any more. `device`: the one that `ConversationView.newDevice` names.
   */
  answer(
    conversationId: string,
    device: string,
    isTheirs: boolean,
  ): Promise<Result<Record<string, never>, 'unknown-conversation' | 'unknown-device' | 'disk-full'>>;
}

/** Words, rescue file, full copy and passphrase. Restoring happens before a messenger is open: backup/restore.ts. */
export interface BackupApi {
  status(): Promise<BackupView>;
  /** The twelve rescue words, to be written down. Never logged, never kept by who shows them. */
  words(): Promise<readonly string[]>;
  /** Places (0 to 11) of two words to ask for. */
  questions(): readonly [number, number];
  /** Words by place. */
  confirmWords(said: ReadonlyMap<number, string>): Promise<Result<Record<string, never>, 'wrong-words'>>;
  /** Writes the rescue file, reads it back, and writes it again there whenever people or groups come. */
  saveRescueFile(path: string): Promise<Result<Record<string, never>, 'no-profile' | 'failed'>>;
  /** Whether this is the passphrase of now. Takes as long as guessing must. */
  isPassphrase(text: string): Promise<boolean>;
  /** Asked for at each start from then on; none takes it away. */
  setPassphrase(text: string | undefined): Promise<Result<Record<string, never>, 'bad-passphrase'>>;
  /** The folder for automatic copies, on another disk if possible; none ends them. */
  chooseCopyFolder(folder: string | undefined): Promise<void>;
  copyNow(): Promise<Result<Record<string, never>, 'no-folder' | 'folder-missing' | 'disk-full' | 'failed'>>;
}

/** How this computer is connected, what can be chosen about it, and a check. */
export interface ConnectionApi {
  settings(): NetworkSettings;
  /** Seeds and what is carried hold at once, port and port mapping from the next start. */
  setSettings(change: Partial<NetworkSettings>): Promise<Result<Record<string, never>, NetworkSettingsProblem>>;
  status(): ConnectionView;
  /** Takes some seconds: it looks anew, and asks the contact, if one is named. */
  check(conversationId: string | undefined): Promise<Result<ConnectionReportView, 'unknown-conversation'>>;
}

export interface NetworkSettings {
  /** Undefined: the port used last, or any. */
  readonly port: number | undefined;
  readonly hasPortMapping: boolean;
  /** Whether contacts without a straight way to each other may go through us, and at most how fast. */
  readonly carries: boolean;
  readonly carryBytesPerSecond: number;
  /** A seeds.json of one's own, as text; empty: none. */
  readonly seeds: string;
}

export type NetworkSettingsProblem = 'bad-port' | 'bad-cap' | 'not-seeds';

/** A conversation as people read it without us: a folder with one page, photos, files and recordings, named and dated by when they are from. */
export interface ExportApi {
  /** Makes a folder of its own below `folder`. `onProgress` gets the messages written so far. */
  conversation(
    conversationId: string,
    folder: string,
    onProgress?: (messageCount: number) => void,
  ): Promise<Result<{ readonly folder: string; readonly messages: number; readonly files: number }, ExportProblem>>;
}

export type ExportProblem = 'unknown-conversation' | 'folder-missing' | 'disk-full' | 'failed';

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
  /** Any picture file, made small; none takes it away. */
  setPicture(
    conversationId: string,
    file: Uint8Array | undefined,
  ): Promise<Result<Record<string, never>, GroupProblem>>;
  /** As it may be shown; undefined if there is none, or what there is can't be read. */
  pictureOf(conversationId: string): Promise<Uint8Array | undefined>;
}

export type GroupProblem =
  | PictureProblem
  | 'unknown-conversation'
  | 'bad-title'
  | 'unknown-person'
  | 'not-an-admin'
  | 'not-a-member'
  | 'group-full'
  | 'too-many-groups'
  | 'disk-full';

/** Pages from anywhere in a conversation; `Messenger.listMessages` goes back from the newest. */
export interface PagesApi {
  /** Older and newer ones around a message, itself among them. */
  around(
    conversationId: string,
    messageId: string,
    limit: number,
  ): Promise<Result<PageView, 'unknown-conversation' | 'unknown-message'>>;
  after(conversationId: string, place: Place, limit: number): Promise<Result<PageView, 'unknown-conversation'>>;
  /** Around the first message of that time or later. */
  atDate(conversationId: string, atMs: number, limit: number): Promise<Result<PageView, 'unknown-conversation'>>;
  /** Where the first unread message stands, and the page around it; both undefined if all was read. */
  firstUnread(
    conversationId: string,
    limit: number,
  ): Promise<
    Result<{ readonly place: Place | undefined; readonly page: PageView | undefined }, 'unknown-conversation'>
  >;
  /** Photos, files or voice messages, the newest first; ask on with the place of the last one. */
  gallery(
    conversationId: string,
    kind: 'album' | 'file' | 'voice',
    before: Place | undefined,
    limit: number,
  ): Promise<Result<{ readonly months: readonly MonthView[]; readonly hasOlder: boolean }, 'unknown-conversation'>>;
}

/** What the person here sets for a conversation; all of it survives restarts. */
export interface ConversationsApi {
  /** Resolves once it is on disk. Empty and without an answered message: none. */
  setDraft(conversationId: string, text: string, replyTo: string | undefined): ConversationAnswer;
  /** Pinned ones stand first, a new one behind the others. */
  setPinned(conversationId: string, isPinned: boolean): ConversationAnswer;
  orderPins(conversationIds: readonly string[]): ConversationAnswer;
  /** Until this wall time; undefined: not any more. */
  setMuted(conversationId: string, untilMs: number | undefined): ConversationAnswer;
  /** Whether they are told what was read and that something is being typed. */
  /** Whether anybody is told, where nothing else was said of a conversation. */
  usualTells(): { readonly read: boolean; readonly typing: boolean };
  /** For all conversations there are, and those to come. */
  setUsualTells(tells: { readonly read?: boolean; readonly typing?: boolean }): ConversationAnswer;
  setTells(conversationId: string, tells: { readonly read?: boolean; readonly typing?: boolean }): ConversationAnswer;
  setMarkedUnread(conversationId: string, isMarked: boolean): ConversationAnswer;
  /** Chosen last, in any conversation; the newest first. */
  recentEmoji(): Promise<readonly string[]>;
  noteEmoji(emoji: string): ConversationAnswer;
  setArchived(conversationId: string, isArchived: boolean): ConversationAnswer;
  /** What was said so far is out of view and out of search on this device; a new message brings the conversation back. */
  deleteHere(conversationId: string): ConversationAnswer;
  /** A letter was typed, or the field is empty again. */
  typing(conversationId: string, isTyping: boolean): void;
}

type ConversationAnswer = Promise<Result<Record<string, never>, ConversationProblem>>;

export type ConversationProblem = 'unknown-conversation' | 'bad-text' | 'too-many-pins' | 'disk-full';

export interface SearchRequest {
  /** As typed: all words must be there, each as the beginning of one; in scripts without spaces anywhere. */
  readonly text: string;
  readonly conversationId?: string | undefined;
  /** Kinds of events: `text`, `album` (captions), `file` (names); none: all. */
  readonly kinds?: readonly string[] | undefined;
  /** `next` of the page before. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Full-text search: newest texts, captions, file names, names of people and groups. Nothing of what was deleted. */
export interface SearchApi {
  find(request: SearchRequest): Promise<Result<SearchView, 'unknown-conversation'>>;
}

export interface OpenPhoto {
  readonly type: string;
  readonly lengthBytes: number;
  /** Reads [offset, offset + length). */
  read(offset: number, length: number): Promise<Uint8Array | undefined>;
}
