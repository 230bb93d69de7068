import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesSource } from '../../blobs/byte-source.ts';
import { cleanFile } from './clean.ts';

const NO_FACTS = { orientation: 1, takenAt: undefined };
const text = (words: string) => Buffer.from(words, 'latin1');
const u32 = (...numbers: readonly number[]) => {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * index);
  return bytes;
};

/** A time, as a film writes it. */
const MADE = text('When');

const box = (name: string, ...contents: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(contents);
  return Buffer.concat([u32(content.length + 8), text(name), content]);
};

/** A track whose samples (of these lengths) lie one after the other from `at` in the file, as many in a chunk as said. */
function track(
  handler: string,
  at: number,
  sizes: readonly number[],
  perChunk: number,
  ...more: readonly Buffer[]
): Buffer {
  const chunks: number[] = [];
  for (let index = 0, offset = at; index < sizes.length; index += 1) {
    if (index % perChunk === 0) chunks.push(offset);
    offset += sizes[index] ?? 0;
  }
  const stbl = box(
    'stbl',
    box('stsz', u32(0, 0, sizes.length, ...sizes)),
    box('stsc', u32(0, 1, 1, perChunk, 1)),
    box('stco', u32(0, chunks.length, ...chunks)),
  );
  const hdlr = box('hdlr', u32(0, 0), text(handler), u32(0, 0, 0), text('SecretCamera\0'));
  const mdhd = box('mdhd', u32(0), MADE, MADE, u32(600, 1_800, 0));
  return box('trak', box('tkhd', u32(7), MADE, MADE, u32(1, 0)), box('mdia', mdhd, hdlr, box('minf', stbl)), ...more);
}

/** A film with places in every note a camera writes them into. */
function film(brand: string): Buffer {
  const ftyp = box('ftyp', text(brand), u32(0));
  const [sights, places] = [text('frame-1frame-2frame-3'), text('SecretPlace-1SecretPlace-2')];
  const mdat = box('mdat', sights, places);
  const sightsAt = ftyp.length + 8;
  const udta = box('udta', box('\xa9xyz', text('SecretPlace')));
  const moov = box(
    'moov',
    box('mvhd', u32(0x01000000), MADE, MADE, MADE, MADE, u32(600, 0, 1_800)),
    track('vide', sightsAt, [7, 7, 7], 2, udta),
    track('meta', sightsAt + sights.length, [13, 13], 1),
    box('meta', box('keys', text('com.apple.quicktime.location SecretPlace'))),
    udta,
  );
  return Buffer.concat([
    ftyp,
    mdat,
    moov,
    box('uuid', text('SecretPlace in XMP')),
    box('prft', text('SecretClock')),
    box('sefd', text('SecretPlace')),
  ]);
}

async function cleaned(file: Uint8Array): Promise<Buffer | undefined> {
  const clean = await cleanFile(bytesSource(file), NO_FACTS);
  return clean && Buffer.from(await clean.content.read(0, clean.content.lengthBytes));
}

