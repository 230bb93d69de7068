import {
  WINDOW_GRIP_PX,
  WINDOW_HEIGHT_PX,
  WINDOW_HEIGHT_PX_MIN,
  WINDOW_WIDTH_PX,
  WINDOW_WIDTH_PX_MIN,
} from './limits.ts';

/** In device-independent pixels, as Electron counts them. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window was; its normal place also while maximized. */
export interface WindowPlace {
  readonly bounds: Rectangle;
  readonly isMaximized: boolean;
}

/**
 * Where to open the window: where it was, if it can still be taken hold of there; else in the middle, at its first size.
 * Displays come and go, and a window on one that is gone can't be reached.
 */
export function placeOnDisplays(
  remembered: WindowPlace | undefined,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { readonly width: number; readonly height: number } {
  const first = { width: WINDOW_WIDTH_PX, height: WINDOW_HEIGHT_PX };
  if (remembered === undefined) return first;
  const places = workAreas.map((area) => ({ area, place: fitted(remembered.bounds, area) }));
  return places.find(({ area, place }) => canBeTakenHoldOf(place, area))?.place ?? first;
}

/** As large as it was, within what the display holds and the page works in. */
function fitted({ x, y, width, height }: Rectangle, area: Rectangle): Rectangle {
  return {
    x,
    y,
    width: clamp(width, WINDOW_WIDTH_PX_MIN, Math.max(area.width, WINDOW_WIDTH_PX_MIN)),
    height: clamp(height, WINDOW_HEIGHT_PX_MIN, Math.max(area.height, WINDOW_HEIGHT_PX_MIN)),
  };
}

/** Enough of the title bar, which is the window's upper edge, lies inside. */
function canBeTakenHoldOf(window: Rectangle, area: Rectangle): boolean {
  const shownWidth = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const isTopInside = window.y >= area.y && window.y + WINDOW_GRIP_PX <= area.y + area.height;
  return shownWidth >= WINDOW_GRIP_PX && isTopInside;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
