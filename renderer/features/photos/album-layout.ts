import { ALBUM_TILES_MAX } from '../../limits.ts';

/** A tile of an album, in px of the layout's own box. The page scales the box as a whole. */
export interface AlbumTile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface AlbumLayout {
  readonly width: number;
  readonly height: number;
  readonly tiles: readonly AlbumTile[];
  /** A single photo smaller than its tile: it lies in the middle at its own size. */
  readonly isTiny: boolean;
}

export interface PhotoSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Widest an album gets at normal text size: about 60 characters of text. */
export const ALBUM_WIDTH_PX = 352;
const ALBUM_HEIGHT_PX_MAX = 400; // two albums fit on a small screen
const GAP_PX = 3;
/** Smallest tile of a single photo, however few pixels it has: what can be clicked and tapped (WCAG 2.5.5). */
const SINGLE_EDGE_PX_MIN = 44;
const TILES_A_ROW_MAX = 3;
const ROW_HEIGHT_PX_MIN = 96;
const ROW_HEIGHT_PX_MAX = 264;
/** A single photo keeps its shape between a tall phone screenshot and a panorama; what is beyond is cropped. */
const SINGLE_ASPECT = [0.56, 2.4] as const;
/** Among others, a tile is cropped to this, so that none becomes a strip. */
const TILE_ASPECT = [0.66, 1.8] as const;

/**
 * Arranges photos in a box: one alone, rows of up to three, or one tall photo leading a column.
 * Of all arrangements the one that crops least and comes nearest to a calm, square-ish block wins. Order is kept.
 */
export function layoutAlbum(photos: readonly PhotoSize[]): AlbumLayout {
  const [first] = photos;
  if (first !== undefined && photos.length === 1) return layoutSingle(first);
  const aspects = photos.map(({ widthPx, heightPx }) => widthPx / heightPx);
  const shown = aspects.slice(0, ALBUM_TILES_MAX).map((aspect) => clamp(aspect, TILE_ASPECT));
  const candidates = [...splits(shown.length).map((split) => layoutRows(shown, split)), ...layoutsWithLead(shown)];
  return candidates.reduce((best, other) => (costOf(other, shown) < costOf(best, shown) ? other : best));
}

/** Never drawn larger than its own pixels: a small picture blown up is a blur. */
function layoutSingle({ widthPx, heightPx }: PhotoSize): AlbumLayout {
  const aspect = clamp(widthPx / heightPx, SINGLE_ASPECT);
  const fitting = Math.min(ALBUM_HEIGHT_PX_MAX, ALBUM_WIDTH_PX / aspect);
  const width = Math.max(SINGLE_EDGE_PX_MIN, Math.min(fitting * aspect, widthPx));
  const height = Math.max(SINGLE_EDGE_PX_MIN, Math.min(fitting, heightPx));
  return { width, height, tiles: [{ x: 0, y: 0, width, height }], isTiny: widthPx < width || heightPx < height };
}

/** All ways to cut `count` photos into rows of one to three. At most eight photos: 81 ways. */
function splits(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  const firsts = Array.from({ length: Math.min(count, TILES_A_ROW_MAX) }, (_, index) => index + 1);
  return firsts.flatMap((first) => splits(count - first).map((rest) => [first, ...rest]));
}

/** Each row fills the width; its photos share one height. */
function layoutRows(aspects: readonly number[], split: readonly number[]): AlbumLayout {
  const tiles: AlbumTile[] = [];
  let y = 0;
  for (const count of split) {
    const row = aspects.slice(tiles.length, tiles.length + count);
    const room = ALBUM_WIDTH_PX - GAP_PX * (count - 1);
    const total = sum(row);
    const height = clamp(room / total, [ROW_HEIGHT_PX_MIN, ROW_HEIGHT_PX_MAX]);
    let x = 0;
    for (const aspect of row) {
      const width = (room * aspect) / total;
      tiles.push({ x, y, width, height });
      x += width + GAP_PX;
    }
    y += height + GAP_PX;
  }
  return { width: ALBUM_WIDTH_PX, height: y - GAP_PX, tiles, isTiny: false };
}

/** The first photo at full height, two or three more in a column beside it. */
function layoutsWithLead(aspects: readonly number[]): readonly AlbumLayout[] {
  const [lead, ...column] = aspects;
  if (lead === undefined || column.length < 2 || column.length > 3) return [];
  const gaps = GAP_PX * (column.length - 1);
  const inverse = sum(column.map((aspect) => 1 / aspect));
  // Where both sides are equally high: leadWidth / lead = columnWidth * inverse + gaps.
  const exact = ((ALBUM_WIDTH_PX - GAP_PX) * inverse + gaps) / (1 / lead + inverse);
  const leadWidth = clamp(exact, [ALBUM_WIDTH_PX * 0.45, ALBUM_WIDTH_PX * 0.7]);
  const height = clamp(leadWidth / lead, [ROW_HEIGHT_PX_MIN * column.length + gaps, ALBUM_HEIGHT_PX_MAX]);
  const width = ALBUM_WIDTH_PX - GAP_PX - leadWidth;
  const tiles: AlbumTile[] = [{ x: 0, y: 0, width: leadWidth, height }];
  let y = 0;
  for (const aspect of column) {
    const share = ((height - gaps) * (1 / aspect)) / inverse;
    tiles.push({ x: leadWidth + GAP_PX, y, width, height: share });
    y += share + GAP_PX;
  }
  return [{ width: ALBUM_WIDTH_PX, height, tiles, isTiny: false }];
}

/** How much is cropped away, how far the block is from square-ish, how unequal the photos are. Smaller is better. */
function costOf({ width, height, tiles }: AlbumLayout, aspects: readonly number[]): number {
  const crops = tiles.map((tile, index) => Math.abs(Math.log(tile.width / tile.height / (aspects[index] ?? 1))));
  const areas = tiles.map((tile) => Math.log(tile.width * tile.height));
  const mean = sum(areas) / areas.length;
  const unequal = sum(areas.map((area) => Math.abs(area - mean))) / areas.length;
  const tooHigh = Math.max(0, height / ALBUM_HEIGHT_PX_MAX - 1) * 8;
  return (sum(crops) / crops.length) * 2 + Math.abs(Math.log(width / height / 1.1)) * 0.6 + unequal * 0.5 + tooHigh;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const clamp = (value: number, [min, max]: readonly [number, number]): number => Math.min(Math.max(value, min), max);
