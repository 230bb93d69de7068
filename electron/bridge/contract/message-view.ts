import { z } from 'zod';
import { AtMs, ConversationId, Hex64, MessageId } from './shapes.ts';

/** One message as the page shows it (electron/messenger/views.ts has the same shapes; the compiler compares them). */

export const Transfer = z.strictObject({
  state: z.enum(['here', 'coming', 'asks', 'paused', 'declined', 'failed', 'withheld']),
  progress: z.number().min(0).max(1),
  why: z
    .enum(['large', 'day-full', 'disk-quota', 'too-large', 'wrong-size', 'before-our-time', 'not-in-group'])
    .optional(),
});

export const File = z.strictObject({
  key: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.number().int().nonnegative(),
  isProgram: z.boolean(),
  transfer: Transfer,
});

export const Voice = z.strictObject({
  key: z.string(),
  bytes: z.number().int().nonnegative(),
  durationMs: z.number().int().positive(),
  waveform: z.array(z.number().int().min(0).max(255)).max(100),
  transfer: Transfer,
});

export const Photo = z.strictObject({
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

export const Delivery = z.discriminatedUnion('name', [
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
export const GroupNote = z.discriminatedUnion('what', [
  z.strictObject({ what: z.enum(['created', 'joined', 'left', 'picture']), by: z.string() }),
  z.strictObject({
    what: z.enum(['added', 'removed', 'made-admin', 'made-member', 'wished-admin', 'unwished-admin']),
    by: z.string(),
    who: z.string(),
  }),
  z.strictObject({ what: z.literal('title'), by: z.string(), title: z.string() }),
]);

export const Author = z.strictObject({ device: Hex64, name: z.string() });

export const Message = z.strictObject({
  id: MessageId,
  conversationId: ConversationId,
  isMine: z.boolean(),
  /** It can be changed and taken back from this device. */
  mayChange: z.boolean(),
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

/** Times of a message, and how far one's own is with each of the others. */
export const MessageDetails = z.strictObject({
  writtenAtMs: AtMs,
  storedAtMs: AtMs,
  people: z.array(z.strictObject({ device: Hex64, name: z.string(), delivery: Delivery })),
});
