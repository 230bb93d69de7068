import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { PHOTO_PIXELS_MAX } from '../limits.ts';
import { type ComplianceFiles, imagePortFaults } from './compliance.ts';
import { preparePhoto } from './pipeline.ts';
import { createSharpImagePort } from './sharp-image-port.ts';
import { SMALL_HEIC } from './testing/small-heic.ts';

const TEST_MS_MAX = 60_000;
const port = createSharpImagePort();
afterAll(() => port.close());

const plain = (width: number, height: number, alpha = 1) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 40, b: 40, alpha } } });

async function complianceFiles(): Promise<ComplianceFiles> {
  const half = await plain(600, 900).png().toBuffer();
  const sideways = sharp({ create: { width: 1_200, height: 900, channels: 3, background: 'blue' } })
    .composite([{ input: half, left: 0, top: 0 }])
    .withExif({
      IFD0: { Make: 'Camera' },
      IFD2: { DateTimeOriginal: '2024:05:01 18:30:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' },
    })
    .withMetadata({ orientation: 6 });
  const hole = await plain(32, 64, 0).png().toBuffer();
  const transparent = plain(64, 64).composite([{ input: hole, left: 0, top: 0, blend: 'source' }]);
  const sidewaysJpeg = await sideways.jpeg().toBuffer();
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const noisy = await sharp({ create: { width: 800, height: 600, channels: 3, background: 'red', noise } })
    .jpeg()
    .toBuffer();
  return {
    sidewaysJpeg,
    widePng: await plain(3_000, 1_000).removeAlpha().png().toBuffer(),
    transparentPng: await transparent.clone().png().toBuffer(),
    transparentWebp: await transparent.clone().webp().toBuffer(),
    animatedGif: await plain(40, 30).gif().toBuffer(),
    heic: SMALL_HEIC,
    cutJpeg: noisy.subarray(0, noisy.length / 2),
    brokenJpeg: Buffer.concat([sidewaysJpeg.subarray(0, 30), randomBytes(2_000)]),
    text: Buffer.from('Dear Anna, this is no picture.'),
  };
}

describe('the sharp image port', () => {
  test('does what every image port must', { timeout: TEST_MS_MAX }, async () => {
    const files = await complianceFiles();
    expect(await imagePortFaults(port, files)).toEqual([]);
    // Upright means: what was left is now on top.
    const result = await port.process(files.sidewaysJpeg, { maxEdgePx: 2_048, thumbEdgePx: 320 });
    if (!result.ok) throw new Error(result.error);
    const { data } = await sharp(result.picture.bytes).raw().toBuffer({ resolveWithObject: true });
    expect((data[0] ?? 0) > 150 && (data[2] ?? 0) < 100).toBe(true);
    expect((data.at(-3) ?? 0) < 100 && (data.at(-1) ?? 0) > 150).toBe(true);
  });

  test('gives up on a picture that takes too long, and goes on with the next', { timeout: TEST_MS_MAX }, async () => {
    const hasty = createSharpImagePort(1);
    const file = await plain(64, 64).png().toBuffer();
    expect(await hasty.process(file, { maxEdgePx: 64, thumbEdgePx: 64 })).toEqual({
      ok: false,
      error: 'decoder-failed',
    });
    await hasty.close();
  });
});

describe('preparePhoto', () => {
  test('keeps the date taken, and refuses what can be refused without decoding', { timeout: TEST_MS_MAX }, async () => {
    const { sidewaysJpeg, cutJpeg, text } = await complianceFiles();
    const prepared = await preparePhoto(sidewaysJpeg, port);
    expect(prepared.ok && prepared.value.facts.takenAt).toBe('2024-05-01T18:30:00');
    expect(await preparePhoto(cutJpeg, port)).toEqual({ ok: false, error: 'photo-decoder-failed' });
    const undecodable = {
      process: () => Promise.reject(new Error('must not be decoded')),
      close: async () => undefined,
    };
    const errorOf = async (file: Uint8Array) => {
      const result = await preparePhoto(file, undecodable);
      return result.ok ? 'ok' : result.error;
    };
    const large = Buffer.from('89504e470d0a1a0a0000000d4948445200004e2000003a980806000000', 'hex');
    expect(20_000 * 15_000).toBeGreaterThan(PHOTO_PIXELS_MAX);
    expect(await errorOf(large)).toBe('photo-too-many-pixels');
    expect(await errorOf(new Uint8Array(0))).toBe('photo-empty');
    expect(await errorOf(text)).toBe('photo-not-an-image');
    expect(await errorOf(new Uint8Array(104_857_601))).toBe('photo-too-large');
    expect(await errorOf(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'))).toBe('photo-unsupported');
  });
});
