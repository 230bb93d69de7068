import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileDurably } from '../../storage/index.ts';

/** Below the folder that the person chose, so that nothing of theirs is ever touched. */
const FOLDER = 'Hashline copy';
const INFO_FILE = 'copy.json';
const PRIVATE_MODE = 0o700;

/** What a generation says of itself. */
const CopyInfo = z.object({
  v: z.literal(1),
  atMs: z.number(),
  eventCount: z.number(),
  /** Names of the blob folders that its database may name. */
  blobs: z.array(z.string().regex(/^[0-9a-f]+$/)),
});
export type CopyInfo = z.output<typeof CopyInfo>;

/** One whole state: a database, and the box with its key. The blobs lie beside the generations and are shared. */
export interface Generation {
  readonly number: number;
  readonly databaseFile: string;
  /** The database key, locked by the rescue words. */
  readonly keyFile: string;
  readonly info: CopyInfo;
}

export interface CopyFolder {
  readonly path: string;
  readonly blobFolder: string;
}

/** Undefined where the chosen folder is not there: a drive that is not connected must not come to life as a folder. */
export async function openCopyFolder(chosen: string): Promise<CopyFolder | undefined> {
  if (!(await isFolder(chosen))) return undefined;
  const path = join(chosen, FOLDER);
  const blobFolder = join(path, 'blobs');
  await mkdir(blobFolder, { recursive: true, mode: PRIVATE_MODE });
  return { path, blobFolder };
}

/** The copy in a folder that the person shows: the one they chose, or the copy's own. */
export async function findCopyFolder(shown: string): Promise<CopyFolder | undefined> {
  for (const path of [join(shown, FOLDER), shown]) {
    if (await isFolder(join(path, 'blobs'))) return { path, blobFolder: join(path, 'blobs') };
  }
  return undefined;
}

/** The newest first; what was not finished is none. */
export async function generationsOf({ path }: CopyFolder): Promise<readonly Generation[]> {
  const names = (await readdir(path)).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(names.map((name) => readGeneration(path, name)));
  return found.filter((generation) => generation !== undefined).sort((a, b) => b.number - a.number);
}

async function readGeneration(path: string, name: string): Promise<Generation | undefined> {
  try {
    const info = CopyInfo.parse(JSON.parse(await readFile(join(path, name, INFO_FILE), 'utf8')));
    return { number: Number(name), ...filesIn(join(path, name)), info };
  } catch {
    return undefined; // cut off, or not ours
  }
}

/** A place for the next one, empty; what an earlier try left is removed. */
export async function beginGeneration({ path }: CopyFolder, number: number) {
  for (const name of await readdir(path)) {
    if (name.endsWith('.new')) await rm(join(path, name), { recursive: true, force: true });
  }
  const fresh = join(path, `${number}.new`);
  await mkdir(fresh, { mode: PRIVATE_MODE });
  return { path: fresh, ...filesIn(fresh) };
}

/** The last step: from here on it is a generation, and before it was nothing. */
export async function finishGeneration({ path }: CopyFolder, number: number, info: CopyInfo): Promise<void> {
  const fresh = join(path, `${number}.new`);
  writeFileDurably(join(fresh, INFO_FILE), new TextEncoder().encode(JSON.stringify(info)));
  await rename(fresh, join(path, String(number)));
  await syncPath(path);
}

export async function dropGeneration({ path }: CopyFolder, number: number): Promise<void> {
  for (const name of [String(number), `${number}.new`]) await rm(join(path, name), { recursive: true, force: true });
}

function filesIn(folder: string) {
  return { databaseFile: join(folder, 'store.db'), keyFile: join(folder, 'key.box') };
}

/**
 * Copies the chunk files that are not there yet. A chunk never changes once it has its name, so name and size are enough to
 * know it. Returns the names of all folders seen.
 */
export async function copyBlobs(
  from: string,
  to: string,
  onProgress: (done: number, all: number) => void,
): Promise<readonly string[]> {
  const folders = (await readdir(from)).filter((name) => /^[0-9a-f]+$/.test(name));
  for (const [index, folder] of folders.entries()) {
    await copyChunks(join(from, folder), join(to, folder));
    onProgress(index + 1, folders.length);
  }
  return folders;
}

async function copyChunks(from: string, to: string): Promise<void> {
  const names = (await namesIn(from)).filter((name) => /^\d+$/.test(name));
  if (names.length === 0) return;
  await mkdir(to, { recursive: true, mode: PRIVATE_MODE });
  let isChanged = false;
  for (const name of names) {
    const size = await sizeOf(join(from, name));
    if (size === undefined || size === (await sizeOf(join(to, name)))) continue;
    await copyDurably(join(from, name), join(to, name));
    isChanged = true;
  }
  if (isChanged) await syncPath(to);
}

/** Beside its place first: what has its name is whole. */
export async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, `${to}.new`);
  await syncPath(`${to}.new`);
  await rename(`${to}.new`, to);
}

/** Flushes a file, or the names in a folder; Windows has no such call for folders. */
export async function syncPath(path: string): Promise<void> {
  const isDirectory = (await stat(path)).isDirectory();
  if (isDirectory && process.platform === 'win32') return;
  const handle = await open(path, isDirectory ? 'r' : 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Blob folders that none of these generations can name. */
export async function sweepBlobs({ blobFolder }: CopyFolder, kept: readonly Generation[]): Promise<void> {
  const named = new Set(kept.flatMap(({ info }) => info.blobs));
  for (const name of await readdir(blobFolder)) {
    if (!named.has(name)) await rm(join(blobFolder, name), { recursive: true, force: true });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (found) => found.size,
    () => undefined,
  );
}

/** None for a folder that was removed meanwhile. */
async function namesIn(path: string): Promise<readonly string[]> {
  return readdir(path).catch(() => []);
}
