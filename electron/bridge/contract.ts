import { z } from 'zod';

/**
 * The bridge between the page and the main process, as one table: every call with its input, output and failures, every
 * event with its payload. Types, registration (serve.ts), preload and client derive from it; nothing else crosses.
 */

// ---- limits of what may cross, each with its reason ----------------------------------------------------------------

/** Longest text of one message, in UTF-16 units (WIRE.md "text"). */
export const MESSAGE_CHARS_MAX = 16_000;
/** Longest name a person may have, in UTF-16 units (WIRE.md "_hello"). */
export const NAME_CHARS_MAX = 64;
/** Largest picture file taken from the page at once: any camera's photo fits, a video does not freeze the window. */
export const PHOTO_FILE_BYTES_MAX = 100 * 1024 * 1024;
/** Photos in one album (product.md "Photos"). */
export const ALBUM_PHOTOS_MAX = 100;
/** Longest caption of one photo, in UTF-16 units; all captions of an album: 16 KiB (app-protocol.md "Photos"). */
export const CAPTION_CHARS_MAX = 2_000;
/** Messages in one page of a chat: a screenful and its margins. */
export const PAGE_MESSAGES_MAX = 100;
/** Text in which an invite may be hidden: a pasted mail. */
export const INVITE_TEXT_CHARS_MAX = 100_000;
/** Longest emoji of a reaction, in UTF-16 units: families with skin tones fit (messenger: EMOJI_CHARS_MAX). */
export const EMOJI_CHARS_MAX = 32;
/** Longest title of a group, in UTF-16 units (the same rule as for names). */
export const GROUP_TITLE_CHARS_MAX = 64;
/** People in one group (messenger: GROUP_MEMBERS_MAX). */
export const GROUP_MEMBERS_MAX = 200;
/** Longest text copied to the clipboard on the page's behalf. */
export const COPY_CHARS_MAX = 100_000;

// ---- shapes (the same as electron/messenger/views.ts; the compiler compares them where they meet) --------------------

const Hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const AtMs = z.number().int().nonnegative();

export const ConversationId = Hex64.brand('ConversationId');
export type ConversationId = z.infer<typeof ConversationId>;
export const MessageId = Hex64.brand('MessageId');
export type MessageId = z.infer<typeof MessageId>;
const StagedId = z.string().regex(/^[0-9a-f]{32}$/);

const Profile = z.strictObject({ hashname: Hex64, name: z.string() });

export const TrustState = z.enum([
  'direct-same-network',
  'direct',
  'connected',
  'looking',
  'waiting',
  'no-way-yet',
  'offline',
]);
export type TrustState = z.infer<typeof TrustState>;

const Trust = z.strictObject({
  state: TrustState,
  queuedCount: z.number().int().nonnegative(),
  sinceAtMs: AtMs,
  address: z.string().optional(),
  roundTripMs: z.number().nonnegative().optional(),
});

const Transfer = z.strictObject({
  state: z.enum(['here', 'coming', 'asks', 'paused', 'declined', 'failed']),
  progress: z.number().min(0).max(1),
  why: z.enum(['large', 'day-full', 'disk-quota', 'too-large', 'wrong-size']).optional(),
});

const File = z.strictObject({
  key: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.number().int().nonnegative(),
  isProgram: z.boolean(),
  transfer: Transfer,
});

const Voice = z.strictObject({
  key: z.string(),
  bytes: z.number().int().nonnegative(),
  durationMs: z.number().int().positive(),
  waveform: z.array(z.number().int().min(0).max(255)).max(100),
  transfer: Transfer,
});

const Photo = z.strictObject({
  key: z.string(),
  widthPx: z.number().int().positive(),
  heightPx: z.number().int().positive(),
  bytes: z.number().int().nonnegative(),
  thumbhash: z.string(),
  caption: z.string().optional(),
  takenAt: z.string().optional(),
  hasThumb: z.boolean(),
  isWhole: z.boolean(),
  progress: z.number().min(0).max(1),
  transfer: Transfer,
  clip: z.strictObject({ durationMs: z.number().int().positive(), type: z.string() }).optional(),
});

