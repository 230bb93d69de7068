import { createHash } from 'node:crypto';
import type { Result } from '../../storage/result.ts';
import { CHUNK_BYTES_MAX, CHUNK_BYTES_MIN, CHUNKS_MAX } from '../limits.ts';

/** What a blob is made of (WIRE.md "_blob"). Its id is SHA-256 of the encoded manifest. */
export interface Manifest {
  /** Bytes of the whole. */
  readonly length: number;
  readonly chunkLength: number;
  /** SHA-256 of every chunk, in order. */
  readonly hashes: readonly Uint8Array[];
}

export type ManifestProblem = 'not-a-manifest' | 'too-large';

const PREFIX = new TextEncoder().encode('hashline/blob/1\n');
const LENGTH_AT = PREFIX.length;
const CHUNK_LENGTH_AT = LENGTH_AT + 8;
const HASHES_AT = CHUNK_LENGTH_AT + 4;
const HASH_BYTES = 32;

/** Longest blob there can be: 8 GiB. */
export const BLOB_BYTES_MAX = CHUNK_BYTES_MAX * CHUNKS_MAX;
/** Bytes of the longest manifest. */
export const MANIFEST_BYTES_MAX = HASHES_AT + HASH_BYTES * CHUNKS_MAX;

/** The one chunk length for content of this length: 256 KiB, doubled until there are at most 8,192 chunks. */
export function chunkLengthFor(length: number): number {
  let chunkLength = CHUNK_BYTES_MIN;
  while (Math.ceil(length / chunkLength) > CHUNKS_MAX) chunkLength *= 2;
  return chunkLength;
}

export function chunkCountOf({ length, chunkLength }: Pick<Manifest, 'length' | 'chunkLength'>): number {
  return Math.ceil(length / chunkLength);
}

/** Bytes of one chunk: all are alike but the last. */
export function chunkBytesOf({ length, chunkLength }: Pick<Manifest, 'length' | 'chunkLength'>, index: number): number {
  return Math.max(0, Math.min(chunkLength, length - index * chunkLength));
}

export function encodeManifest({ length, chunkLength, hashes }: Manifest): Uint8Array {
  const bytes = Buffer.alloc(HASHES_AT + HASH_BYTES * hashes.length);
  bytes.set(PREFIX);
  bytes.writeBigUInt64BE(BigInt(length), LENGTH_AT);
  bytes.writeUInt32BE(chunkLength, CHUNK_LENGTH_AT);
  for (const [index, hash] of hashes.entries()) bytes.set(hash, HASHES_AT + index * HASH_BYTES);
  return new Uint8Array(bytes);
}

/** There is one manifest for a content: another chunk length than the rule's is refused. Hashes are views onto `bytes`. */
export function decodeManifest(bytes: Uint8Array): Result<Manifest, ManifestProblem> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < HASHES_AT || !view.subarray(0, LENGTH_AT).equals(PREFIX)) return refuse('not-a-manifest');
  const wide = view.readBigUInt64BE(LENGTH_AT);
  if (wide > BigInt(BLOB_BYTES_MAX)) return refuse('too-large');
  const length = Number(wide);
  const chunkLength = view.readUInt32BE(CHUNK_LENGTH_AT);
  if (chunkLength !== chunkLengthFor(length)) return refuse('not-a-manifest');
  const count = chunkCountOf({ length, chunkLength });
  if (bytes.length !== HASHES_AT + HASH_BYTES * count) return refuse('not-a-manifest');
  const hashes = Array.from({ length: count }, (_, index) => {
    const start = HASHES_AT + index * HASH_BYTES;
    return bytes.subarray(start, start + HASH_BYTES);
  });
  return { ok: true, value: { length, chunkLength, hashes } };
}

/** SHA-256 of the encoded manifest, hex. */
export function blobId(manifest: Uint8Array): string {
  return createHash('sha256').update(manifest).digest('hex');
}

function refuse(error: ManifestProblem): { readonly ok: false; readonly error: ManifestProblem } {
  return { ok: false, error };
}
