import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readDateTaken } from './metadata.ts';

const TAKEN = '2024:05:01 18:30:00';
const picture = (exif: Record<string, Record<string, string>>) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } }).withExif(exif);

/** A JPEG whose only segment is EXIF with this one date in its Exif directory; the TIFF is written by hand. */
function bigEndianJpeg(date: string): Uint8Array {
  const tiff = Buffer.alloc(26 + 18 + 20);
  tiff.write('MM\0*', 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x8769, 10);
  tiff.writeUInt16BE(4, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt32BE(26, 18);
  tiff.writeUInt16BE(1, 26);
  tiff.writeUInt16BE(0x9003, 28);
  tiff.writeUInt16BE(2, 30);
  tiff.writeUInt32BE(20, 32);
  tiff.writeUInt32BE(44, 36);
  tiff.write(date, 44, 'latin1');
  const segment = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(segment.length + 2, 4);
  return new Uint8Array(Buffer.concat([head, segment]));
}

describe('readDateTaken', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('finds the date of the camera in a %s', async (format) => {
    const file = await picture({ IFD2: { DateTimeOriginal: TAKEN } })
      .toFormat(format)
      .toBuffer();
    expect(readDateTaken(file)).toBe('2024-05-01T18:30:00');
  });

  test('takes the moment of the picture before that of a scan or of the last change', async () => {
    const all = {
      IFD0: { DateTime: '2025:01:01 00:00:00' },
      IFD2: { DateTimeDigitized: '2024:12:01 00:00:00', DateTimeOriginal: TAKEN },
    };
    expect(readDateTaken(await picture(all).jpeg().toBuffer())).toBe('2024-05-01T18:30:00');
    const changed = { IFD0: { DateTime: '2025:01:01 00:00:00' } };
    expect(readDateTaken(await picture(changed).jpeg().toBuffer())).toBe('2025-01-01T00:00:00');
  });

  test('reads both byte orders', () => {
    expect(readDateTaken(bigEndianJpeg(TAKEN))).toBe('2024-05-01T18:30:00');
  });

  test.each(['0000:00:00 00:00:00', '    :  :     :  :  ', '2024:02:30 10:00:00', '2024:13:01 10:00:00', '2024-05-01'])(
    '%j is no date',
    (date) => {
      expect(readDateTaken(bigEndianJpeg(date))).toBeUndefined();
    },
  );

  test('a picture without EXIF has none', async () => {
    const file = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    expect(readDateTaken(file)).toBeUndefined();
  });

  test('no bytes make it throw', () => {
    const whole = bigEndianJpeg(TAKEN);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 10 }),
        fc.nat(whole.length),
        (changes, end) => {
          const bytes = whole.slice(0, end);
          for (const [at, byte] of changes) if (at < end) bytes[at] = byte;
          readDateTaken(bytes);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
