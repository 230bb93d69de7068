import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PHOTO_PIECE_BYTES } from './limits.ts';
import { addressOf, type Photo, type PhotoSource, servePhoto } from './photos.ts';

const BYTES = Uint8Array.from({ length: 2 * PHOTO_PIECE_BYTES + 777 }, (_, index) => index % 251);
const URL_FULL = 'media://photo/abc-0/full';

/** One photo under one address, with the reads noted. */
function source(photo: Partial<Photo> = {}, type = 'image/jpeg') {
  const reads: number[] = [];
  const whole: Photo = {
    type,
    lengthBytes: BYTES.length,
    read: async (offset, length) => {
      reads.push(length);
      return BYTES.slice(offset, offset + length);
    },
    ...photo,
  };
  const held: PhotoSource = {
    openPhoto: async (address) => (address === 'photo/abc-0/full' ? whole : undefined),
    openSound: async (address) => (address === 'file/abc-0' ? whole : undefined),
  };
  return { held, reads };
}
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe('the photo protocol', () => {
  test('gives a whole picture in pieces, under its own type', async () => {
    const { held, reads } = source();
    const response = await servePhoto(held, new Request(URL_FULL));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(Buffer.compare(await bytesOf(response), BYTES)).toBe(0);
    expect(Math.max(...reads)).toBeLessThanOrEqual(PHOTO_PIECE_BYTES);
  });

  test('gives exactly the range asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(BYTES.length - 1), fc.nat(BYTES.length - 1), async (a, b) => {
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        const request = new Request(URL_FULL, { headers: { range: `bytes=${first}-${last}` } });
        const response = await servePhoto(source().held, request);
        expect(response.status).toBe(206);
        expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/${BYTES.length}`);
        expect(Buffer.compare(await bytesOf(response), BYTES.subarray(first, last + 1))).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  test('a range beyond the end is refused with the length', async () => {
    const request = new Request(URL_FULL, { headers: { range: `bytes=${BYTES.length}-` } });
    const response = await servePhoto(source().held, request);
    expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${BYTES.length}`]);
  });

  test('what is not here yet is not found, and asked for again', async () => {
    const response = await servePhoto(source().held, new Request('media://photo/other/full'));
    expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect((await servePhoto(undefined, new Request(URL_FULL))).status).toBe(404);
  });

  test.each(['image/svg+xml', 'text/html', 'application/octet-stream', ''])(
    'refuses content of type "%s"',
    async (type) => {
      expect((await servePhoto(source({}, type).held, new Request(URL_FULL))).status).toBe(415);
    },
  );

  test.each(['audio/webm', 'video/mp4'])('plays content of type "%s" by its range', async (type) => {
    const request = new Request('media://file/abc-0', { headers: { range: 'bytes=5-9' } });
    const response = await servePhoto(source({}, type).held, request);
    expect([response.status, response.headers.get('content-type')]).toEqual([206, type]);
    expect([...(await bytesOf(response))]).toEqual([5, 6, 7, 8, 9]);
  });

  test.each(['image/svg+xml', 'image/png', 'text/html', 'application/pdf'])(
    'a file of type "%s" is not shown in the page',
    async (type) => {
      expect((await servePhoto(source({}, type).held, new Request('media://file/abc-0'))).status).toBe(415);
    },
  );

  test('a picture with a piece missing breaks off instead of ending early', async () => {
    const { held } = source({ read: async (offset) => (offset === 0 ? BYTES.slice(0, PHOTO_PIECE_BYTES) : undefined) });
    await expect(bytesOf(await servePhoto(held, new Request(URL_FULL)))).rejects.toThrow();
  });

  test.each([
    'media://photo/abc-0/original',
    'media://photo/abc-0/full?size=1',
    'media://photo/a/b/full',
    'media://photo/%2e%2e%2fkey/full',
    'media://photo/%2e%2e/full',
    'media://files/abc-0/full',
    'media://file/abc-0/full',
    'media://file/a/b',
    'media://file/abc-0?x=1',
    'app://photo/abc-0/full',
    'media://photo/abc-0/full/',
    'nonsense',
    'media://picture/anna/full',
    `media://picture/${'a'.repeat(64)}`,
    `media://picture/${'a'.repeat(64)}/../${'b'.repeat(64)}`,
    `media://picture/${'a'.repeat(64)}/${'b'.repeat(64)}?v=1`,
  ])('%s is no address of a photo', (url) => {
    expect(addressOf(url)).toBeUndefined();
  });

  test('a person’s picture has an address of its own', () => {
    const address = `picture/${'a'.repeat(64)}/${'b'.repeat(64)}`;
    expect(addressOf(`media://${address}`)).toBe(address);
  });
});
