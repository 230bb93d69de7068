import { z } from 'zod';
import { PAGE_MESSAGES_MAX } from './limits.ts';
import { Message } from './message-view.ts';
import { AtMs, call, InConversation, OneMessage, Place } from './shapes.ts';

/** Pages from anywhere in a conversation; `listMessages` goes back from the newest. */

/** Oldest first. */
export const Page = z.strictObject({ messages: z.array(Message), hasOlder: z.boolean(), hasNewer: z.boolean() });

const Limit = z.number().int().min(1).max(PAGE_MESSAGES_MAX);
const errors = ['unknown-conversation'] as const;

export const pageCalls = {
  /** Older and newer ones around a message, itself among them. */
  pageAround: call({
    input: OneMessage.extend({ limit: Limit }),
    output: Page,
    errors: ['unknown-conversation', 'unknown-message'],
  }),
  pageAfter: call({ input: InConversation.extend({ place: Place, limit: Limit }), output: Page, errors }),
  /** Around the first message of that time or later. */
  pageAtDate: call({ input: InConversation.extend({ atMs: AtMs, limit: Limit }), output: Page, errors }),
  /** Where the first unread message stands, and the page around it; neither if all was read. */
  pageAtFirstUnread: call({
    input: InConversation.extend({ limit: Limit }),
    output: z.strictObject({ place: Place.optional(), page: Page.optional() }),
    errors,
  }),
  /** Photos, files or voice messages by month, the newest first; ask on with the place of the last one. */
  getGallery: call({
    input: InConversation.extend({
      kind: z.enum(['album', 'file', 'voice']),
      before: Place.optional(),
      limit: Limit,
    }),
    output: z.strictObject({
      months: z.array(z.strictObject({ month: z.string(), messages: z.array(Message) })),
      hasOlder: z.boolean(),
    }),
    errors,
  }),
} as const;
