import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCanonical, decodeCanonicalObject, encodeCanonical, type JsonValue, member } from './canonical-json.ts';
import vectors from './canonical-json-vectors.json' with { type: 'json' };

const utf8 = (text: string) => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const problemOf = (bytes: Uint8Array) => {
  const decoded = decodeCanonical(bytes);
  return decoded.ok ? 'accepted' : decoded.error;
};

function doubleOf(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE();
}

describe('canonical JSON, published vectors', () => {
  test.each(vectors.cases)('$name comes out as published, and only so can be read', ({ input, outputHex }) => {
    const encoded = encodeCanonical(JSON.parse(input) as JsonValue);
    expect(hex(encoded)).toBe(outputHex);
    expect(problemOf(encoded)).toBe('accepted');
    expect(problemOf(utf8(input))).toBe('not-canonical');
  });

  test.each(vectors.numbers.map(([bits = '', text = '']) => ({ bits, text })))('$bits is $text', ({ bits, text }) => {
    expect(new TextDecoder().decode(encodeCanonical(doubleOf(bits)))).toBe(text);
  });

  test.each(vectors.notNumbers)('%s is no number of JSON', (bits) => {
    expect(() => encodeCanonical(doubleOf(bits))).toThrow(TypeError);
  });
});

describe('canonical JSON', () => {
  test('what we encode, we decode, and it is the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'large' }), (any) => {
        const value = JSON.parse(JSON.stringify(any)) as JsonValue; // -0 becomes 0, as JSON has it
        const decoded = decodeCanonical(encodeCanonical(value));
        expect(decoded).toEqual({ ok: true, value });
      }),
    );
  });

  test('there is one spelling: bytes that are read come out again as they were', () => {
    const almostJson = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ' ', '0', '\\u0041', '"', '-0', '1.0', ',', '{}'))
      .map(([text, at, extra]) => text.slice(0, at % (text.length + 1)) + extra + text.slice(at % (text.length + 1)));
    fc.assert(
      fc.property(fc.oneof(fc.json(), almostJson), (text) => {
        const decoded = decodeCanonical(utf8(text));
        if (decoded.ok) expect(hex(encodeCanonical(decoded.value))).toBe(hex(utf8(text)));
      }),
    );
  });

  test('no bytes can make the decoder throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void decodeCanonical(bytes)));
  });

  test.each([
    ['white space', '{"a": 1}', 'not-canonical'],
    ['a key twice', '{"a":1,"a":1}', 'not-canonical'],
    ['keys out of order', '{"b":1,"a":1}', 'not-canonical'],
    ['an escape that is not needed', '"\\u0041"', 'not-canonical'],
    ['an escape in upper case', '"\\u000F"', 'not-canonical'],
    ['minus zero', '-0', 'not-canonical'],
    ['a long way to write one', '1.0', 'not-canonical'],
    ['an exponent that is not needed', '1e2', 'not-canonical'],
    ['a number no double holds', '9007199254740993', 'not-canonical'],
    ['a number beyond all', '1e999', 'beyond-limits'],
    ['a lone surrogate', '"\\ud800"', 'lone-surrogate'],
    ['a lone surrogate as key', '{"\\udc00":1}', 'lone-surrogate'],
    ['a lone surrogate after an escaped backslash', '"\\\\\\udfff"', 'lone-surrogate'],
    ['nothing', '', 'not-json'],
    ['two values', '1 2', 'not-json'],
    ['a byte order mark', '\ufeff1', 'not-json'],
    ['half an object', '{"a":', 'not-json'],
  ])('%s is refused', (_name, text, problem) => {
    expect(problemOf(utf8(text))).toBe(problem);
  });

  test('a backslash and the letters of an escape are no surrogate', () => {
    expect(decodeCanonical(encodeCanonical('\\ud800'))).toEqual({ ok: true, value: '\\ud800' });
    expect(decodeCanonical(encodeCanonical('😂\\\\ud800'))).toEqual({ ok: true, value: '😂\\\\ud800' });
  });

  test('bytes that are no UTF-8 are refused', () => {
    expect(problemOf(new Uint8Array([0x22, 0xc0, 0x80, 0x22]))).toBe('not-utf8');
    expect(problemOf(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]))).toBe('not-utf8');
  });

  test('a tower of brackets as high as a body is refused, and nothing overflows', () => {
    expect(problemOf(utf8('['.repeat(24_576) + ']'.repeat(24_576)))).toBe('beyond-limits');
    expect(problemOf(utf8('['.repeat(64) + ']'.repeat(64)))).toBe('accepted');
    expect(problemOf(utf8('['.repeat(65) + ']'.repeat(65)))).toBe('beyond-limits');
  });

  test('keys with a meaning to JavaScript are keys like others', () => {
    const decoded = decodeCanonicalObject(utf8('{"__proto__":{"a":1},"constructor":2}'));
    if (!decoded.ok) throw new Error(decoded.error);
    expect(member(decoded.value, '__proto__')).toEqual({ a: 1 });
    expect(member(decoded.value, 'a')).toBeUndefined();
    expect(member(decoded.value, 'toString')).toBeUndefined();
    expect(hex(encodeCanonical(decoded.value))).toBe(hex(utf8('{"__proto__":{"a":1},"constructor":2}')));
  });

  test('only an object is an object', () => {
    expect(decodeCanonicalObject(utf8('[]'))).toEqual({ ok: false, error: 'not-an-object' });
    expect(decodeCanonicalObject(utf8('null'))).toEqual({ ok: false, error: 'not-an-object' });
  });
});
