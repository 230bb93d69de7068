import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitWithin } from './fit.ts';

const edge = fc.integer({ min: 1, max: 30_000 });

test('a picture keeps its shape, never grows and never vanishes', () => {
  fc.assert(
    fc.property(edge, edge, fc.integer({ min: 1, max: 4_096 }), (width, height, maxEdgePx) => {
      const { widthPx, heightPx } = fitWithin({ width, height }, maxEdgePx);
      expect(Math.max(widthPx, heightPx)).toBe(Math.min(Math.max(width, height), maxEdgePx));
      const scale = Math.max(widthPx, heightPx) / Math.max(width, height);
      expect(Math.abs(widthPx - width * scale)).toBeLessThanOrEqual(1);
      expect(Math.abs(heightPx - height * scale)).toBeLessThanOrEqual(1);
      expect(Math.min(widthPx, heightPx)).toBeGreaterThanOrEqual(1);
    }),
  );
});
