import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Name of the file in the data folder. */
export const COPY_PLACE = 'copy-place';

/** Where the copies lie, outside of the database: it is needed when that is damaged. */
export function copyPlaceFile(dataFolder: string): string {
  return join(dataFolder, COPY_PLACE);
}

export function readCopyPlace(dataFolder: string): string | undefined {
  try {
    const text = readFileSync(copyPlaceFile(dataFolder), 'utf8');
    return text === '' ? undefined : text;
  } catch {
    return undefined; // none was chosen
  }
}
