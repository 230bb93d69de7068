import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barsOf, squeeze } from './waveform-bars.ts';

const levels = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 5_000 });

test('a waveform of any length is forty bars between a dot and full height', () => {
  fc.assert(
    fc.property(levels, (given) => {
      const bars = barsOf(given);
      expect(bars).toHaveLength(40);
      for (const { height } of bars) expect(height >= 0.08 && height <= 1).toBe(true);
      if (given.some((level) => level > 0)) expect(Math.max(...bars.map(({ height }) => height))).toBe(1);
    }),
  );
});

test('squeezing keeps the loudest moment and never makes more of them', () => {
  fc.assert(
    fc.property(levels, fc.integer({ min: 1, max: 100 }), (given, stepsMax) => {
      const steps = squeeze(given, stepsMax);
      expect(steps.length).toBeLessThanOrEqual(Math.max(stepsMax, 0));
      expect(Math.max(0, ...steps)).toBe(Math.max(0, ...given));
    }),
  );
});
