import { expect, test } from 'vitest';
import { GROUP_PICTURES_KEPT_MAX } from '../limits.ts';
import type { ImagePort } from '../photos/image-port.ts';
import { GroupPictures, groupPictureId } from './group-pictures.ts';

/** An empty PNG of this size, as far as its head says. */
function png(widthPx: number, last = 0): Uint8Array {
  const bytes = Buffer.alloc(64);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).copy(bytes);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(widthPx, 16);
  bytes.writeUInt32BE(widthPx, 20);
  bytes.writeUInt16BE(last, 62);
  return bytes;
}

function decoder() {
  const asked: Uint8Array[] = [];
  const again = { type: 'image/jpeg', widthPx: 9, heightPx: 9, bytes: Uint8Array.of(7) } as const;
  const images: ImagePort = {
    process: async (bytes) => {
      asked.push(bytes);
      return { ok: true, picture: again, thumb: again, thumbhash: Uint8Array.of(1) };
    },
    close: async () => undefined,
  };
  return { asked, pictures: new GroupPictures(images) };
}

test('what is shown was decoded and encoded again, once', async () => {
  const { asked, pictures } = decoder();
  const picture = png(200);
  expect(await pictures.of(picture)).toEqual(Uint8Array.of(7));
  expect(await pictures.of(Uint8Array.from(picture))).toEqual(Uint8Array.of(7));
  expect(asked).toHaveLength(1);
});

test('what is no picture, or claims to be huge, is never decoded', async () => {
  const { asked, pictures } = decoder();
  for (const bytes of [Buffer.from('<svg onload="x()"/>'), png(20_000), new Uint8Array(0), new Uint8Array(1_000_000)]) {
    expect(await pictures.of(bytes)).toBeUndefined();
  }
  expect(asked).toEqual([]);
});

test('the one read longest ago leaves', async () => {
  const { asked, pictures } = decoder();
  for (let number = 0; number <= GROUP_PICTURES_KEPT_MAX; number++) await pictures.of(png(100, number));
  await pictures.of(png(100, GROUP_PICTURES_KEPT_MAX));
  expect(asked).toHaveLength(GROUP_PICTURES_KEPT_MAX + 1);
  await pictures.of(png(100, 0));
  expect(asked).toHaveLength(GROUP_PICTURES_KEPT_MAX + 2);
});

test('the same bytes have the same id, others another one, and none has none', () => {
  expect(groupPictureId(png(1))).toBe(groupPictureId(png(1)));
  expect(groupPictureId(png(1))).not.toBe(groupPictureId(png(2)));
  expect(groupPictureId(undefined)).toBeUndefined();
});