const Delivery = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('received') }),
  z.strictObject({ name: z.literal('waiting') }),
  z.strictObject({
    name: z.literal('arriving'),
    /** So many of the photos are there; in a group: so many people have it. */
    of: z.enum(['photos', 'people', 'files']),
    arrivedCount: z.number().int().nonnegative(),
    totalCount: z.number().int().positive(),
  }),
  z.strictObject({ name: z.literal('not-fetched') }),
  z.strictObject({ name: z.literal('declined') }),
  z.strictObject({ name: z.literal('arrived') }),
  z.strictObject({ name: z.literal('seen') }),
  z.strictObject({ name: z.literal('not-sent'), reason: z.string() }),
]);

/** Names are empty for the person here. */
const GroupNote = z.discriminatedUnion('what', [
  z.strictObject({ what: z.enum(['created', 'joined', 'left', 'picture']), by: z.string() }),
  z.strictObject({ what: z.enum(['added', 'removed', 'made-admin', 'made-member']), by: z.string(), who: z.string() }),
  z.strictObject({ what: z.literal('title'), by: z.string(), title: z.string() }),
]);

const Group = z.strictObject({
  state: z.enum(['invited', 'joining', 'member', 'left', 'removed', 'frozen']),
  isAdmin: z.boolean(),
  members: z.array(
    z.strictObject({
      device: Hex64,
      name: z.string(),
      isAdmin: z.boolean(),
      hasJoined: z.boolean(),
      isMe: z.boolean(),
    }),
  ),
  invitedBy: z.string().optional(),
});

const Author = z.strictObject({ device: Hex64, name: z.string() });

const Message = z.strictObject({
  id: MessageId,
  conversationId: ConversationId,
  isMine: z.boolean(),
  /** Of others' messages in a group. */
  author: Author.optional(),
  t: z.number().int().nonnegative(),
  atMs: AtMs,
  content: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), text: z.string() }),
    z.strictObject({ kind: z.literal('album'), photos: z.array(Photo) }),
    z.strictObject({ kind: z.literal('file'), file: File }),
    z.strictObject({ kind: z.literal('voice'), voice: Voice }),
    z.strictObject({ kind: z.literal('group'), note: GroupNote }),
    z.strictObject({ kind: z.literal('gone'), by: z.string().optional() }),
    z.strictObject({ kind: z.literal('newer-version') }),
  ]),
  reply: z
    .strictObject({
      id: MessageId,
      isMine: z.boolean(),
      author: Author.optional(),
      excerpt: z.string(),
      kind: z.enum(['text', 'album', 'gone', 'other']),
    })
    .optional(),
  editedAtMs: AtMs.optional(),
  reactions: z.array(
    z.strictObject({
      emoji: z.string(),
      count: z.number().int().positive(),
      isMine: z.boolean(),
      names: z.array(z.string()),
    }),
  ),
  delivery: Delivery,
  isLate: z.boolean(),
  isForked: z.boolean(),
});

const Conversation = z.strictObject({
  id: ConversationId,
  /** Absent for a group. */
  person: Hex64.optional(),
  /** Absent between two. */
  group: Group.optional(),
  name: z.string(),
  state: z.enum(['invited', 'contact']),
  /** A device that claims to be theirs and waits for an answer. */
  newDevice: z.strictObject({ device: Hex64, atMs: AtMs }).optional(),
  refusal: z.enum(['invite-unknown', 'invite-used', 'invite-expired']).optional(),
  unreadCount: z.number().int().nonnegative(),
  draft: z.strictObject({ text: z.string(), replyTo: MessageId.optional() }).optional(),
  pinRank: z.number().int().nonnegative().optional(),
  mutedUntilMs: AtMs.optional(),
  tellsRead: z.boolean(),
  tellsTyping: z.boolean(),
  isMarkedUnread: z.boolean(),
  isArchived: z.boolean(),
  isDeleted: z.boolean(),
  typing: z.array(z.string()),
  needsUpdate: z.boolean(),
  newest: Message.optional(),
  addedAtMs: AtMs,
  trust: Trust,
});

const Invite = z.strictObject({ text: z.string(), link: z.string(), qr: z.string(), expiresAtMs: AtMs });

const Network = z.strictObject({
  state: z.enum(['starting', 'listening', 'offline', 'failed']),
  detail: z.string(),
  problem: z.enum(['port-taken', 'address-unavailable', 'network-denied']).optional(),
});

