import { z } from 'zod';
import { ALBUM_PHOTOS_MAX, CAPTION_CHARS_MAX, PHOTO_FILE_BYTES_MAX } from './limits.ts';
import { Message } from './message-view.ts';
import { ConversationId, call, Nothing, StagedId } from './shapes.ts';

/** Pictures on their way into an album. */

export const photoCalls = {
  /** Takes a picture file, prepares it (upright, sized, without place or device) and holds it for sending. */
  stagePhoto: call({
    input: z.strictObject({
      fileName: z.string().max(1_000),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= PHOTO_FILE_BYTES_MAX),
    }),
    output: z.strictObject({
      stagedId: StagedId,
      fileName: z.string(),
      widthPx: z.number().int().positive(),
      heightPx: z.number().int().positive(),
      bytes: z.number().int().positive(),
      thumbhash: z.string(),
    }),
    errors: [
      'photo-empty',
      'photo-too-large',
      'photo-not-an-image',
      'photo-too-many-pixels',
      'photo-unsupported',
      'photo-decoder-failed',
      'too-many-staged',
      'disk-full',
    ],
  }),
  /** Drops staged photos that will not be sent. Unknown ids are ignored. */
  discardStaged: call({
    input: z.strictObject({ stagedIds: z.array(StagedId).max(ALBUM_PHOTOS_MAX) }),
    output: Nothing,
    errors: [],
  }),
  /** Appends an album of staged photos, in this order. Answers once it is on disk. */
  sendAlbum: call({
    input: z.strictObject({
      conversationId: ConversationId,
      items: z
        .array(z.strictObject({ stagedId: StagedId, caption: z.string().max(CAPTION_CHARS_MAX).optional() }))
        .min(1)
        .max(ALBUM_PHOTOS_MAX),
    }),
    output: z.strictObject({ message: Message }),
    errors: ['unknown-conversation', 'not-a-member', 'unknown-photo', 'captions-too-long', 'disk-full'],
  }),
} as const;
