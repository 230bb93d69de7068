import { createHash, randomInt } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { LendQuestion } from '../../bridge/contract/outside.ts';
import { LEND_END_BYTES, LEND_PIECE_BYTES, LEND_PIECES, LEND_WHOLE_BYTES_MAX } from '../limits.ts';

/**
 * How a page shows that a file was handed to it. A page's process that was taken over can say any path, but Chromium lets it read
 * only files that a person chose, dropped or pasted. So it must show bytes of the file, at places that are drawn here.
 */
type Parts = LendQuestion['parts'];

/** Of a file that the page sees as this large. Nothing of the disk is looked at, so the question tells nothing. */
export function drawParts(bytes: number): Parts {
  // One more than there are: a file of /proc says 0, and has more.
  if (bytes <= LEND_WHOLE_BYTES_MAX) return [{ at: 0, bytes: bytes + 1 }];
  const pieces = Array.from({ length: LEND_PIECES }, () => ({
    at: randomInt(bytes - LEND_PIECE_BYTES),
    bytes: LEND_PIECE_BYTES,
  }));
  return [{ at: 0, bytes: LEND_END_BYTES }, { at: bytes - LEND_END_BYTES, bytes: LEND_END_BYTES + 1 }, ...pieces];
}

/** What the page must answer, as SHA-256. */
export async function proofOf(path: string, { nonce, parts }: Pick<LendQuestion, 'nonce' | 'parts'>): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const hash = createHash('sha256').update(nonce);
    for (const part of parts) hash.update(await readPart(file, part));
    return hash.digest();
  } finally {
    await file.close();
  }
}

/** What there is of it; `read` may give less than the file has. */
async function readPart(file: FileHandle, { at, bytes }: Parts[number]): Promise<Uint8Array> {
  const part = Buffer.alloc(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await file.read(part, filled, bytes - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return part.subarray(0, filled);
}
