import { z } from 'zod';
import type { JsonObject } from '../../../switch/index.ts';

export const NOW_CHANNEL = '_now';

const TypingPacket = z.object({
  v: z.literal(1),
  t: z.literal('typing'),
  conv: z.string().regex(/^[0-9a-f]{64}$/),
  on: z.boolean(),
});
export type TypingPacket = z.output<typeof TypingPacket>;

export function typingPacket(conv: string, isTyping: boolean): JsonObject {
  return { v: 1, t: 'typing', conv, on: isTyping };
}

/** Undefined for anything else, also of newer versions: nothing of `_now` matters when it is lost. */
export function readTyping(json: unknown): TypingPacket | undefined {
  const read = TypingPacket.safeParse(json);
  return read.success ? read.data : undefined;
}
