import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeText, readText } from './text-body.ts';

describe('text body', () => {
  test('vector', () => {
    const body = encodeText('Hi "Anna"\n');
    expect(body.ok && Buffer.from(body.value).toString()).toBe('{"text":"Hi \\"Anna\\"\\n"}');
  });

  test('what was written is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (text) => {
        const body = encodeText(text);
        expect(body.ok && readText(body.value)).toBe(text);
      }),
    );
  });

  test.each(['', '\ud800', 'x'.repeat(16_001), '\u0001'.repeat(16_000)])(
    '%.3j… is no text, or too long for an event',
    (text) => {
      expect(encodeText(text)).toEqual({ ok: false, error: 'bad-text' });
    },
  );

  test('the longest text fits its event in the script that takes most room', () => {
    expect(encodeText('漢'.repeat(16_000)).ok).toBe(true);
  });

  test.each(['', '{}', '{"text":7}', '{"text":""}', 'x'])('%j is no text body', (body) => {
    expect(readText(Buffer.from(body))).toBeUndefined();
  });
});
