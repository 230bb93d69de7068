import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CROP_ZOOM_MAX } from '../../limits.ts';
import { type Crop, MIDDLE, moved, squareOf, zoomed } from './crop.ts';

const anySize = fc.record({ width: fc.integer({ min: 1, max: 4_000 }), height: fc.integer({ min: 1, max: 4_000 }) });
const anySteps = fc.array(
  fc.oneof(
    fc.record({
      right: fc.double({ min: -3, max: 3, noNaN: true }),
      down: fc.double({ min: -3, max: 3, noNaN: true }),
    }),
    fc.record({ zoom: fc.double({ min: -2, max: 9, noNaN: true }) }),
  ),
  { maxLength: 20 },
);

test('the largest square in the middle is what is shown first', () => {
  expect(squareOf(MIDDLE, { width: 400, height: 300 })).toEqual({ left: 50, top: 0, side: 300 });
});

test('half a side to the right is half of what is seen', () => {
  const near = zoomed(MIDDLE, 2, { width: 400, height: 400 });
  expect(squareOf(moved(near, 0.5, 0, { width: 400, height: 400 }), { width: 400, height: 400 })).toEqual({
    left: 200,
    top: 100,
    side: 200,
  });
});

test('whatever is done, the square lies inside the picture', () => {
  fc.assert(
    fc.property(anySize, anySteps, (size, steps) => {
      const end = steps.reduce<Crop>(
        (crop, step) => ('zoom' in step ? zoomed(crop, step.zoom, size) : moved(crop, step.right, step.down, size)),
        MIDDLE,
      );
      const { left, top, side } = squareOf(end, size);
      const hair = 1e-6 * Math.max(size.width, size.height);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(-hair);
      expect(left + side).toBeLessThanOrEqual(size.width + hair);
      expect(top + side).toBeLessThanOrEqual(size.height + hair);
      expect(side).toBeGreaterThanOrEqual(Math.min(size.width, size.height) / CROP_ZOOM_MAX - hair);
    }),
  );
});
