import { z } from 'zod';
import { VOICE_BYTES_MAX, VOICE_MS_MAX } from './limits.ts';
import { Message } from './message-view.ts';
import { ConversationId, Count, call, InConversation, Nothing, OneMessage } from './shapes.ts';

/** Files and voice messages, what is fetched when, and what takes room. */

export const FileProblem = z.enum([
  'unknown-conversation',
  'unknown-message',
  'not-a-member',
  'file-unreadable',
  'file-changed',
  'too-large',
  'not-a-recording',
  'not-here-yet',
  'disk-full',
]);
const errors = FileProblem.options;

const Changed = z.strictObject({ message: Message });
/** One blob of a message (a photo's key), or all of it. */
const Content = OneMessage.extend({ key: z.string().max(200).optional() });
const Rules = z.strictObject({ byItselfBytes: Count });
const Quota = z.strictObject({ bytes: Count.optional() });
/** What is on screen at once, with a margin. */
const LOOKED_AT_MAX = 100;

export const fileCalls = {
  /** A recording (WebM, Ogg or MP4). `waveform`: loudness over time, 0 to 255. */
  sendVoice: call({
    input: InConversation.extend({
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= VOICE_BYTES_MAX),
      durationMs: z.number().int().positive().max(VOICE_MS_MAX),
      waveform: z.array(z.number().int().min(0).max(255)).max(100),
    }),
    output: Changed,
    errors,
  }),
  /** Says an album, file or voice message again in another conversation. */
  forward: call({ input: OneMessage.extend({ to: ConversationId }), output: Changed, errors }),
  /** The person wants it now: what was asked, paused, declined or failed. */
  fetchContent: call({ input: Content, output: Changed, errors }),
  pauseContent: call({ input: Content, output: Changed, errors }),
  /** What is here of it goes; its sender is told. */
  declineContent: call({ input: Content, output: Changed, errors }),
  /** What is on screen now: fetched before the rest. Replaces what was named before. */
  lookAt: call({
    input: z.strictObject({ messages: z.array(OneMessage).max(LOOKED_AT_MAX) }),
    output: Nothing,
    errors: [],
  }),
  getFileRules: call({ input: InConversation, output: Rules, errors: [] }),
  setFileRules: call({ input: InConversation.extend({ rules: Rules }), output: Nothing, errors: [] }),
  /** Bytes that content may take here before the person is asked; absent: as many as there are. */
  getQuota: call({ input: Nothing, output: Quota, errors: [] }),
  setQuota: call({ input: Quota, output: Nothing, errors: [] }),
  /** What takes room, the largest first. */
  getRoom: call({
    input: Nothing,
    output: z.strictObject({ rooms: z.array(z.strictObject({ conversationId: ConversationId, bytes: Count })) }),
    errors: [],
  }),
} as const;
