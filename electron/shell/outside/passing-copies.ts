import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type Result } from '../../messenger/index.ts';
import type { Content } from './content.ts';
import { saveInto, type WriteProblem } from './save.ts';

/** A name of a copy's own folder, so that each keeps its name. */
const FOLDER_BYTES = 8;

/**
 * Plain copies of what is opened in another program or dragged out of the window: those need a file. They lie in a folder
 * for the owner alone, and go when the app closes or, after a crash, when it starts again.
 */
export class PassingCopies {
  constructor(private readonly folder: string) {}

  async make(content: Content): Promise<Result<string, WriteProblem>> {
    const place = join(this.folder, randomBytes(FOLDER_BYTES).toString('hex'));
    try {
      await mkdir(place, { recursive: true, mode: 0o700 });
    } catch {
      return fail('not-writable');
    }
    return saveInto(content, place);
  }

  /** Never fails: on Windows a file that another program has open stays until the next time, and the app starts all the same. */
  async clear(): Promise<void> {
    const places = await readdir(this.folder).catch(() => []);
    for (const place of [...places.map((name) => join(this.folder, name)), this.folder])
      await rm(place, { recursive: true, force: true }).catch(() => undefined);
  }
}
