import type { ByteSource } from '../../blobs/byte-source.ts';
import { type ItemType, itemTypeOf } from '../album.ts';
import { cleanGif } from './clean-gif.ts';
import { cleanAvif } from './clean-heif.ts';
import { cleanJpeg } from './clean-jpeg.ts';
import { cleanMp4 } from './clean-mp4.ts';
import { cleanPng } from './clean-png.ts';
import { cleanWebm } from './clean-webm.ts';
import { cleanWebp } from './clean-webp.ts';
import { type Cleaned, piecesSource } from './pieces.ts';
import type { KeptFacts } from './small-exif.ts';
import { SourceReader } from './source-reader.ts';

/** First bytes by which a type is told. */
const HEAD_BYTES = 16;

export interface CleanFile {
  readonly type: ItemType;
  /** The file without its notes. Closing it closes what it is read from. */
  readonly content: ByteSource;
  readonly isAnimated: boolean;
}

const CLEANERS: Record<ItemType, (reader: SourceReader, facts: KeptFacts) => Promise<Cleaned | undefined>> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/gif': cleanGif,
  'image/avif': cleanAvif,
  'video/mp4': cleanMp4,
  'video/quicktime': cleanMp4,
  'video/webm': cleanWebm,
};

/**
 * A picture or film as it is, without a new encoding, and without what it tells beside what it shows: place, device,
 * people, program, hidden further pictures. Undefined for what is neither, or so damaged that nothing can be promised.
 */
export async function cleanFile(source: ByteSource, facts: KeptFacts): Promise<CleanFile | undefined> {
  const type = itemTypeOf(await source.read(0, HEAD_BYTES));
  if (type === undefined) return undefined;
  const cleaned = await CLEANERS[type](new SourceReader(source), facts);
  if (cleaned === undefined) return undefined;
  return { type, content: piecesSource(source, cleaned.pieces), isAnimated: cleaned.isAnimated };
}
