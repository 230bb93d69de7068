import fc from 'fast-check';
import encodeQr from 'qr';
import decodeQr from 'qr/decode.js';
import { expect, test } from 'vitest';
import { drawModules, type QrDrawing } from './qr-drawing.ts';

const PIXELS_PER_MODULE = 4;

/** Paints the path the way a screen does: white paper, black runs. */
function paint({ size, path }: QrDrawing): { width: number; height: number; data: Uint8ClampedArray } {
  const width = size * PIXELS_PER_MODULE;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let row = 0; row < PIXELS_PER_MODULE; row++) {
      const start = (Number(y) * PIXELS_PER_MODULE + row) * width + Number(x) * PIXELS_PER_MODULE;
      for (let pixel = start; pixel < start + Number(length) * PIXELS_PER_MODULE; pixel++)
        data.fill(0, pixel * 4, pixel * 4 + 3);
    }
  }
  return { width, height: width, data };
}

test('what we draw, a camera reads', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^HASHLINE:[A-Z2-7]{20,880}$/), (content) => {
      const drawing = drawModules(encodeQr(content, 'raw', { ecc: 'low', border: 1 }), 1);
      expect(decodeQr(paint(drawing))).toBe(content);
    }),
    { numRuns: 20 },
  );
});

test('the quiet zone is four white modules on every side', () => {
  const { size, path } = drawModules(encodeQr('HASHLINE:ABC', 'raw', { ecc: 'low', border: 1 }), 1);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    expect(Number(x)).toBeGreaterThanOrEqual(4);
    expect(Number(y)).toBeGreaterThanOrEqual(4);
    expect(Number(x) + Number(length)).toBeLessThanOrEqual(size - 4);
    expect(Number(y)).toBeLessThan(size - 4);
  }
});
