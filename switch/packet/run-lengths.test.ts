import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SACK_CHARS_MAX } from '../constants.ts';
import { decodeRuns, encodeRuns } from './run-lengths.ts';

test('vector', () => {
  expect(encodeRuns([1, 5])).toBe('BF');
  expect(encodeRuns([31, 32])).toBe('fgB');
});

test('what was written is read, as many pairs as have room', () => {
  const run = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 8_192 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(run, run), { maxLength: 700 }), (pairs) => {
      const runs = pairs.flat();
      const text = encodeRuns(runs);
      expect(text.length).toBeLessThanOrEqual(SACK_CHARS_MAX);
      const read = decodeRuns(text) ?? [];
      expect(read).toEqual(runs.slice(0, read.length));
      expect(read.length % 2).toBe(0);
      if (read.length < runs.length) expect(text.length).toBeGreaterThan(SACK_CHARS_MAX - 8);
    }),
  );
});

test.each(['=', 'g', 'ggggggB', 'A'.repeat(SACK_CHARS_MAX + 1), 'Ä'])('%.10s is none', (text) => {
  expect(decodeRuns(text)).toBeUndefined();
});
