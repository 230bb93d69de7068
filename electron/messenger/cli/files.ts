import { type FileHandle, open } from 'node:fs/promises';
import type { OpenPhoto } from '../index.ts';
import { type ActionAnswer, done } from './action.ts';
import { PASSPHRASE_BYTES_MAX, SAVE_PIECE_BYTES } from './limits.ts';

export type FileBytes =
  | { readonly ok: true; readonly value: Uint8Array }
  | { readonly ok: false; readonly error: 'file-unreadable' | 'file-too-large'; readonly detail: string };

/** A file that the driver named. One that is no plain file, or too large, is not read. */
export async function readWholeFile(file: string, bytesMax: number): Promise<FileBytes> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const stats = await handle.stat();
    if (!stats.isFile()) return { ok: false, error: 'file-unreadable', detail: `${file}: no plain file` };
    if (stats.size > bytesMax) return { ok: false, error: 'file-too-large', detail: `${file}: over ${bytesMax} bytes` };
    return { ok: true, value: new Uint8Array(await handle.readFile()) };
  } catch (error) {
    return { ok: false, error: 'file-unreadable', detail: `${file}: ${codeOf(error)}` };
  } finally {
    await handle?.close();
  }
}

/** The first line of a file: editors end it with a newline that is no part of the passphrase. */
export async function readPassphrase(file: string) {
  const bytes = await readWholeFile(file, PASSPHRASE_BYTES_MAX);
  if (!bytes.ok) return bytes;
  return { ok: true as const, value: Buffer.from(bytes.value).toString('utf8').split(/\r?\n/, 1)[0] ?? '' };
}

/** Writes a photo to a new file; one that is there is never written over. */
export async function savePhoto(photo: OpenPhoto, file: string): Promise<ActionAnswer> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'wx', 0o600);
    for (let offset = 0; offset < photo.lengthBytes; offset += SAVE_PIECE_BYTES) {
      const piece = await photo.read(offset, Math.min(SAVE_PIECE_BYTES, photo.lengthBytes - offset));
      if (piece === undefined) return { ok: false, error: 'photo-not-here', detail: `${file} is not whole` };
      await handle.writeFile(piece);
    }
    await handle.sync();
    return done({ file, type: photo.type, bytes: photo.lengthBytes });
  } catch (error) {
    return { ok: false, error: 'file-unwritable', detail: `${file}: ${codeOf(error)}` };
  } finally {
    await handle?.close();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
