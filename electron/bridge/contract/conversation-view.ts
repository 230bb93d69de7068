import { z } from 'zod';
import { Message } from './message-view.ts';
import { AtMs, ConversationId, Hex64, MessageId } from './shapes.ts';

/** A row of the list, and all the page knows of a conversation beside its messages. */

export const TrustState = z.enum([
  'direct-same-network',
  'direct',
  'connected',
  'through-friend',
  'through-helper',
  'looking',
  'waiting',
  'no-way-yet',
  'offline',
]);
export type TrustState = z.infer<typeof TrustState>;

export const Trust = z.strictObject({
  state: TrustState,
  queuedCount: z.number().int().nonnegative(),
  sinceAtMs: AtMs,
  address: z.string().optional(),
  roundTripMs: z.number().nonnegative().optional(),
  carriedBy: z.enum(['udp', 'tcp']).optional(),
  /** The contact whose machine passes it on; only with `through-friend`. */
  via: z.strictObject({ person: Hex64, name: z.string() }).optional(),
});

export const Group = z.strictObject({
  state: z.enum(['invited', 'joining', 'member', 'left', 'removed', 'frozen']),
  isAdmin: z.boolean(),
  /** Changes with the picture: `media://picture/CONVERSATION/PICTURE_ID`. */
  pictureId: z.string().optional(),
  members: z.array(
    z.strictObject({
      device: Hex64,
      name: z.string(),
      isAdmin: z.boolean(),
      hasJoined: z.boolean(),
      isMe: z.boolean(),
      wishCount: z.number().int().nonnegative(),
      isMyWish: z.boolean(),
    }),
  ),
  invitedBy: z.string().optional(),
  /** How many of the others can be reached just now. */
  reachableCount: z.number().int().nonnegative().optional(),
});

export const Conversation = z.strictObject({
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
