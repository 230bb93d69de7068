import { readFileSync } from 'node:fs';
import { CIPHER_SALT_BYTES } from '../constants.ts';
import { writeFileDurably } from '../write-durably.ts';

const SALT_HEX_CHARS = 2 * CIPHER_SALT_BYTES;

/** Beside the database: its salt is no secret, and without it not one page of it can be proved. */
export function saltFile(databaseFile: string): string {
  return `${databaseFile}-salt`;
}

/** Notes it where it is not noted yet. A full disk is told when something is said; the next start tries again. */
export function keepSalt(databaseFile: string, hex: string): void {
  const noted = readSalt(databaseFile);
  if (noted !== undefined && Buffer.from(noted).toString('hex') === hex) return;
  try {
    writeFileDurably(saltFile(databaseFile), Buffer.from(hex));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

export function readSalt(databaseFile: string): Uint8Array | undefined {
  try {
    const text = readFileSync(saltFile(databaseFile), 'latin1');
    return text.length === SALT_HEX_CHARS && /^[0-9a-f]*$/.test(text) ? Buffer.from(text, 'hex') : undefined;
  } catch {
    return undefined; // an older version made this store
  }
}
