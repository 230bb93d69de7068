import { z } from 'zod';
import { MESSAGE_CHARS_MAX, PHOTO_FILE_BYTES_MAX } from './limits.ts';

/** The small shapes that every area of the contract is made of. */

interface CallSpec {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly errors: readonly string[];
}

/** One call of the bridge. */
export const call = <const C extends CallSpec>(spec: C): C => spec;

export const Hex64 = z.string().regex(/^[0-9a-f]{64}$/);
/** Wall time in milliseconds since 1970. */
export const AtMs = z.number().int().nonnegative();
export const Count = z.number().int().nonnegative();

export const ConversationId = Hex64.brand('ConversationId');
export type ConversationId = z.infer<typeof ConversationId>;
export const MessageId = Hex64.brand('MessageId');
export type MessageId = z.infer<typeof MessageId>;
export const StagedId = z.string().regex(/^[0-9a-f]{32}$/);

export const Place = z.strictObject({ t: Count, id: MessageId });
export const Nothing = z.strictObject({});
export const InConversation = z.strictObject({ conversationId: ConversationId });
export const OneMessage = InConversation.extend({ messageId: MessageId });
export const OnePerson = z.strictObject({ person: Hex64 });
/** A picture as it came from a file: what is in it, the main process finds out. */
export const PictureFile = z.instanceof(Uint8Array).refine((bytes) => bytes.length <= PHOTO_FILE_BYTES_MAX);
export const Text = z.string().min(1).max(MESSAGE_CHARS_MAX);
