import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, markFromOutside, ok, type Result } from '../../messenger/index.ts';
import { SAVE_PIECE_BYTES, SAVED_NAME_TRIES_MAX } from '../limits.ts';
import type { Content } from './content.ts';

export type WriteProblem = 'not-here-yet' | 'disk-full' | 'not-writable' | 'failed';

export interface SaveOptions {
  /** Asked before each piece. */
  readonly isStopped?: () => boolean;
  /** Tells the system that it came from somebody else. */
  readonly mark?: (path: string) => Promise<void>;
}

/** Bytes in a name that no other file has. */
const PART_BYTES = 6;

/** Saves under exactly this path, which the person chose: what was there stays until all of the new is written. */
export async function saveAs(
  content: Content,
  path: string,
  { mark = markFromOutside }: SaveOptions = {},
): Promise<Result<string, WriteProblem>> {
  const part = `${path}.${randomBytes(PART_BYTES).toString('hex')}.part`;
  return writing(part, async () => {
    const file = await open(part, 'wx');
    const written = await writeContent(content, file, {});
    if (!written) return fail('not-here-yet');
    await mark(part); // under its own name it is never without
    await rename(part, path);
    await utimes(path, content.atMs / 1_000, content.atMs / 1_000);
    return ok(path);
  });
}

/** Saves into a folder, under a name that is free there: nothing is ever overwritten. Its path. */
export async function saveInto(
  content: Content,
  folder: string,
  options: SaveOptions = {},
): Promise<Result<string, WriteProblem>> {
  const free = await openFree(folder, content.name);
  if (!free.ok) return free;
  const { path, file } = free.value;
  return writing(path, async () => {
    if (!(await writeContent(content, file, options))) return fail('not-here-yet');
    await (options.mark ?? markFromOutside)(path);
    await utimes(path, content.atMs / 1_000, content.atMs / 1_000);
    return ok(path);
  });
}

/** "photo.jpg", "photo (2).jpg" and so on, made by the system so that no two writers get the same. */
async function openFree(
  folder: string,
  name: string,
): Promise<Result<{ readonly path: string; readonly file: FileHandle }, WriteProblem>> {
  for (let number = 1; number <= SAVED_NAME_TRIES_MAX; number++) {
    const path = join(folder, numberedName(name, number));
    try {
      return ok({ path, file: await open(path, 'wx') });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') return fail(problemOf(error));
    }
  }
  return fail('failed');
}

export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  return `${stem} (${number})${ending}`;
}

/** Piece by piece, and on the disk when it is done. False if a piece is missing or it was stopped. Closes the file. */
async function writeContent(content: Content, file: FileHandle, { isStopped }: SaveOptions): Promise<boolean> {
  try {
    const opened = content.isHere ? await content.open() : undefined;
    if (opened === undefined) return false;
    for (let offset = 0; offset < opened.lengthBytes; ) {
      if (isStopped?.() === true) return false;
      const bytes = await opened.read(offset, Math.min(SAVE_PIECE_BYTES, opened.lengthBytes - offset));
      if (bytes === undefined || bytes.length === 0) return false;
      await file.writeFile(bytes); // all of it: `write` may take less from us on a disk that is nearly full, and says so in passing
      offset += bytes.length;
    }
    await file.sync();
    return true;
  } finally {
    await file.close();
  }
}

/** Half a file helps nobody: what could not be written to its end is taken away. */
async function writing(
  path: string,
  write: () => Promise<Result<string, WriteProblem>>,
): Promise<Result<string, WriteProblem>> {
  const written = await write().catch((error: unknown) => fail(problemOf(error)));
  if (!written.ok) await rm(path, { force: true }).catch(() => undefined); // a disk that is gone took it along
  return written;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const NOT_WRITABLE: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR'];

function problemOf(error: unknown): WriteProblem {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'disk-full';
  return NOT_WRITABLE.includes(code) ? 'not-writable' : 'failed';
}
