import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, readUint48, toHex, utf8Decode, utf8Encode } from './bytes.ts';

const fatal = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeByPlatform(bytes: Uint8Array): string | undefined {
  try {
    return fatal.decode(bytes);
  } catch {
    return undefined; // how the platform says that it is not UTF-8
  }
}

describe('bytes', () => {
  test('hex of any bytes reads back as those bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
      }),
    );
  });

  test.each(['A0', '0', 'g0', '0x', ' 0'])('%j is not hex', (text) => {
    expect(fromHex(text)).toBeUndefined();
  });

  test('UTF-8 of any text is what the platform makes of it, half pairs too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (rare, common) => {
        for (const text of [rare, common, `${rare}\ud800`, `\udc00${rare}`])
          expect(utf8Encode(text)).toEqual(new TextEncoder().encode(text));
      }),
    );
  });

  test('UTF-8 is read, and refused, exactly as the platform does', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(utf8Decode(bytes)).toBe(decodeByPlatform(bytes));
      }),
    );
  });

  const edges = fc.constantFrom(0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed);
  const more = fc.constantFrom(0xee, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff);
  test('the edges of every UTF-8 range are read as the platform reads them', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(edges, more), { maxLength: 6 }), (list) => {
        const bytes = Uint8Array.from(list);
        expect(utf8Decode(bytes)).toBe(decodeByPlatform(bytes));
      }),
      { numRuns: 5_000 },
    );
  });

  test('48 bits are read big-endian, without losing any', () => {
    expect(readUint48(Uint8Array.of(9, 0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0xfa), 1)).toBe(0xfffefdfcfbfa);
  });

  test('parts are joined in order', () => {
    expect(concat(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
  });
});
