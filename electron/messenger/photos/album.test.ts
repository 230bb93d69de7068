import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blobsOfBody } from '../blobs/contents.ts';
import {
  type Album,
  blobsOfAlbum,
  encodeAlbum,
  encodePreview,
  itemTypeOf,
  readAlbum,
  thumbOfPreview,
} from './album.ts';

const item = {
  blob: 'b'.repeat(64),
  type: 'image/jpeg' as const,
  w: 2048,
  h: 1536,
  bytes: 400_000,
  thumbhash: '3OcRJYB4d3h_iIeHeEh3eIhw-j3A',
};

const json = (value: unknown) => new Uint8Array(Buffer.from(JSON.stringify(value)));

describe('album body', () => {
  test('vector: canonical JSON, what is not there is left out', () => {
    const album: Album = {
      items: [{ ...item, taken: '2024-05-01T18:30:00', caption: undefined }],
      preview: 'a'.repeat(64),
    };
    expect(Buffer.from(encodeAlbum(album)).toString()).toBe(
      `{"items":[{"blob":"${item.blob}","bytes":400000,"h":1536,"taken":"2024-05-01T18:30:00","thumbhash":"${item.thumbhash}","type":"image/jpeg","w":2048}],"preview":"${'a'.repeat(64)}"}`,
    );
    expect(readAlbum(encodeAlbum(album))).toEqual({
      items: [{ ...item, taken: '2024-05-01T18:30:00' }],
      preview: 'a'.repeat(64),
    });
  });

  test('names the preview first, then each photo once', () => {
    const other = { ...item, blob: 'c'.repeat(64) };
    const album: Album = { items: [item, other, item], preview: 'a'.repeat(64) };
    expect(blobsOfAlbum(album)).toEqual(['a'.repeat(64), item.blob, other.blob]);
    expect(blobsOfBody('album', encodeAlbum(album))).toEqual(blobsOfAlbum(album));
    expect(blobsOfBody('text', encodeAlbum(album))).toEqual([]);
  });

  test.each([
    ['no items', { items: [] }],
    ['101 items', { items: Array.from({ length: 101 }, () => item) }],
    ['a width of nothing', { items: [{ ...item, w: 0 }] }],
    ['a blob that is no id', { items: [{ ...item, blob: '../../etc/passwd' }] }],
    ['a type of another sort', { items: [{ ...item, type: 'text/html' }] }],
    ['a thumbhash with other letters', { items: [{ ...item, thumbhash: '"><script>' }] }],
    ['captions of 17 KiB', { items: [{ ...item, caption: 'x'.repeat(17_000) }] }],
    [
      'a thumbnail that is too large',
      { items: [{ ...item, thumb: { type: 'image/webp', data: 'A'.repeat(24_577) } }] },
    ],
  ])('%s is no album', (_what, body) => {
    expect(readAlbum(json(body))).toBeUndefined();
  });

  test('keys of a newer version are passed over', () => {
    expect(readAlbum(json({ items: [{ ...item, clip: {} }], layout: 'grid' }))).toEqual({ items: [item] });
  });

  test('no bytes make the reader throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readAlbum(bytes)));
    fc.assert(fc.property(fc.json(), (text) => void readAlbum(new Uint8Array(Buffer.from(text)))));
  });
});

describe('preview blob', () => {
  test('gives each thumbnail back, and none beyond', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 20 }), (thumbs) => {
        const preview = encodePreview(thumbs);
        expect(thumbs.map((_thumb, index) => thumbOfPreview(preview, index))).toEqual(thumbs);
        expect(thumbOfPreview(preview, thumbs.length)).toBeUndefined();
      }),
    );
  });

  test('no bytes make the reader throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(5), (bytes, index) => void thumbOfPreview(bytes, index)),
    );
  });
});

test('the type of an image is that of its bytes', () => {
  expect(itemTypeOf(Buffer.from('ffd8ffe0', 'hex'))).toBe('image/jpeg');
  expect(itemTypeOf(Buffer.from('89504e470d0a1a0a', 'hex'))).toBe('image/png');
  expect(itemTypeOf(Buffer.from('524946460000000057454250', 'hex'))).toBe('image/webp');
  expect(itemTypeOf(Buffer.from('<html>'))).toBeUndefined();
});
