import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  WINDOW_GRIP_PX,
  WINDOW_HEIGHT_PX,
  WINDOW_HEIGHT_PX_MIN,
  WINDOW_WIDTH_PX,
  WINDOW_WIDTH_PX_MIN,
} from './limits.ts';
import { placeOnDisplays, type Rectangle } from './window-place.ts';

const LAPTOP: Rectangle = { x: 0, y: 24, width: 1_440, height: 876 };
const SECOND: Rectangle = { x: 1_440, y: 0, width: 1_920, height: 1_080 };
const FIRST_SIZE = { width: WINDOW_WIDTH_PX, height: WINDOW_HEIGHT_PX };
const at = (x: number, y: number, width = 900, height = 700) => ({
  bounds: { x, y, width, height },
  isMaximized: false,
});

describe('the place of the window', () => {
  test('is where it was, on whichever display that was', () => {
    expect(placeOnDisplays(at(100, 100), [LAPTOP])).toEqual({ x: 100, y: 100, width: 900, height: 700 });
    expect(placeOnDisplays(at(2_000, 50), [LAPTOP, SECOND])).toEqual({ x: 2_000, y: 50, width: 900, height: 700 });
  });

  test.each([
    ['nothing is remembered', undefined],
    ['its display is gone', at(2_000, 50)],
    ['its title bar is above the screen', at(100, -300)],
    ['its title bar is below the screen', at(100, 890)],
    ['a sliver of it is left at the side', at(1_400, 100)],
  ])('is the middle when %s', (_why, remembered) => {
    expect(placeOnDisplays(remembered, [LAPTOP])).toEqual(FIRST_SIZE);
  });

  test('a window that was wider than the display it comes back to is measured by what is left of it', () => {
    // Found by the property below: of 1,441 px all but one fitted, and 79 were left to take hold of.
    expect(placeOnDisplays(at(-1_361, 24, 1_441, 700), [LAPTOP])).toEqual(FIRST_SIZE);
  });

  test('it can always be taken hold of, and is never smaller than the page works in', () => {
    const number = fc.integer({ min: -5_000, max: 5_000 });
    const size = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(number, number, size, size, (x, y, width, height) => {
        const place = placeOnDisplays(at(x, y, width, height), [LAPTOP]);
        expect(place.width).toBeGreaterThanOrEqual(WINDOW_WIDTH_PX_MIN);
        expect(place.height).toBeGreaterThanOrEqual(WINDOW_HEIGHT_PX_MIN);
        if (place.x === undefined || place.y === undefined) return;
        expect(place.x + place.width).toBeGreaterThanOrEqual(LAPTOP.x + WINDOW_GRIP_PX);
        expect(place.x).toBeLessThanOrEqual(LAPTOP.x + LAPTOP.width - WINDOW_GRIP_PX);
        expect(place.y).toBeGreaterThanOrEqual(LAPTOP.y);
      }),
    );
  });
});
