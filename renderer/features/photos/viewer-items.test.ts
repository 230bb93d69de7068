import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeMessage, makePhoto } from '../../testing/make-message.ts';
import { freshPhotos, turnedScale } from './viewer-items.ts';

test('what arrived meanwhile is shown, what was deleted is left out, what is not loaded stays', () => {
  const album = (n: number, isWhole: boolean) =>
    makeMessage(n, { content: { kind: 'album', photos: [makePhoto(n, { isWhole })] } });
  const held = [1, 2, 3].map((n) => ({ message: album(n, false), photo: makePhoto(n, { isWhole: false }) }));
  const now = [album(1, true), makeMessage(2, { content: { kind: 'gone' } })];
  const fresh = freshPhotos(held, now);
  expect(fresh.map(({ photo }) => [photo.key, photo.isWhole])).toEqual([
    ['photo-1', true],
    ['photo-3', false],
  ]);
});

const px = fc.integer({ min: 1, max: 20_000 });

test('a turned picture fits the room, and is never drawn larger than its own pixels', () => {
  fc.assert(
    fc.property(px, px, px, px, (widthPx, heightPx, width, height) => {
      const fitted = Math.min(width / widthPx, height / heightPx, 1);
      const scale = turnedScale({ widthPx, heightPx }, { width, height }) * fitted;
      expect(scale * heightPx).toBeLessThanOrEqual(width * 1.000001);
      expect(scale * widthPx).toBeLessThanOrEqual(height * 1.000001);
      expect(scale).toBeLessThanOrEqual(1.000001);
    }),
  );
});
