import { z } from 'zod';
import { EMOJI_CHARS_MAX, MESSAGE_CHARS_MAX, PINNED_MAX } from './limits.ts';
import { AtMs, ConversationId, call, Hex64, InConversation, MessageId, Nothing } from './shapes.ts';

/** What the person here sets for a conversation; all of it survives restarts. */

export const ConversationProblem = z.enum(['unknown-conversation', 'bad-text', 'too-many-pins', 'disk-full']);
const errors = ConversationProblem.options;

export const conversationCalls = {
  /** Answers once it is on disk. Empty and without an answered message: none. */
  setDraft: call({
    input: InConversation.extend({ text: z.string().max(MESSAGE_CHARS_MAX), replyTo: MessageId.optional() }),
    output: Nothing,
    errors,
  }),
  /** Pinned ones stand first, a new one behind the others. */
  setPinned: call({ input: InConversation.extend({ isPinned: z.boolean() }), output: Nothing, errors }),
  orderPins: call({
    input: z.strictObject({ conversationIds: z.array(ConversationId).max(PINNED_MAX) }),
    output: Nothing,
    errors,
  }),
  /** Until this wall time; absent: not any more. */
  setMuted: call({ input: InConversation.extend({ untilMs: AtMs.optional() }), output: Nothing, errors }),
  /** Whether they are told what was read and that something is being typed. */
  setTells: call({
    input: InConversation.extend({ read: z.boolean().optional(), typing: z.boolean().optional() }),
    output: Nothing,
    errors,
  }),
  /** What holds where nothing else was said of a conversation. */
  getUsualTells: call({
    input: Nothing,
    output: z.strictObject({ read: z.boolean(), typing: z.boolean() }),
    errors: [],
  }),
  /** For all conversations there are, and those to come. */
  setUsualTells: call({
    input: z.strictObject({ read: z.boolean().optional(), typing: z.boolean().optional() }),
    output: Nothing,
    errors,
  }),
  /** Emoji chosen last, in any conversation; the newest first. */
  getRecentEmoji: call({ input: Nothing, output: z.strictObject({ emoji: z.array(z.string()) }), errors: [] }),
  noteEmoji: call({
    input: z.strictObject({ emoji: z.string().min(1).max(EMOJI_CHARS_MAX) }),
    output: Nothing,
    errors,
  }),
  setMarkedUnread: call({ input: InConversation.extend({ isMarked: z.boolean() }), output: Nothing, errors }),
  setArchived: call({ input: InConversation.extend({ isArchived: z.boolean() }), output: Nothing, errors }),
  /** What was said so far is out of view on this device; a new message brings the conversation back. */
  deleteConversation: call({ input: InConversation, output: Nothing, errors }),
  /** A letter was typed, or the field is empty again. */
  tellTyping: call({ input: InConversation.extend({ isTyping: z.boolean() }), output: Nothing, errors: [] }),
  /** *New device?* Yes: the contact is spoken to there from now on. No: it is not answered any more. */
  answerNewDevice: call({
    input: InConversation.extend({ device: Hex64, isTheirs: z.boolean() }),
    output: Nothing,
    errors: ['unknown-conversation', 'unknown-device', 'disk-full'],
  }),
} as const;
