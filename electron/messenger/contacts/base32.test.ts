import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase32, encodeBase32 } from './base32.ts';

describe('base32', () => {
  test.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('RFC 4648 section 10: %j is %s', (text, encoded) => {
    expect(encodeBase32(Buffer.from(text))).toBe(encoded);
    expect(Buffer.from(decodeBase32(encoded.toLowerCase()) ?? []).toString()).toBe(text);
  });

  test('what was encoded is decoded, in either case', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, isLower) => {
        const text = encodeBase32(bytes);
        expect(decodeBase32(isLower ? text.toLowerCase() : text)).toEqual(bytes);
      }),
    );
  });

  test('other characters are refused', () => {
    for (const text of ['A1', 'A0', 'A=', 'Ä', 'A B']) expect(decodeBase32(text)).toBeUndefined();
  });
});
