import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the copies lie, outside of the database: it is needed when that is damaged. */
export function copyPlaceFile(dataFolder: string): string {
  return join(dataFolder, 'copy-place');
}

export function readCopyPlace(dataFolder: string): string | undefined {
  try {
    const text = readFileSync(copyPlaceFile(dataFolder), 'utf8');
    return text === '' ? undefined : text;
  } catch {
    return undefined; // none was chosen
  }
}