const Notice = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('key-in-file') }),
  z.strictObject({ name: z.literal('port-changed'), wanted: z.number().int(), got: z.number().int() }),
  /** The person went on to another computer. */
  z.strictObject({ name: z.literal('moved'), atMs: AtMs }),
  /** The store was damaged: an older state of it is in use. */
  z.strictObject({ name: z.literal('recovered'), fromAtMs: AtMs }),
  z.strictObject({ name: z.literal('copy-trouble'), problem: z.enum(['folder-missing', 'disk-full', 'failed']) }),
  /** What arrives waits at its sender until there is room. */
  z.strictObject({ name: z.literal('disk-full') }),
]);

const NoticeName = z.enum(['key-in-file', 'port-changed', 'moved', 'recovered', 'copy-trouble', 'disk-full']);

const Theme = z.enum(['system', 'light', 'dark']);

/** Why the app can't open its data: nothing in it is changed, and the window says what to do. */
export const StartProblem = z.enum([
  'folder-not-writable',
  'folder-in-use',
  'store-newer',
  'store-damaged',
  'key-missing',
  'passphrase-needed',
  'internal',
]);
export type StartProblem = z.infer<typeof StartProblem>;

const AppState = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('starting') }),
  z.strictObject({ phase: z.literal('failed'), problem: StartProblem, detail: z.string() }),
  z.strictObject({
    phase: z.literal('ready'),
    version: z.string(),
    /** Null until the first run is done. */
    profile: Profile.nullable(),
    conversations: z.array(Conversation),
    network: Network,
    notices: z.array(Notice),
    theme: Theme,
  }),
]);

const Place = z.strictObject({ t: z.number().int().nonnegative(), id: MessageId });

export const InviteProblem = z.enum([
  'no-invite',
  'invite-mangled',
  'invite-truncated',
  'invite-foreign',
  'invite-newer-version',
  'invite-expired',
  'invite-to-oneself',
]);
export type InviteProblem = z.infer<typeof InviteProblem>;

export const MessageProblem = z.enum([
  'unknown-conversation',
  'unknown-message',
  'not-a-member',
  'not-yours',
  'bad-text',
  'bad-emoji',
  'disk-full',
]);
export type MessageProblem = z.infer<typeof MessageProblem>;

export const GroupProblem = z.enum([
  'unknown-conversation',
  'bad-title',
  'unknown-person',
  'not-an-admin',
  'not-a-member',
  'group-full',
  'too-many-groups',
  'picture-too-large',
  'disk-full',
]);
export type GroupProblem = z.infer<typeof GroupProblem>;

// ---- the table ---------------------------------------------------------------------------------------------------------

interface CallSpec {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly errors: readonly string[];
}

const call = <const C extends CallSpec>(spec: C): C => spec;
const Nothing = z.strictObject({});
const InConversation = z.strictObject({ conversationId: ConversationId });
const OneMessage = InConversation.extend({ messageId: MessageId });
const OneMember = InConversation.extend({ device: Hex64 });
const Text = z.string().min(1).max(MESSAGE_CHARS_MAX);
const GroupTitle = z.string().min(1).max(GROUP_TITLE_CHARS_MAX);
const Persons = z.array(Hex64).max(GROUP_MEMBERS_MAX);
const Changed = z.strictObject({ message: Message });

