import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readByteRange } from './byte-range.ts';

describe('byte ranges', () => {
  // RFC 9110, 14.1.2: the examples for a representation of 10,000 bytes.
  test.each([
    ['bytes=0-499', { start: 0, end: 500 }],
    ['bytes=500-999', { start: 500, end: 1_000 }],
    ['bytes=-500', { start: 9_500, end: 10_000 }],
    ['bytes=9500-', { start: 9_500, end: 10_000 }],
    ['bytes=9500-20000', { start: 9_500, end: 10_000 }],
    ['bytes=-20000', { start: 0, end: 10_000 }],
    ['bytes=10000-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=0-0,-1', undefined],
    ['bytes=5-4', undefined],
    ['bytes=-', undefined],
    ['pages=1-2', undefined],
    ['bytes=a-b', undefined],
    [null, undefined],
  ])('%s', (header, expected) => {
    expect(readByteRange(header, 10_000)).toEqual(expected);
  });

  test('whatever is asked, what is served lies inside and is not empty', () => {
    const header = fc.oneof(
      fc.tuple(fc.option(fc.nat()), fc.option(fc.nat())).map(([a, b]) => `bytes=${a ?? ''}-${b ?? ''}`),
      fc.string(),
    );
    fc.assert(
      fc.property(header, fc.nat(), (text, length) => {
        const range = readByteRange(text, length);
        if (range === undefined || range === 'unsatisfiable') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThanOrEqual(length);
        expect(range.end).toBeGreaterThan(range.start);
      }),
    );
  });
});
