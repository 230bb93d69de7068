import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { BridgeCalls } from '../../bridge/contract.ts';

/** Shows the system's own question, with a file name suggested. */
export type AskWhereToSave = (suggestedName: string) => Promise<string | undefined>;

/** Bytes in a name that no other file has. */
const PART_BYTES = 6;

const PNG_MAGIC = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What the page may write to a place that the person chose: pictures of codes, and nothing that is not one. */
export function savingCalls(ask: AskWhereToSave): Pick<BridgeCalls, 'saveQrPicture'> {
  return {
    saveQrPicture: async ({ fileName, png }) => {
      if (Buffer.compare(png.subarray(0, PNG_MAGIC.length), PNG_MAGIC) !== 0)
        return { ok: false, error: 'not-a-picture' };
      const path = await ask(`${plainFileName(fileName)}.png`);
      if (path === undefined) return { ok: true, value: { isSaved: false } };
      try {
        await replaceFile(path, png);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException; // what writeFile rejects with
        return { ok: false, error: code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'not-writable' };
      }
      return { ok: true, value: { isSaved: true } };
    },
  };
}

/** What was there stays until all of the new is written. */
async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${randomBytes(PART_BYTES).toString('hex')}.part`;
  try {
    const file = await open(part, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined); // a disk that is gone took it along
    throw error;
  }
}

/** Names of people are in it: no path, nothing a file system trips over. */
function plainFileName(name: string): string {
  return (
    name
      .replace(/[\p{C}/\\:*?"<>|]/gu, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s.]+|[\s.]+$/g, '') || 'Hashline'
  );
}
