import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readImageHeader } from './image-header.ts';

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 100, b: 50, alpha: 0.5 } } });

const anySize = fc.record({ width: fc.integer({ min: 1, max: 300 }), height: fc.integer({ min: 1, max: 300 }) });

/** Each as a real encoder writes it. */
const ENCODERS = {
  'image/jpeg': (width: number, height: number) =>
    blank(width, height)
      .withExif({ IFD0: { Make: 'x' } })
      .jpeg(),
  'image/png': (width: number, height: number) => blank(width, height).png(),
  'image/webp': (width: number, height: number) => blank(width, height).webp(),
  'image/gif': (width: number, height: number) => blank(width, height).gif(),
  'image/avif': (width: number, height: number) => blank(width, height).avif({ effort: 0 }),
} as const;

describe('the header of a picture', () => {
  test.each(Object.entries(ENCODERS))('%s: its size is read', async (type, encoder) => {
    await fc.assert(
      fc.asyncProperty(anySize, async ({ width, height }) => {
        const header = readImageHeader(await encoder(width, height).toBuffer());
        expect(header).toEqual({ ok: true, type, widthPx: width, heightPx: height });
      }),
      { numRuns: 6 },
    );
  });

  test.each([
    ['lossless WebP', () => blank(123, 45).webp({ lossless: true })],
    ['opaque WebP', () => blank(123, 45).flatten().webp()],
    ['progressive JPEG', () => blank(123, 45).jpeg({ progressive: true })],
    ['interlaced PNG', () => blank(123, 45).png({ progressive: true })],
  ])('%s: its size is read', async (_name, encoder) => {
    expect(readImageHeader(await encoder().toBuffer())).toMatchObject({ ok: true, widthPx: 123, heightPx: 45 });
  });

  test('BMP: both headers, and rows from the top', () => {
    const bmp = Buffer.alloc(54);
    bmp.write('BM', 'latin1');
    bmp.writeUInt32LE(40, 14);
    bmp.writeInt32LE(640, 18);
    bmp.writeInt32LE(-480, 22);
    expect(readImageHeader(bmp)).toEqual({ ok: true, type: 'image/bmp', widthPx: 640, heightPx: 480 });
    bmp.writeUInt32LE(12, 14);
    bmp.writeUInt16LE(64, 18);
    bmp.writeUInt16LE(48, 20);
    expect(readImageHeader(bmp)).toMatchObject({ widthPx: 64, heightPx: 48 });
  });

  test('a PNG of 300 megapixels is known by 33 bytes of it', async () => {
    const png = Buffer.from((await blank(1, 1).png().toBuffer()).subarray(0, 33));
    png.writeUInt32BE(20_000, 16);
    png.writeUInt32BE(15_000, 20);
    expect(readImageHeader(png)).toMatchObject({ ok: true, widthPx: 20_000, heightPx: 15_000 });
  });

  test.each([
    ['TIFF', 'II*\0\x08\0\0\0'],
    ['JPEG XL', '\xff\x0a\xfa\x1f'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ])('%s is a picture that can’t be decoded here', (_name, text) => {
    expect(readImageHeader(Buffer.from(text, 'latin1'))).toEqual({ ok: false, error: 'unsupported' });
  });

  test('what is cut short before its size is no picture, and nothing makes it throw or hang', async () => {
    const files = await Promise.all(Object.values(ENCODERS).map((encoder) => encoder(40, 30).toBuffer()));
    const anyCut = fc.tuple(fc.constantFrom(...files), fc.double({ min: 0, max: 1, noNaN: true }));
    const anyChange = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(anyCut, anyChange, ([file, share], changes) => {
        const bytes = new Uint8Array(file.subarray(0, Math.floor(file.length * share)));
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        const header = readImageHeader(bytes);
        if (header.ok) expect(header.widthPx * header.heightPx).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
    expect(readImageHeader(new Uint8Array(0))).toEqual({ ok: false, error: 'not-an-image' });
  });

  test('no bytes at all make it throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readImageHeader(bytes)));
  });
});
