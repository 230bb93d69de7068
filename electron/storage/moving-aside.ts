import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PRIVATE_FOLDER_MODE } from './constants.ts';
import { syncFolder, writeFileDurably } from './write-durably.ts';

/**
 * A store is several files, and a database without its write-ahead log is not the same database. So what is to be moved is written
 * down first, and a program that was ended in the middle finishes the move before it does anything else.
 */
const NOTE = 'moving-aside';

interface Move {
  /** Below the data folder. */
  readonly folder: string;
  readonly files: readonly string[];
}

/** Moves these files of the data folder into a new folder in it. Once this began, it is done: by us or by the next start. */
export async function moveAside(dataFolder: string, move: Move): Promise<void> {
  writeFileDurably(join(dataFolder, NOTE), new TextEncoder().encode(JSON.stringify(move)));
  await finishMovingAside(dataFolder);
}

/** Finishes a move that was cut off. The name of its folder, if there was one. Whoever calls holds the data folder. */
export async function finishMovingAside(dataFolder: string): Promise<string | undefined> {
  const note = join(dataFolder, NOTE);
  if (!existsSync(note)) return undefined;
  const move = readMove(readFileSync(note, 'utf8'));
  if (move !== undefined) {
    const aside = join(dataFolder, move.folder);
    await mkdir(aside, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    for (const file of move.files) {
      const path = join(dataFolder, file);
      if (existsSync(path)) await rename(path, join(aside, file));
    }
    syncFolder(aside);
    syncFolder(dataFolder);
  }
  rmSync(note);
  return move?.folder;
}

/** Undefined for anything but plain names: nothing outside the data folder is ever touched. */
function readMove(text: string): Move | undefined {
  try {
    const { folder, files } = JSON.parse(text) as { readonly folder?: unknown; readonly files?: unknown };
    const names = Array.isArray(files) ? files.filter(isName) : [];
    return isName(folder) ? { folder, files: names } : undefined;
  } catch {
    return undefined; // not one of ours: notes are written whole
  }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value === basename(value) && !/^\.{1,2}$|[\\/]/.test(value);
}
