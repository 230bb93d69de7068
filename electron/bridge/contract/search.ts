import { z } from 'zod';
import { PAGE_MESSAGES_MAX, SEARCH_CHARS_MAX } from './limits.ts';
import { Message } from './message-view.ts';
import { ConversationId, Count, call } from './shapes.ts';

/** One field over people, groups, messages, captions and file names. */

export const SearchAnswer = z.strictObject({
  names: z.array(
    z.strictObject({
      conversationId: ConversationId,
      isGroup: z.boolean(),
      name: z.string(),
      /** The group was found by the name of somebody in it. */
      member: z.string().optional(),
    }),
  ),
  messages: z.array(
    z.strictObject({
      message: Message,
      snippet: z.array(z.strictObject({ text: z.string(), isHit: z.boolean() })),
    }),
  ),
  /** Ask on with it; absent at the end. */
  next: Count.optional(),
});

export const searchCalls = {
  search: call({
    input: z.strictObject({
      text: z.string().max(SEARCH_CHARS_MAX),
      conversationId: ConversationId.optional(),
      kinds: z.array(z.enum(['text', 'album', 'file', 'voice'])).optional(),
      before: Count.optional(),
      limit: z.number().int().min(1).max(PAGE_MESSAGES_MAX),
    }),
    output: SearchAnswer,
    errors: ['unknown-conversation'],
  }),
} as const;
