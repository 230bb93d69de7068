import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readImageHeader } from './image-header.ts';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 10, g: 200, b: 30, alpha: 0.5 } } });

const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(33);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};

describe('readImageHeader', () => {
  test.each([
    ['jpeg', picture(321, 123).jpeg()],
    ['progressive jpeg', picture(321, 123).jpeg({ progressive: true })],
    [
      'jpeg with exif before its size',
      picture(321, 123)
        .withExif({ IFD0: { Make: 'x'.repeat(5_000) } })
        .jpeg(),
    ],
    ['png', picture(321, 123).png()],
    ['gif', picture(321, 123).gif()],
    ['lossy webp', picture(321, 123).removeAlpha().webp()],
    ['lossless webp', picture(321, 123).webp({ lossless: true })],
    ['webp with alpha', picture(321, 123).webp()],
    ['avif', picture(321, 123).avif({ effort: 0 })],
  ])('reads the size of a %s', async (_what, image) => {
    expect(readImageHeader(await image.toBuffer())).toEqual({ kind: 'image', widthPx: 321, heightPx: 123 });
  });

  test('a picture of 300 megapixels says so in its first bytes', () => {
    expect(readImageHeader(png(20_000, 15_000))).toEqual({ kind: 'image', widthPx: 20_000, heightPx: 15_000 });
  });

  test.each([
    ['a text', 'Dear Anna, this is no picture at all', 'not-an-image'],
    ['a program', '\x7fELF\x02\x01\x01', 'not-an-image'],
    ['a PDF', '%PDF-1.7', 'not-an-image'],
    ['a video', '\0\0\0\x18ftypmp42\0\0\0\0', 'not-an-image'],
    ['a JPEG that ends at once', '\xff\xd8\xff\xd9', 'damaged'],
    ['a JPEG cut inside its EXIF', '\xff\xd8\xff\xe1\x40\0Exif\0\0', 'damaged'],
    ['a PNG cut inside its size', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0', 'damaged'],
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0', 'unsupported'],
    ['TIFF', 'II*\0\x08\0\0\0', 'unsupported'],
    ['BMP', 'BM\x36\0\0\0\0\0', 'unsupported'],
    ['SVG', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'unsupported'],
  ])('%s is %s', (_what, text, kind) => {
    expect(readImageHeader(Buffer.from(text, 'latin1'))).toEqual({ kind });
  });

  test('a size of nothing is no image', () => {
    expect(readImageHeader(png(0, 5))).toEqual({ kind: 'not-an-image' });
  });

  test('no bytes make it throw, whatever they begin with', () => {
    const starts = [
      '',
      'ffd8ffe0',
      '89504e470d0a1a0a',
      '474946383961',
      '52494646000000005745425056503858',
      '000000186674797061766966',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), (start, tail) => {
        readImageHeader(new Uint8Array(Buffer.concat([Buffer.from(start, 'hex'), tail])));
      }),
      { numRuns: 2_000 },
    );
  });
});