export const calls = {
  /** Everything the page needs to draw its first screen. Asked at start and after every reload. */
  getState: call({ input: Nothing, output: AppState, errors: [] }),
  /** First run: names this person. The keys were being made while they typed. */
  createProfile: call({
    input: z.strictObject({ name: z.string().min(1).max(NAME_CHARS_MAX) }),
    output: Profile,
    errors: ['bad-name', 'profile-exists', 'disk-full'],
  }),
  /** A page of messages, oldest first, ending just before `before` or at the newest. */
  listMessages: call({
    input: z.strictObject({
      conversationId: ConversationId,
      before: Place.optional(),
      limit: z.number().int().min(1).max(PAGE_MESSAGES_MAX),
    }),
    output: z.strictObject({ messages: z.array(Message), hasOlder: z.boolean() }),
    errors: ['unknown-conversation'],
  }),
  /** Appends a text. Answers once it is on disk; its way is told by `messagesChanged`. */
  sendText: call({
    input: z.strictObject({ conversationId: ConversationId, text: z.string().min(1).max(MESSAGE_CHARS_MAX) }),
    output: z.strictObject({ message: Message }),
    errors: ['unknown-conversation', 'not-a-member', 'bad-text', 'disk-full'],
  }),
  /** Takes a picture file, prepares it (upright, sized, without place or device) and holds it for sending. */
  stagePhoto: call({
    input: z.strictObject({
      fileName: z.string().max(1_000),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= PHOTO_FILE_BYTES_MAX),
    }),
    output: z.strictObject({
      stagedId: StagedId,
      fileName: z.string(),
      widthPx: z.number().int().positive(),
      heightPx: z.number().int().positive(),
      bytes: z.number().int().positive(),
      thumbhash: z.string(),
    }),
    errors: [
      'photo-empty',
      'photo-too-large',
      'photo-not-an-image',
      'photo-too-many-pixels',
      'photo-unsupported',
      'photo-decoder-failed',
      'too-many-staged',
      'disk-full',
    ],
  }),
  /** Drops staged photos that will not be sent. Unknown ids are ignored. */
  discardStaged: call({
    input: z.strictObject({ stagedIds: z.array(StagedId).max(ALBUM_PHOTOS_MAX) }),
    output: Nothing,
    errors: [],
  }),
  /** Appends an album of staged photos, in this order. Answers once it is on disk. */
  sendAlbum: call({
    input: z.strictObject({
      conversationId: ConversationId,
      items: z
        .array(z.strictObject({ stagedId: StagedId, caption: z.string().max(CAPTION_CHARS_MAX).optional() }))
        .min(1)
        .max(ALBUM_PHOTOS_MAX),
    }),
    output: z.strictObject({ message: Message }),
    errors: ['unknown-conversation', 'not-a-member', 'unknown-photo', 'captions-too-long', 'disk-full'],
  }),
  /** The person has seen everything up to this message. */
  markRead: call({
    input: z.strictObject({ conversationId: ConversationId, upTo: Place }),
    output: Nothing,
    errors: ['unknown-conversation'],
  }),
  /** The invite to show now: the newest unused one, or a fresh one. */
  getInvite: call({ input: Nothing, output: Invite, errors: ['no-profile'] }),
  /** Who an invite in this text is from, without using it. */
  readInvite: call({
    input: z.strictObject({ text: z.string().max(INVITE_TEXT_CHARS_MAX) }),
    output: z.strictObject({ name: z.string(), person: Hex64, knownConversationId: ConversationId.optional() }),
    errors: InviteProblem.options,
  }),
  /** Uses an invite: the chat opens at once, the contact is made when their side answers. */
  acceptInvite: call({
    input: z.strictObject({ text: z.string().max(INVITE_TEXT_CHARS_MAX) }),
    output: z.strictObject({ conversationId: ConversationId }),
    errors: [...InviteProblem.options, 'no-profile', 'disk-full'],
  }),
  /** Appends a text that answers a message. */
  reply: call({ input: OneMessage.extend({ text: Text }), output: Changed, errors: MessageProblem.options }),
  /** Gives one's own text a new wording; the earlier ones can be read by everybody. */
  editMessage: call({ input: OneMessage.extend({ text: Text }), output: Changed, errors: MessageProblem.options }),
  /** The wordings of a text, the oldest first. */
  getEdits: call({
    input: OneMessage,
    output: z.strictObject({ edits: z.array(z.strictObject({ text: z.string(), atMs: AtMs })) }),
    errors: MessageProblem.options,
  }),
  /** Gives a message one emoji of one's own, in place of the one before. Empty takes it back. */
  react: call({
    input: OneMessage.extend({ emoji: z.string().max(EMOJI_CHARS_MAX) }),
    output: Changed,
    errors: MessageProblem.options,
  }),
  /** Erases a message at everybody it reaches. It can't be taken back. */
  deleteForAll: call({ input: OneMessage, output: Changed, errors: MessageProblem.options }),
  /** Takes a message out of view on this computer only. */
  deleteHere: call({ input: OneMessage, output: Nothing, errors: MessageProblem.options }),
  /** Brings back what `deleteHere` took out of view. */
  restoreHere: call({ input: OneMessage, output: Changed, errors: MessageProblem.options }),
  /** Makes a group and invites these contacts. */
  createGroup: call({
    input: z.strictObject({ title: GroupTitle, persons: Persons }),
    output: InConversation,
    errors: GroupProblem.options,
  }),
  /** `withHistory`: they may read what was said before they came. */
  addToGroup: call({
    input: InConversation.extend({ persons: Persons.min(1), withHistory: z.boolean() }),
    output: Nothing,
    errors: GroupProblem.options,
  }),
  /** Says yes or no to an invitation. After a no the conversation is gone. */
  answerGroup: call({
    input: InConversation.extend({ isYes: z.boolean() }),
    output: Nothing,
    errors: GroupProblem.options,
  }),
  removeFromGroup: call({ input: OneMember, output: Nothing, errors: GroupProblem.options }),
  leaveGroup: call({ input: InConversation, output: Nothing, errors: GroupProblem.options }),
  setGroupAdmin: call({
    input: OneMember.extend({ isAdmin: z.boolean() }),
    output: Nothing,
    errors: GroupProblem.options,
  }),
  renameGroup: call({
    input: InConversation.extend({ title: GroupTitle }),
    output: Nothing,
    errors: GroupProblem.options,
  }),
  /** Looks for this person again now, instead of at the next try. */
  lookAgain: call({
    input: z.strictObject({ conversationId: ConversationId }),
    output: Nothing,
    errors: ['unknown-conversation'],
  }),
  /** Puts text on the clipboard. */
  copyText: call({ input: z.strictObject({ text: z.string().max(COPY_CHARS_MAX) }), output: Nothing, errors: [] }),
  /** Puts a notice away, over restarts too, until it is news again. */
  dismissNotice: call({ input: z.strictObject({ name: NoticeName }), output: Nothing, errors: [] }),
  setTheme: call({ input: z.strictObject({ theme: Theme }), output: Nothing, errors: [] }),
} as const;

