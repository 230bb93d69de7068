import { z } from 'zod';
import { ALBUM_PHOTOS_MAX, CAPTION_CHARS_MAX, CLIP_POSTER_BYTES_MAX, PHOTO_FILE_BYTES_MAX } from './limits.ts';
import { Message } from './message-view.ts';
import { LentFile } from './outside.ts';
import { ConversationId, Count, call, Nothing, StagedId } from './shapes.ts';

/** Pictures and films on their way into an album. */

/** How large photos go out: 1,280 px, 2,048 px, or as they are without what they tell beside what they show. */
export const PhotoSize = z.enum(['small', 'good', 'original']);

const Bytes = z.instanceof(Uint8Array).refine((bytes) => bytes.length <= PHOTO_FILE_BYTES_MAX);
/** A file of this computer that was lent, or bytes that have no file (a picture from the clipboard). */
const StageableFile = z.strictObject({
  fileName: z.string().max(1_000),
  file: z.union([z.strictObject({ token: LentFile.shape.token }), z.strictObject({ bytes: Bytes })]),
});

const Staged = z.strictObject({
  stagedId: StagedId,
  fileName: z.string(),
  widthPx: z.number().int().positive(),
  heightPx: z.number().int().positive(),
  /** Bytes that go out at each size. */
  sizes: z.strictObject({ small: Count, good: Count, original: Count }),
  thumbhash: z.string(),
  /** Date and time as the camera wrote it, in its own zone: "2024-05-01T18:30:00". */
  takenAt: z.string().optional(),
  /** Of a clip. */
  durationMs: z.number().int().positive().optional(),
});

export const photoCalls = {
  /** Takes a picture, prepares it in all sizes (upright, without place or device) and holds it for sending. */
  stagePhoto: call({
    input: StageableFile,
    output: Staged,
    errors: [
      'photo-empty',
      'photo-too-large',
      'photo-not-an-image',
      'photo-too-many-pixels',
      'photo-unsupported',
      'photo-decoder-failed',
      'photo-unreadable',
      'too-many-staged',
      'disk-full',
    ],
  }),
  /** Takes a film beside photos, without place or device. The page, which can play it, draws its picture. */
  stageClip: call({
    input: StageableFile.extend({
      poster: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= CLIP_POSTER_BYTES_MAX),
      widthPx: z.number().int().positive(),
      heightPx: z.number().int().positive(),
      durationMs: z.number().int().positive(),
    }),
    output: Staged,
    errors: ['photo-empty', 'photo-unreadable', 'clip-too-large', 'clip-unsupported', 'too-many-staged', 'disk-full'],
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
      size: PhotoSize,
    }),
    output: z.strictObject({ message: Message }),
    errors: [
      'unknown-conversation',
      'not-a-member',
      'unknown-photo',
      'photo-changed',
      'captions-too-long',
      'disk-full',
    ],
  }),
} as const;
