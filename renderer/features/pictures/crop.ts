import { CROP_ZOOM_MAX } from '../../limits.ts';

/** Of a picture the square that is shown. */
export interface Crop {
  /** 1: the largest square there is; 2: one of half its side. */
  readonly zoom: number;
  /** Its middle, as parts of the picture's width and height. */
  readonly x: number;
  readonly y: number;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export const MIDDLE: Crop = { zoom: 1, x: 0.5, y: 0.5 };

/** In the picture's own pixels. */
export function squareOf({ zoom, x, y }: Crop, { width, height }: PictureSize) {
  const side = Math.min(width, height) / zoom;
  return { left: x * width - side / 2, top: y * height - side / 2, side };
}

/** The square goes right and down by so many of its own sides, as far as the picture reaches. */
export function moved(crop: Crop, right: number, down: number, size: PictureSize): Crop {
  const { side } = squareOf(crop, size);
  return inside({ ...crop, x: crop.x + (right * side) / size.width, y: crop.y + (down * side) / size.height }, size);
}

export function zoomed(crop: Crop, zoom: number, size: PictureSize): Crop {
  return inside({ ...crop, zoom: Math.max(1, Math.min(zoom, CROP_ZOOM_MAX)) }, size);
}

function inside(crop: Crop, size: PictureSize): Crop {
  const { side } = squareOf(crop, size);
  const keep = (part: number, edge: number) => Math.max(side / 2 / edge, Math.min(part, 1 - side / 2 / edge));
  return { ...crop, x: keep(crop.x, size.width), y: keep(crop.y, size.height) };
}
