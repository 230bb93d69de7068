import { z } from 'zod';
import { Conversation } from './conversation-view.ts';
import { EMOJI_CHARS_MAX, MESSAGE_CHARS_MAX, PAGE_MESSAGES_MAX } from './limits.ts';
import { Message, MessageDetails } from './message-view.ts';
import { AtMs, ConversationId, call, Nothing, OneMessage, Place, Text } from './shapes.ts';

/** What is said, and what is done with it afterwards. */

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

const Changed = z.strictObject({ message: Message });

export const messageCalls = {
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
  /** The person has seen everything up to this message. */
  markRead: call({
    input: z.strictObject({ conversationId: ConversationId, upTo: Place }),
    output: Nothing,
    errors: ['unknown-conversation'],
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
  getDetails: call({ input: OneMessage, output: MessageDetails, errors: MessageProblem.options }),
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
  /** Looks for this person again now, instead of at the next try. */
  lookAgain: call({
    input: z.strictObject({ conversationId: ConversationId }),
    output: Nothing,
    errors: ['unknown-conversation'],
  }),
} as const;

export const messageEvents = {
  /** Several at once where many change in one go, as when the network comes up: each by itself would keep the page busy for a second. */
  conversationsChanged: z.array(Conversation),
  /** New messages, and old ones whose state or photos changed; told per conversation, oldest first. */
  messagesChanged: z.strictObject({ conversationId: ConversationId, messages: z.array(Message) }),
} as const;
