import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALBUM_TILES_MAX } from '../../limits.ts';
import { ALBUM_WIDTH_PX, type AlbumTile, layoutAlbum, type PhotoSize } from './album-layout.ts';

const ofAspect = (aspect: number): PhotoSize => ({ widthPx: 10_000 * aspect, heightPx: 10_000 });
const anyAspects = fc.array(fc.double({ min: 0.05, max: 20, noNaN: true }), { minLength: 1, maxLength: 12 });
const CLOSE_PX = 0.01; // rounding

const overlap = (one: AlbumTile, other: AlbumTile): boolean =>
  one.x + one.width > other.x + CLOSE_PX &&
  other.x + other.width > one.x + CLOSE_PX &&
  one.y + one.height > other.y + CLOSE_PX &&
  other.y + other.height > one.y + CLOSE_PX;

describe('album layout', () => {
  test('shows each photo once, up to its limit', () => {
    fc.assert(
      fc.property(anyAspects, (aspects) => {
        expect(layoutAlbum(aspects.map(ofAspect)).tiles).toHaveLength(Math.min(aspects.length, ALBUM_TILES_MAX));
      }),
    );
  });

  test('tiles lie inside the box and never on each other', () => {
    fc.assert(
      fc.property(anyAspects, (aspects) => {
        const { width, height, tiles } = layoutAlbum(aspects.map(ofAspect));
        expect(width).toBeLessThanOrEqual(ALBUM_WIDTH_PX + CLOSE_PX);
        for (const [index, tile] of tiles.entries()) {
          expect(tile.x).toBeGreaterThanOrEqual(0);
          expect(tile.x + tile.width).toBeLessThanOrEqual(width + CLOSE_PX);
          expect(tile.y + tile.height).toBeLessThanOrEqual(height + CLOSE_PX);
          for (const other of tiles.slice(index + 1)) expect(overlap(tile, other)).toBe(false);
        }
      }),
    );
  });

  test('leaves no hole: tiles and the gaps between them fill the box', () => {
    fc.assert(
      fc.property(anyAspects, (aspects) => {
        const { width, height, tiles } = layoutAlbum(aspects.map(ofAspect));
        const covered = tiles.reduce((area, tile) => area + tile.width * tile.height, 0);
        expect(covered / (width * height)).toBeGreaterThan(0.93); // gaps of 3 px are what is left
      }),
    );
  });

  test('no tile is a strip, whatever the photos', () => {
    fc.assert(
      fc.property(
        anyAspects.filter(({ length }) => length > 1),
        (aspects) => {
          for (const { width, height } of layoutAlbum(aspects.map(ofAspect)).tiles)
            expect(Math.min(width, height)).toBeGreaterThan(48);
        },
      ),
    );
  });

  test('reads in order: from top to bottom, from start to end', () => {
    fc.assert(
      fc.property(anyAspects, (aspects) => {
        const { tiles } = layoutAlbum(aspects.map(ofAspect));
        for (const [index, tile] of tiles.entries()) {
          const next = tiles[index + 1];
          if (next !== undefined) expect(next.x > tile.x || next.y > tile.y).toBe(true);
        }
      }),
    );
  });

  test('a single photo is never drawn larger than its pixels, and can always be tapped', () => {
    const anyEdge = fc.integer({ min: 1, max: 5_000 });
    fc.assert(
      fc.property(anyEdge, anyEdge, (widthPx, heightPx) => {
        const { width, height, isTiny } = layoutAlbum([{ widthPx, heightPx }]);
        const coverScale = Math.max(width / widthPx, height / heightPx);
        expect(isTiny || coverScale <= 1 + CLOSE_PX).toBe(true);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
      }),
    );
    expect(layoutAlbum([{ widthPx: 30, heightPx: 20 }])).toMatchObject({ width: 44, height: 44, isTiny: true });
    expect(layoutAlbum([{ widthPx: 200, heightPx: 100 }])).toMatchObject({ width: 200, height: 100, isTiny: false });
  });

  test.each([[[1.5]], [[0.75]], [[1.5, 1.5]], [[0.75, 1.33, 1.33]]])(
    'ordinary photos %j are not cropped',
    (aspects) => {
      for (const [index, { width, height }] of layoutAlbum(aspects.map(ofAspect)).tiles.entries()) {
        expect(width / height).toBeCloseTo(aspects[index] ?? 0, 1);
      }
    },
  );
});
