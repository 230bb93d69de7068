import { z } from 'zod';
import { Invite, InviteProblem } from './invites.ts';
import { INVITE_TEXT_CHARS_MAX } from './limits.ts';
import { ConversationId, call, Hex64, Nothing, OnePerson } from './shapes.ts';

/** Who proved to be whom: words read aloud, a code scanned, a check side by side. */

/** Words to be read aloud, and a picture: a colour (of 8) and eight rows of four cells, one bit each. */
export const Safety = z.strictObject({
  words: z.array(z.string()),
  hue: z.number().int().min(0).max(7),
  rows: z.array(z.number().int().min(0).max(15)),
});

/** 16 bytes in hex digits. */
const CheckId = z.string().regex(/^[0-9a-f]{32}$/);

export const Check = z.strictObject({
  person: Hex64,
  /** Handed back with what the person says of it. */
  id: CheckId,
  /** We began it. */
  isOurs: z.boolean(),
  /** To be the same on both screens. */
  shared: Safety.optional(),
  isOver: z.boolean(),
});

export const VerificationProblem = z.enum([
  'unknown-person',
  'no-profile',
  'not-near',
  'too-often',
  'no-check',
  'other-check',
  'disk-full',
]);
const errors = VerificationProblem.options;

export const verificationCalls = {
  getSafety: call({ input: OnePerson, output: z.strictObject({ own: Safety, theirs: Safety }), errors }),
  /** The words were read aloud on both sides, and fit. */
  confirmSafetyWords: call({ input: OnePerson, output: Nothing, errors }),
  /** They were read aloud, and do not fit. */
  denySafetyWords: call({ input: OnePerson, output: Nothing, errors }),
  unverify: call({ input: OnePerson, output: Nothing, errors }),
  /** A code for the screen, good for 2 minutes. */
  getLiveCode: call({ input: Nothing, output: Invite, errors }),
  /** What this machine's camera sees, and nothing else. Adds whose code it is; a live one verifies both. */
  scanCode: call({
    input: z.strictObject({ text: z.string().max(INVITE_TEXT_CHARS_MAX) }),
    output: z.strictObject({ conversationId: ConversationId, isLive: z.boolean() }),
    errors: [...InviteProblem.options, 'no-profile', 'disk-full'],
  }),
  startCheck: call({ input: OnePerson, output: Nothing, errors }),
  /** It was closed without a word. */
  cancelCheck: call({ input: OnePerson.extend({ id: CheckId }), output: Nothing, errors: [] }),
  /** `other-check`: they began another one, and what the person saw is over. */
  answerCheck: call({ input: OnePerson.extend({ id: CheckId, isSame: z.boolean() }), output: Nothing, errors }),
} as const;

export const verificationEvents = {
  checkChanged: Check,
} as const;
