import { z } from 'zod';
import { Profile } from './app.ts';
import { HASHNAME_CHARS_MAX, NAME_CHARS_MAX, REQUEST_TEXT_CHARS_MAX } from './limits.ts';
import { AtMs, ConversationId, call, Hex64, Nothing, OnePerson, PictureFile } from './shapes.ts';

/** People: contacts, strangers who ask, who is near, and one's own name and picture. */

const Resemblance = z.strictObject({ person: Hex64, name: z.string(), by: z.enum(['name', 'picture']) });

export const Contact = z.strictObject({
  person: Hex64,
  conversationId: ConversationId,
  /** What they are called here: the nickname, else what they call themselves. */
  name: z.string(),
  announcedName: z.string(),
  nickname: z.string().optional(),
  state: z.enum(['invited', 'contact']),
  met: z.enum(['invited-them', 'used-invite', 'asked-us', 'we-asked', 'nearby']).optional(),
  addedAtMs: AtMs,
  isBlocked: z.boolean(),
  verified: z.strictObject({ how: z.enum(['scan', 'words', 'nearby']), atMs: AtMs }).optional(),
  /** A comparison did not fit then, and none did since. */
  differedAtMs: AtMs.optional(),
  /** Changes with the picture: `media://picture/PERSON/PICTURE_ID`. */
  pictureId: z.string().optional(),
  /** "Usually on around 19:00" today. */
  usuallyAtHour: z.number().int().min(0).max(23).optional(),
  resembles: z.array(Resemblance),
});

/** A stranger who asks. The text is theirs: shown as plain text, nothing in it can be opened. */
export const Request = z.strictObject({
  person: Hex64,
  name: z.string(),
  text: z.string(),
  via: z.enum(['hashname', 'nearby', 'old-invite']),
  atMs: AtMs,
  resembles: z.array(Resemblance),
});

export const Blocked = z.strictObject({ person: Hex64, name: z.string(), atMs: AtMs });

/** Somebody with Hashline on one of our networks. Nothing of it is proven. */
export const Nearby = z.strictObject({
  person: Hex64,
  name: z.string(),
  seenAtMs: AtMs,
  knownConversationId: ConversationId.optional(),
});

export const ProfileChange = z.strictObject({ atMs: AtMs, what: z.enum(['name', 'picture']), before: z.string() });

export const ContactProblem = z.enum([
  'unknown-person',
  'no-profile',
  'bad-name',
  'bad-hashname',
  'to-oneself',
  'already-contact',
  'blocked',
  'too-many-contacts',
  'not-an-image',
  'picture-too-large',
  'disk-full',
]);

const errors = ContactProblem.options;
const InChat = z.strictObject({ conversationId: ConversationId });

export const contactCalls = {
  /** All people at once: they change together, and are few. */
  getPeople: call({
    input: Nothing,
    output: z.strictObject({
      /** Oneself; null until the first run is done. */
      me: Profile.nullable(),
      contacts: z.array(Contact),
      requests: z.array(Request),
      blocked: z.array(Blocked),
      nearby: z.array(Nearby),
      isVisibleNearby: z.boolean(),
    }),
    errors: [],
  }),
  acceptRequest: call({ input: OnePerson, output: InChat, errors }),
  /** In silence: it does not come back, and they are told nothing. */
  ignoreRequest: call({ input: OnePerson, output: Nothing, errors }),
  /** It was ignored by mistake, and waits again. */
  restoreRequest: call({ input: OnePerson, output: Nothing, errors }),
  /** No line, no answer, no help for them from now on; what was said stays. */
  blockPerson: call({ input: OnePerson, output: Nothing, errors }),
  unblockPerson: call({ input: OnePerson, output: Nothing, errors }),
  /** Asks somebody by hashname, with a short text. */
  askPerson: call({
    input: z.strictObject({
      person: z.string().max(HASHNAME_CHARS_MAX),
      text: z.string().max(REQUEST_TEXT_CHARS_MAX),
    }),
    output: InChat,
    errors,
  }),
  /** Without one: what they call themselves. */
  setNickname: call({
    input: OnePerson.extend({ nickname: z.string().min(1).max(NAME_CHARS_MAX).optional() }),
    output: Nothing,
    errors,
  }),
  /** Removes a contact with everything said between us, from this machine. They are not told. */
  removeContact: call({ input: OnePerson, output: Nothing, errors }),
  /** What they called themselves before, and when their picture changed. */
  getProfileChanges: call({
    input: OnePerson,
    output: z.strictObject({ changes: z.array(ProfileChange) }),
    errors,
  }),
  renameMe: call({ input: z.strictObject({ name: z.string().min(1).max(NAME_CHARS_MAX) }), output: Nothing, errors }),
  /** Any picture file; it is made small. None takes it away. */
  setMyPicture: call({
    input: z.strictObject({ bytes: PictureFile.optional() }),
    output: Nothing,
    errors,
  }),
  /** To be called every few seconds while the list of neighbours is shown. */
  lookNearby: call({ input: Nothing, output: Nothing, errors: [] }),
  setVisibleNearby: call({ input: z.strictObject({ isVisible: z.boolean() }), output: Nothing, errors }),
} as const;

export const contactEvents = {
  /** Contacts, requests, blocked people or neighbours changed: ask `getPeople` anew. */
  peopleChanged: z.strictObject({}),
} as const;
