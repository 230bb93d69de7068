import { z } from 'zod';
import { FILE_NAME_CHARS_MAX, INVITE_TEXT_CHARS_MAX, QR_PICTURE_BYTES_MAX } from './limits.ts';
import { AtMs, ConversationId, Count, call, Hex64, Nothing } from './shapes.ts';

/** Invites: ours, theirs, and what became of them. */

export const Invite = z.strictObject({ text: z.string(), link: z.string(), qr: z.string(), expiresAtMs: AtMs });

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

export const InviteStory = z.strictObject({
  id: z.string(),
  state: z.enum(['open', 'used', 'expired', 'withdrawn']),
  createdAtMs: AtMs,
  expiresAtMs: AtMs,
  withdrawnAtMs: AtMs.optional(),
  /** People it is good for. */
  usesMax: Count,
  uses: z.array(z.strictObject({ person: Hex64, name: z.string().optional(), atMs: AtMs })),
  /** To be shown or passed on, while it is open. */
  invite: Invite.optional(),
});

export const InvitesProblem = z.enum(['no-profile', 'unknown-invite', 'bad-uses', 'too-many-invites', 'disk-full']);

export const inviteCalls = {
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
  /** All invites with what became of them, the newest first. */
  listInvites: call({ input: Nothing, output: z.array(InviteStory), errors: [] }),
  /** One more beside the one on screen, for one person unless said otherwise. */
  makeInvite: call({
    input: z.strictObject({ usesMax: z.number().int().positive().optional() }),
    output: InviteStory,
    errors: InvitesProblem.options,
  }),
  /** Asks where to, and writes the PNG of a code there. `isSaved` is false if the person thought better of it. */
  saveQrPicture: call({
    input: z.strictObject({
      fileName: z.string().min(1).max(FILE_NAME_CHARS_MAX),
      png: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= QR_PICTURE_BYTES_MAX),
    }),
    output: z.strictObject({ isSaved: z.boolean() }),
    errors: ['not-a-picture', 'not-writable', 'disk-full'],
  }),
  /** From now on it opens nothing. */
  withdrawInvite: call({
    input: z.strictObject({ id: z.string().max(100) }),
    output: Nothing,
    errors: InvitesProblem.options,
  }),
} as const;

export const inviteEvents = {
  /** The invite on screen was used up or ran out: ask `getInvite` again. */
  inviteChanged: z.strictObject({}),
  /** A deep link or an invite dropped on the app icon, to be put into the paste field. */
  inviteOpened: z.strictObject({ text: z.string().max(INVITE_TEXT_CHARS_MAX) }),
} as const;