export const events = {
  /** The phase changed, or so much that the page should take everything anew. */
  stateChanged: AppState,
  conversationChanged: Conversation,
  /** New messages, and old ones whose state or photos changed; told per conversation, oldest first. */
  messagesChanged: z.strictObject({ conversationId: ConversationId, messages: z.array(Message) }),
  networkChanged: Network,
  noticesChanged: z.array(Notice),
  /** The invite on screen was used up or ran out: ask `getInvite` again. */
  inviteChanged: z.strictObject({}),
  /** A deep link or an invite dropped on the app icon, to be put into the paste field. */
  inviteOpened: z.strictObject({ text: z.string().max(INVITE_TEXT_CHARS_MAX) }),
} as const;

// ---- what derives from it ------------------------------------------------------------------------------------------------

/** Failures every call may have: all three are our own mistakes, shown with one sentence. */
export type CommonProblem = 'forbidden' | 'bad-request' | 'internal';

export type CallName = keyof typeof calls;
export type Input<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type Output<N extends CallName> = z.output<(typeof calls)[N]['output']>;
export type Problem<N extends CallName> = (typeof calls)[N]['errors'][number] | CommonProblem;
export type Answer<N extends CallName> =
  | { readonly ok: true; readonly value: Output<N> }
  | { readonly ok: false; readonly error: Problem<N> };

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;

/** `window.bridge` in the page, and what the main process serves. One type, both ends. */
export type BridgeCalls = { readonly [N in CallName]: (input: Input<N>) => Promise<Answer<N>> };
export interface Bridge extends BridgeCalls {
  /** Returns the function that stops listening. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

export type AppStateView = z.output<typeof AppState>;
export type ConversationView = z.output<typeof Conversation>;
export type MessageView = z.output<typeof Message>;
export type GroupView = z.output<typeof Group>;
export type GroupMemberView = GroupView['members'][number];
export type EditView = Output<'getEdits'>['edits'][number];
export type ReplyView = NonNullable<MessageView['reply']>;
export type ReactionView = MessageView['reactions'][number];
export type GroupNoteView = z.output<typeof GroupNote>;
export type PhotoView = z.output<typeof Photo>;
export type TrustView = z.output<typeof Trust>;
export type DeliveryView = z.output<typeof Delivery>;
export type InviteView = z.output<typeof Invite>;
export type NetworkView = z.output<typeof Network>;
export type NoticeView = z.output<typeof Notice>;
export type ThemeName = z.output<typeof Theme>;
