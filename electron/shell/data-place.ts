import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where this run keeps things. */
export interface DataPlace {
  /** The messenger's. */
  readonly dataFolder: string;
  /** Electron's own, below it. */
  readonly electronFolder: string;
  /** Undefined where nothing can be written: then the log goes to stderr alone. */
  readonly logFolder: string | undefined;
  /** Removes what was only for this run. */
  release(): void;
}

/**
 * Makes the folders. If the data folder can't be written the window must still open, to say so: then Electron gets a
 * folder for this run.
 */
export function prepareDataPlace(dataFolder: string): DataPlace {
  const electronFolder = join(dataFolder, 'electron');
  const logFolder = join(dataFolder, 'logs');
  try {
    mkdirSync(electronFolder, { recursive: true, mode: 0o700 });
    mkdirSync(logFolder, { recursive: true, mode: 0o700 });
    return { dataFolder, electronFolder, logFolder, release: () => undefined };
  } catch {
    const temporary = mkdtempSync(join(tmpdir(), 'hashline-'));
    const release = () => rmSync(temporary, { recursive: true, force: true });
    return { dataFolder, electronFolder: temporary, logFolder: undefined, release };
  }
}
