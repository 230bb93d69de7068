import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { TURN_MS_MAX } from '../../limits.ts';
import type { TrayItem } from '../../store/drafts-slice.ts';
import { type TrayKey, trayActOf } from './tray-keys.ts';
import { byTime, moved, timeOf, writtenAt } from './tray-order.ts';
import { traySum } from './tray-sum.ts';

const photo = (fileId: number, given: { atMs?: number; durationMs?: number } = {}): TrayItem => ({
  state: 'ready',
  fileId,
  atMs: given.atMs ?? 0,
  caption: '',
  photo: {
    stagedId: '',
    fileName: '',
    widthPx: 4,
    heightPx: 3,
    sizes: { small: 1, good: 10, original: 100 },
    thumbhash: '',
    ...(given.durationMs !== undefined && { durationMs: given.durationMs }),
  },
});
const preparing = (fileId: number): TrayItem => ({ state: 'preparing', fileId, atMs: 0, fileName: '' });

describe('the order of the tray', () => {
  test('is that of the days; what was taken at the same moment stays as it was', () => {
    const tray = [photo(1, { atMs: 30 }), photo(2, { atMs: 10 }), photo(3, { atMs: 30 }), photo(4, { atMs: 20 })];
    expect(byTime(tray).map(({ fileId }) => fileId)).toEqual([2, 4, 1, 3]);
  });

  test('goes by the camera’s clock before that of the file', () => {
    expect(timeOf({ takenAt: '2024-05-01T18:30:00' }, 5)).toBe(new Date(2024, 4, 1, 18, 30).getTime());
    expect(timeOf({}, 5)).toBe(5);
    expect(timeOf({ takenAt: 'never' }, 5)).toBe(5);
  });

  test('asking for the time of many files lets others go first in between', async () => {
    let nowMs = 0;
    let reads = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const slow = (atMs: number) =>
      Object.defineProperty(new File([], ''), 'lastModified', {
        get: () => {
          nowMs += TURN_MS_MAX / 4;
          reads += 1;
          return atMs;
        },
      });
    const files = Array.from({ length: 20 }, (_, index) => slow(100 - index));
    const asked = writtenAt(files);
    const readsInFirstTurn = reads;
    const written = await asked;
    vi.restoreAllMocks();
    expect(written.map(({ file, atMs }) => [files.indexOf(file), atMs])).toEqual(
      files.map((_, index) => [index, 100 - index]),
    );
    expect(readsInFirstTurn).toBeLessThan(8);
  });

  test('moving one loses and doubles none, and puts it where it was meant to be', () => {
    const anyTray = fc.uniqueArray(fc.nat(1_000), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anyTray, fc.nat(19), fc.integer({ min: -5, max: 25 }), (tray, at, to) => {
        const from = at % tray.length;
        const result = moved(tray, from, to);
        expect([...result].sort()).toEqual([...tray].sort());
        expect(result.indexOf(tray[from] ?? -1)).toBe(Math.max(0, Math.min(to, tray.length - 1)));
        const rest = (all: readonly number[]) => all.filter((one) => one !== tray[from]);
        expect(rest(result)).toEqual(rest(tray));
      }),
    );
  });
});

describe('the keys of the tray', () => {
  const key = (name: string, given: Partial<TrayKey> = {}): TrayKey => ({
    key: name,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    ...given,
  });
  const place = { index: 4, count: 9, columns: 3, isRightToLeft: false };

  test.each([
    ['ArrowRight', 5],
    ['ArrowLeft', 3],
    ['ArrowDown', 7],
    ['ArrowUp', 1],
    ['Home', 0],
    ['End', 8],
  ])('%s goes to photo %i, and takes it along with Alt', (name, to) => {
    expect(trayActOf(key(name), place)).toEqual({ name: 'focus', to });
    expect(trayActOf(key(name, { altKey: true }), place)).toEqual({ name: 'move', to });
  });

  test('left and right change sides where one reads from the right', () => {
    expect(trayActOf(key('ArrowRight'), { ...place, isRightToLeft: true })).toEqual({ name: 'focus', to: 3 });
    expect(trayActOf(key('ArrowLeft'), { ...place, isRightToLeft: true })).toEqual({ name: 'focus', to: 5 });
  });

  test('there is nothing beyond the ends, and letters are left alone', () => {
    expect(trayActOf(key('ArrowLeft'), { ...place, index: 0 })).toBeUndefined();
    expect(trayActOf(key('ArrowDown'), { ...place, index: 7 })).toBeUndefined();
    expect(trayActOf(key('a'), place)).toBeUndefined();
    expect(trayActOf(key('Delete'), place)).toEqual({ name: 'remove' });
    expect(trayActOf(key('Enter'), place)).toEqual({ name: 'caption' });
  });
});

test('the sum counts what is measured, and tells clips from photos', () => {
  const sum = traySum([photo(1), photo(2, { durationMs: 5_000 }), preparing(3)]);
  expect(sum).toMatchObject({ photoCount: 2, clipCount: 1, bytes: { small: 2, good: 20, original: 200 } });
  expect(sum.preparing.map(({ fileId }) => fileId)).toEqual([3]);
  expect(traySum([preparing(3)]).bytes).toBeNull(); // not measured is not nothing
});