describe('a cleaned MP4 or MOV', () => {
  test.each(['mp42', 'qt  '])('%s: places are zeros, the film is where it was', async (brand) => {
    const file = film(brand);
    const bytes = await cleaned(file);
    expect(bytes?.length).toBe(file.length);
    expect(bytes?.includes('Secret')).toBe(false);
    expect(bytes?.includes('location')).toBe(false);
    expect(bytes?.includes('When')).toBe(false);
    const [mvhd, tkhd] = [bytes?.indexOf('mvhd') ?? 0, bytes?.indexOf('tkhd') ?? 0];
    expect(bytes?.readUInt32BE(mvhd + 4 + 4 + 16)).toBe(600); // what stands behind the dates stays
    expect(bytes?.subarray(tkhd + 4, tkhd + 20)).toEqual(u32(7, 0, 0, 1));
    expect(bytes?.indexOf('frame-1frame-2frame-3')).toBe(file.indexOf('frame-1'));
    expect(bytes?.includes('vide')).toBe(true);
    expect(bytes?.includes('mvhd')).toBe(true);
    for (const name of ['udta', 'uuid', 'sefd', 'keys', 'prft']) expect(bytes?.includes(name), name).toBe(false);
    // Cleaned again it stays the same.
    expect(bytes && (await cleaned(bytes))?.equals(bytes)).toBe(true);
  });

  test('a film whose tables contradict themselves is refused, for nothing could be promised', async () => {
    const file = film('mp42');
    const stsz = file.lastIndexOf('stsz');
    file.writeUInt32BE(4_000_000, stsz + 12);
    expect(await cleaned(file)).toBeUndefined();
    expect(await cleaned(box('ftyp', text('mp42'), u32(0)))).toBeUndefined();
    const fragmented = Buffer.concat([film('mp42'), box('moof', u32(0))]);
    expect(await cleaned(fragmented)).toBeUndefined();
  });
});

const element = (id: string, ...contents: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(contents);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE((1n << 56n) | BigInt(content.length));
  return Buffer.concat([Buffer.from(id, 'hex'), size, content]);
};
const UNKNOWN = Buffer.from('01ffffffffffffff', 'hex');

/** As a browser's recorder writes it: nobody knows how long anything is. */
function recording(): Buffer {
  const cluster = Buffer.concat([Buffer.from('1f43b675', 'hex'), UNKNOWN, element('a3', text('frame-1'))]);
  return Buffer.concat([
    element('1a45dfa3', text('webm')),
    Buffer.from('18538067', 'hex'),
    UNKNOWN,
    element(
      '1549a966',
      element('7ba9', text('SecretPlace')),
      element('7384', text('/home/SecretPlace/a.webm')),
      element('3c83ab', text('SecretPlace-0.webm')),
      element('3e83bb', text('SecretPlace-2.webm')),
      element('bf', text('Sums')),
      element('4461', text('SecretAt')),
      element('73a4', text('SecretPlace-uuid')),
      element('2ad7b1', text('scale')),
      element('4d80', text('SecretProgram')),
      element('5741', text('SecretProgram of a phone')),
    ),
    element('1654ae6b', element('ae', element('536e', text('SecretMicrophone')), element('86', text('V_VP8')))),
    element('1043a770', text('SecretPlace as a chapter')),
    cluster,
    cluster,
    element('1254c367', text('SecretPlace in a tag')),
    element('1941a469', text('SecretPlace as attachment')),
    cluster,
  ]);
}

describe('a cleaned WebM', () => {
  test('tags, attachments, chapters, dates, names and titles are void, the rest is where it was', async () => {
    const file = recording();
    const bytes = await cleaned(file);
    expect(bytes?.length).toBe(file.length);
    expect(bytes?.includes('Secret')).toBe(false);
    expect(bytes?.includes('Sums')).toBe(false);
    for (const words of ['scale', 'V_VP8', 'frame-1']) expect(bytes?.lastIndexOf(words)).toBe(file.lastIndexOf(words));
    expect(bytes && (await cleaned(bytes))?.equals(bytes)).toBe(true);
  });

  test('a small element is made void as well', async () => {
    const title = Buffer.concat([Buffer.from('7ba982', 'hex'), text('Me')]);
    const file = Buffer.concat([element('1a45dfa3'), element('18538067', element('1549a966', title))]);
    const bytes = await cleaned(file);
    expect(bytes?.subarray(-5).toString('hex')).toBe('ec83000000');
  });
});

test('no bytes of a film make it throw or hang', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(film('mp42'), film('qt  '), recording()),
      fc.nat(700),
      fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { maxLength: 8 }),
      async (file, length, changes) => {
        const bytes = new Uint8Array(file.subarray(0, length));
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        await cleaned(bytes);
      },
    ),
    { numRuns: 2_000 },
  );
});
