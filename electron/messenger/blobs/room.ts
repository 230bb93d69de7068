import type { BlobRowStore } from '../../storage/store.ts';
import { chunkBytesOf, chunkCountOf } from './blob.ts';
import { hasBit } from './chunk-bits.ts';

/** Where length and chunk length stand in a manifest (WIRE.md "_blob"). */
const LENGTH_AT = 16;
const CHUNK_LENGTH_AT = 24;
const HEAD_BYTES = 28;

/** Bytes that a blob takes here. */
function bytesHere(manifestHead: Uint8Array | undefined, chunks: Uint8Array): number {
  if (manifestHead === undefined || manifestHead.length < HEAD_BYTES) return 0;
  const view = new DataView(manifestHead.buffer, manifestHead.byteOffset, manifestHead.length);
  const shape = { length: Number(view.getBigUint64(LENGTH_AT)), chunkLength: view.getUint32(CHUNK_LENGTH_AT) };
  let bytes = 0;
  for (let index = 0; index < chunkCountOf(shape); index += 1)
    if (hasBit(chunks, index)) bytes += chunkBytesOf(shape, index);
  return bytes;
}

/** What takes room: bytes by conversation, the largest first. A blob of several conversations counts for the first that named it. */
export async function roomByConversation(
  rows: BlobRowStore,
): Promise<readonly { readonly conversationId: string; readonly bytes: number }[]> {
  const byConv = new Map<string, number>();
  for (const { conv, manifestHead, chunks } of await rows.rooms()) {
    byConv.set(conv, (byConv.get(conv) ?? 0) + bytesHere(manifestHead, chunks));
  }
  return [...byConv].map(([conversationId, bytes]) => ({ conversationId, bytes })).sort((a, b) => b.bytes - a.bytes);
}

export async function usedBytes(rows: BlobRowStore): Promise<number> {
  return (await roomByConversation(rows)).reduce((sum, { bytes }) => sum + bytes, 0);
}
