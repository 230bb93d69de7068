import { z } from 'zod';
import type { ImageEdges, ImageResult } from '../messenger/index.ts';
import { IMAGE_RESULT_BYTES_MAX, THUMBHASH_BYTES_MAX } from './limits.ts';

/** First bytes of what each type must be: whoever took over the decoder could hand us anything under a good name. */
const MAGIC = { 'image/jpeg': 'ffd8ff', 'image/png': '89504e470d0a1a0a', 'image/webp': '52494646' } as const;

const Bytes = z.instanceof(Uint8Array).refine((bytes) => bytes.length > 0 && bytes.length <= IMAGE_RESULT_BYTES_MAX);

const Encoded = z
  .strictObject({
    type: z.enum(['image/jpeg', 'image/png', 'image/webp']),
    widthPx: z.number().int().positive(),
    heightPx: z.number().int().positive(),
    bytes: Bytes,
  })
  .refine(({ type, bytes }) => Buffer.from(bytes.subarray(0, 8)).toString('hex').startsWith(MAGIC[type]));

const Reply = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    picture: Encoded,
    small: Encoded.optional(),
    thumb: Encoded,
    thumbhash: z.instanceof(Uint8Array).refine(({ length }) => length > 0 && length <= THUMBHASH_BYTES_MAX),
  }),
  z.strictObject({
    ok: z.literal(false),
    error: z.enum(['not-an-image', 'too-many-pixels', 'unsupported', 'decoder-failed']),
  }),
]);

/** What the decoder answered, if it is a picture of the kind and size asked for. The decoder is not trusted. */
export function readImageReply(raw: unknown, edges: ImageEdges): ImageResult | undefined {
  const reply = Reply.safeParse(raw);
  if (!reply.success) return undefined;
  if (!reply.data.ok) return reply.data;
  const { picture, small, thumb } = reply.data;
  if ((small === undefined) !== (edges.smallEdgePx === undefined)) return undefined;
  const isWithin = (image: z.output<typeof Encoded>, edgePx: number) =>
    Math.max(image.widthPx, image.heightPx) <= edgePx;
  const fits = isWithin(picture, edges.maxEdgePx) && isWithin(thumb, edges.thumbEdgePx);
  return fits && (small === undefined || isWithin(small, edges.smallEdgePx ?? 0)) ? reply.data : undefined;
}
