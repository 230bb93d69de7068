import { createHash } from 'node:crypto';
import { refuse } from './ask.ts';
import type { ChannelLog } from './channel-log.ts';
import { seededBytes } from './seeded-random.ts';

/** What the reference switch cuts bulk bodies to. */
export const BULK_CHUNK_BYTES = 1000;
/** It is made and kept whole. */
const BULK_BYTES_MAX = 1 << 30;

/** That many pseudo-random bytes, and their sum. */
export function bulkData(length: number, seed: number): { bytes: Uint8Array; sha256: string } {
  if (!Number.isInteger(length) || length < 0 || length > BULK_BYTES_MAX)
    refuse(`"bytes" is from 0 to ${BULK_BYTES_MAX}`);
  const bytes = seededBytes(length, seed);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

interface BulkOptions {
  readonly chunkBytes: number;
  /** Packets underway at most; undefined: as many as the switch allows. */
  readonly window?: number | undefined;
}

/** Sends the bytes in chunks, as fast as there is room, and ends the channel. No bytes: one empty chunk. */
export async function sendBulk(log: ChannelLog, bytes: Uint8Array, options: BulkOptions): Promise<void> {
  const { chunkBytes, window = Number.POSITIVE_INFINITY } = options;
  let at = 0;
  do {
    while (log.underwayCount >= window && !log.isGone) await log.nextAck();
    const body = bytes.subarray(at, at + chunkBytes);
    at += body.length;
    await log.send({ body, end: at >= bytes.length });
  } while (at < bytes.length && !log.isGone);
}
