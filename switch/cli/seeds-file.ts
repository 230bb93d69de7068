import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { PeerHints } from '../index.ts';
import { refuse } from './ask.ts';
import { readSeeds } from './seed-entry.ts';

/** The entries of a seeds.json; none if no file is named. */
export async function readSeedsFile(file: string | undefined): Promise<readonly PeerHints[]> {
  if (file === undefined) return [];
  if (!existsSync(file)) return refuse(`--seeds ${file}: there is no such file`);
  return readSeeds(parseJson(await readFile(file, 'utf8'), file));
}

function parseJson(text: string, file: string) {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(`${file} is not JSON`); // JSON.parse's only way to say so
  }
}
