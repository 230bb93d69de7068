import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { Dice } from '../../../../switch/sim/index.ts';
import { bytesSource } from '../../blobs/byte-source.ts';
import { readImageHeader } from '../image-header.ts';
import { readDateTaken, readHeifDate, readKeptFacts } from '../metadata.ts';
import { SMALL_HEIC } from '../testing/small-heic.ts';
import { cleanFile } from './clean.ts';
import { heifNotes } from './clean-heif.ts';
import { SourceReader } from './source-reader.ts';

const TAKEN = '2024-05-01T18:30:00';
/** Words that stand in what must go. None may be in a cleaned file. */
const SECRETS = ['SecretCam', 'SecretPlace', 'GPS', 'Exif', 'http://ns.adobe.com', 'Photoshop', 'MPF', 'tEXt', 'XMP '];

const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="SecretPlace"/></rdf:RDF></x:xmpmeta>';

/** Noise, but the same in each run: among so many bytes a word of three letters may come up by chance. */
const picture = (width = 64, height = 48): Sharp => {
  const dice = new Dice(7);
  const pixels = Buffer.from(Array.from({ length: width * height * 3 }, () => 60 + (dice.next() & 0x7f)));
  return sharp(pixels, { raw: { width, height, channels: 3 } });
};

const told = (image: Sharp): Sharp =>
  image
    .withExif({
      IFD0: { Make: 'SecretCam' },
      IFD2: { DateTimeOriginal: '2024:05:01 18:30:00', LensModel: 'SecretCam lens' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1', GPSAreaInformation: 'SecretPlace' },
    })
    .withXmp(XMP)
    .withMetadata({ orientation: 6, icc: 'p3' });

async function cleaned(file: Uint8Array): Promise<{ bytes: Buffer; isAnimated: boolean }> {
  const clean = await cleanFile(bytesSource(file), readKeptFacts(file));
  if (clean === undefined) throw new Error('it can’t be cleaned');
  const bytes = Buffer.from(await clean.content.read(0, clean.content.lengthBytes));
  expect(bytes.length).toBe(clean.content.lengthBytes);
  // Read in odd pieces it is the same.
  for (let at = 0; at < bytes.length; at += 1_009) {
    expect(Buffer.from(await clean.content.read(at, 1_009)).equals(bytes.subarray(at, at + 1_009))).toBe(true);
  }
  return { bytes, isAnimated: clean.isAnimated };
}

const pixels = (file: Uint8Array) => sharp(file, { animated: true }).raw().toBuffer();

function secretsIn(bytes: Uint8Array, allowed: readonly string[] = []): readonly string[] {
  const text = Buffer.from(bytes).toString('latin1');
  return SECRETS.filter((word) => !allowed.includes(word) && text.includes(word));
}

describe('a cleaned original', () => {
  test.each([
    ['jpeg', told(picture()).jpeg(), ['Exif']],
    ['progressive jpeg with restarts', told(picture(300, 200)).jpeg({ progressive: true, quality: 95 }), ['Exif']],
    ['png', told(picture()).png(), []],
    ['webp', told(picture()).webp(), []],
    ['webp with alpha', told(picture().ensureAlpha(0.5)).webp(), []],
  ] as const)(
    '%s: the picture is untouched, place and device are gone, date and side stay',
    async (_what, image, kept) => {
      const file = await image.toBuffer();
      expect(secretsIn(file)).toContain('SecretCam');
      const { bytes, isAnimated } = await cleaned(file);
      expect(secretsIn(bytes, kept)).toEqual([]);
      expect(isAnimated).toBe(false);
      expect(readDateTaken(bytes)).toBe(TAKEN);
      const { orientation, icc, exif } = await sharp(bytes).metadata();
      expect(orientation).toBe(6);
      expect(icc).toBeDefined();
      expect(exif?.length ?? 0).toBeLessThan(100);
      expect((await pixels(bytes)).equals(await pixels(file))).toBe(true);
    },
  );

  test('a JPEG loses comments, makers’ segments, second pictures and what hangs on behind its end', async () => {
    const file = await picture().jpeg().toBuffer();
    const segment = (marker: number, text: string) => {
      const head = Buffer.from([0xff, marker, 0, 0]);
      head.writeUInt16BE(text.length + 2, 2);
      return Buffer.concat([head, Buffer.from(text, 'latin1')]);
    };
    const extras = [
      segment(0xfe, 'SecretPlace'),
      segment(0xe2, 'MPF\0SecretCam'),
      segment(0xed, 'Photoshop 3.0\0SecretPlace'),
      segment(0xef, 'SecretCam'),
    ];
    const laden = Buffer.concat([file.subarray(0, 2), ...extras, file.subarray(2), file, Buffer.from('SecretPlace')]);
    const { bytes } = await cleaned(laden);
    expect(secretsIn(bytes)).toEqual([]);
    expect(bytes.length).toBeLessThanOrEqual(file.length);
    expect((await pixels(bytes)).equals(await pixels(file))).toBe(true);
  });

  test('a GIF that moves goes on moving, without its comments', async () => {
    const file = await sharp(await picture(16, 48).raw().toBuffer(), {
      raw: { width: 16, height: 48, channels: 3, pageHeight: 16 },
    })
      .gif({ delay: [100, 100, 100], loop: 0 })
      .toBuffer();
    const note = Buffer.from('\x21\xfe\x0bSecretPlace\0\x21\xff\x0bXMP DataXMP\x09SecretCam\0', 'latin1');
    const at = file.indexOf(Buffer.from([0x21, 0xf9]));
    const laden = Buffer.concat([file.subarray(0, at), note, file.subarray(at), Buffer.from('SecretPlace')]);
    const { bytes, isAnimated } = await cleaned(laden);
    expect(isAnimated).toBe(true);
    expect(secretsIn(bytes)).toEqual([]);
    expect(bytes.equals(file)).toBe(true);
  });

  test('a WebP that moves goes on moving', async () => {
    const frames = { raw: { width: 16, height: 48, channels: 3, pageHeight: 16 } } as const;
    const file = await told(sharp(await picture(16, 48).raw().toBuffer(), frames))
      .webp({ delay: [100, 100, 100], loop: 0 })
      .toBuffer();
    const { bytes, isAnimated } = await cleaned(file);
    expect(isAnimated).toBe(true);
    expect(secretsIn(bytes)).toEqual([]);
    expect((await sharp(bytes, { animated: true }).metadata()).pages).toBe(3);
    expect((await pixels(bytes)).equals(await pixels(file))).toBe(true);
  });

  test('an AVIF’s notes become zeros', async () => {
    const file = await told(picture()).avif({ effort: 0 }).toBuffer();
    expect((await heifNotes(new SourceReader(bytesSource(file))))?.length).toBeGreaterThan(0);
    const { bytes } = await cleaned(file);
    expect(secretsIn(bytes, ['Exif'])).toEqual([]);
    expect(bytes.length).toBe(file.length);
    expect((await pixels(bytes)).equals(await pixels(file))).toBe(true);
  });

  test('the date in a HEIC is read, and its size', async () => {
    expect(await readHeifDate(bytesSource(SMALL_HEIC))).toBe(TAKEN);
    expect(readImageHeader(SMALL_HEIC)).toMatchObject({ kind: 'image', widthPx: 64, isHeic: true });
  });

  test('what is no picture or film, or contradicts itself, is not cleaned', async () => {
    const png = await picture().png().toBuffer();
    for (const file of [
      Buffer.from('Dear Anna'),
      png.subarray(0, 60),
      Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0', 'latin1'),
    ]) {
      expect(await cleanFile(bytesSource(file), { orientation: 1, takenAt: undefined })).toBeUndefined();
    }
  });

  test('no bytes make it throw or hang', async () => {
    const files = await Promise.all(
      [
        told(picture()).jpeg(),
        told(picture()).png(),
        told(picture()).webp(),
        picture().gif(),
        told(picture()).avif(),
      ].map((image) => image.toBuffer()),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files, Buffer.from(SMALL_HEIC)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 8 }),
        async (file, share, changes) => {
          const bytes = new Uint8Array(file.subarray(0, Math.ceil(file.length * share)));
          for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
          const clean = await cleanFile(bytesSource(bytes), readKeptFacts(bytes));
          if (clean !== undefined) await clean.content.read(0, clean.content.lengthBytes);
          await readHeifDate(bytesSource(bytes));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
