import { type ByteRange, readByteRange } from './byte-range.ts';
import { PHOTO_PIECE_BYTES } from './limits.ts';

/**
 * Pictures, sounds and clips from the encrypted store: `media://photo/KEY/full`, `media://file/KEY`. An address names
 * something in a message, never a file of this computer.
 */
export const PHOTO_SCHEME = 'media';

/** Part of the messenger that gives pictures; undefined while there is none. */
export interface PhotoSource {
  openPhoto(address: string): Promise<Photo | undefined>;
  /** `file/KEY`: a recording or a clip, also while it is on its way. */
  openSound(address: string): Promise<Photo | undefined>;
}

export interface Photo {
  readonly type: string;
  readonly lengthBytes: number;
  read(offset: number, length: number): Promise<Uint8Array | undefined>;
}

/** What a browser shows as a picture and nothing more. SVG is a document with scripts, so it is not here. */
const PHOTO_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']);

/** What a browser plays. A file with any other type is saved, never shown in the page. */
const SOUND_TYPES: ReadonlySet<string> = new Set([
  'audio/webm',
  'audio/ogg',
  'audio/mp4',
  'video/webm',
  'video/mp4',
  'video/quicktime',
]);

const SOUND_ADDRESS = /^file\/[\w-]{1,200}$/;
const ADDRESS = /^(?:(?:photo|staged)\/[\w-]{1,200}\/(?:thumb|full)|picture\/[0-9a-f]{64}\/[0-9a-f]{64})$/;

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Accept-Ranges': 'bytes',
};

/** Answers one request of the photo protocol. Without CORS headers a page can show what comes, and not read it. */
export async function servePhoto(source: PhotoSource | undefined, request: Request): Promise<Response> {
  const address = addressOf(request.url);
  if (request.method !== 'GET' || address === undefined) return refusal(403);
  const isSound = SOUND_ADDRESS.test(address);
  const photo = await (isSound ? source?.openSound(address) : source?.openPhoto(address));
  if (photo === undefined) return refusal(404);
  if (!(isSound ? SOUND_TYPES : PHOTO_TYPES).has(photo.type)) return refusal(415);

  const range = readByteRange(request.headers.get('range'), photo.lengthBytes);
  if (range === 'unsatisfiable') return refusal(416, { 'Content-Range': `bytes */${photo.lengthBytes}` });
  const { start, end } = range ?? { start: 0, end: photo.lengthBytes };
  return new Response(streamOf(photo, { start, end }), {
    status: range === undefined ? 200 : 206,
    headers: {
      ...HEADERS,
      'Content-Type': photo.type,
      'Content-Length': String(end - start),
      // An address always names the same bytes; what is kept lies in memory and ends with the window.
      'Cache-Control': 'private, max-age=3600, immutable',
      ...(range !== undefined && { 'Content-Range': `bytes ${start}-${end - 1}/${photo.lengthBytes}` }),
    },
  });
}

/** `photo/KEY/thumb`, `picture/HASHNAME/PICTURE_ID` and their like; undefined for anything else. */
export function addressOf(url: string): string | undefined {
  try {
    const { protocol, host, pathname, search } = new URL(url);
    const address = `${host}${pathname}`;
    const isAddress = ADDRESS.test(address) || SOUND_ADDRESS.test(address);
    return protocol === `${PHOTO_SCHEME}:` && search === '' && isAddress ? address : undefined;
  } catch {
    return undefined; // not an address at all
  }
}

/** Piece by piece, as fast as the page takes it. A piece that can't be read breaks the picture off. */
function streamOf(photo: Photo, range: ByteRange): ReadableStream<Uint8Array> {
  let offset = range.start;
  return new ReadableStream({
    async pull(controller) {
      if (offset >= range.end) {
        controller.close();
        return;
      }
      const bytes = await photo.read(offset, Math.min(PHOTO_PIECE_BYTES, range.end - offset));
      if (bytes === undefined || bytes.length === 0) {
        controller.error(new Error('A piece of the picture is missing.'));
        return;
      }
      offset += bytes.length;
      controller.enqueue(bytes);
    },
  });
}

function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response('', { status, headers: { ...HEADERS, 'Cache-Control': 'no-store', ...headers } });
}
