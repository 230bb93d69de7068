import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHUNK_BYTES_MAX, CHUNK_BYTES_MIN, CHUNKS_MAX } from '../limits.ts';
import {
  BLOB_BYTES_MAX,
  blobId,
  chunkBytesOf,
  chunkCountOf,
  chunkLengthFor,
  decodeManifest,
  encodeManifest,
  MANIFEST_BYTES_MAX,
  type Manifest,
} from './blob.ts';
import vectors from './blob-vectors.json' with { type: 'json' };

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const hashOf = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());

const anyLength = fc.oneof(
  fc.nat({ max: 5 * CHUNK_BYTES_MIN }),
  fc.constantFrom(0, 1, CHUNK_BYTES_MIN - 1, CHUNK_BYTES_MIN, CHUNK_BYTES_MIN + 1, CHUNK_BYTES_MIN * 5),
);
const anyManifest: fc.Arbitrary<Manifest> = anyLength.map((length) => {
  const chunkLength = chunkLengthFor(length);
  const count = chunkCountOf({ length, chunkLength });
  return { length, chunkLength, hashes: Array.from({ length: count }, (_, index) => hashOf(`${length} ${index}`)) };
});

describe('manifest, committed vectors', () => {
  test.each(vectors)('$name', ({ length, chunkLength, chunkCount, manifest, id }) => {
    const content = Buffer.alloc(length, 'hashline ');
    const hashes = Array.from({ length: chunkCount }, (_, index) => {
      const chunk = content.subarray(index * chunkLength, (index + 1) * chunkLength);
      return new Uint8Array(createHash('sha256').update(chunk).digest());
    });
    const encoded = encodeManifest({ length, chunkLength: chunkLengthFor(length), hashes });
    expect(hex(encoded)).toBe(manifest);
    expect(blobId(encoded)).toBe(id);
  });
});

describe('manifest', () => {
  test('what we encode, we decode', () => {
    fc.assert(
      fc.property(anyManifest, (manifest) => {
        expect(decodeManifest(encodeManifest(manifest))).toEqual({ ok: true, value: manifest });
      }),
    );
  });

  test('no bytes can make the decoder throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeManifest(bytes)));
  });

  test('a changed byte is refused, or is another blob', () => {
    fc.assert(
      fc.property(anyManifest, fc.nat(), fc.integer({ min: 1, max: 255 }), (manifest, at, change) => {
        const bytes = encodeManifest(manifest);
        const id = blobId(bytes);
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ change;
        const decoded = decodeManifest(bytes);
        expect(blobId(bytes)).not.toBe(id);
        if (decoded.ok) expect(hex(encodeManifest(decoded.value))).toBe(hex(bytes));
      }),
    );
  });

  test('a cut or longer one is refused', () => {
    fc.assert(
      fc.property(anyManifest, fc.integer({ min: 1, max: 60 }), (manifest, change) => {
        const bytes = encodeManifest(manifest);
        expect(decodeManifest(bytes.subarray(0, Math.max(0, bytes.length - change))).ok).toBe(false);
        expect(decodeManifest(new Uint8Array([...bytes, ...new Uint8Array(change)])).ok).toBe(false);
      }),
    );
  });

  test('another chunk length than the rule gives is refused', () => {
    const manifest = { length: 10, chunkLength: CHUNK_BYTES_MIN * 2, hashes: [hashOf('a')] };
    expect(decodeManifest(encodeManifest(manifest))).toEqual({ ok: false, error: 'not-a-manifest' });
  });

  test('8 GiB is the most; a byte more is too large, and so is a lie of 2^64', () => {
    expect(BLOB_BYTES_MAX).toBe(8 * 2 ** 30);
    const bytes = Buffer.from(encodeManifest({ length: 0, chunkLength: CHUNK_BYTES_MIN, hashes: [] }));
    for (const length of [BigInt(BLOB_BYTES_MAX) + 1n, 2n ** 64n - 1n]) {
      bytes.writeBigUInt64BE(length, 16);
      expect(decodeManifest(bytes)).toEqual({ ok: false, error: 'too-large' });
    }
  });
});

describe('chunks', () => {
  test('are 256 KiB, doubled until there are at most 8,192, and never longer than a frame takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: BLOB_BYTES_MAX }), (length) => {
        const chunkLength = chunkLengthFor(length);
        const count = chunkCountOf({ length, chunkLength });
        expect(count).toBeLessThanOrEqual(CHUNKS_MAX);
        expect(chunkLength).toBeLessThanOrEqual(CHUNK_BYTES_MAX);
        const isLeast = chunkLength === CHUNK_BYTES_MIN || Math.ceil(length / (chunkLength / 2)) > CHUNKS_MAX;
        expect(isLeast).toBe(true);
      }),
    );
  });

  test('cover the content exactly', () => {
    fc.assert(
      fc.property(anyLength, (length) => {
        const shape = { length, chunkLength: chunkLengthFor(length) };
        const sizes = Array.from({ length: chunkCountOf(shape) }, (_, index) => chunkBytesOf(shape, index));
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(length);
        expect(sizes.every((size) => size > 0)).toBe(true);
        expect(chunkBytesOf(shape, sizes.length)).toBe(0);
      }),
    );
  });

  test('the longest manifest has as many bytes as its limit says', () => {
    expect(MANIFEST_BYTES_MAX).toBe(16 + 8 + 4 + 32 * 8192);
  });
});
