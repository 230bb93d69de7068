import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type Result } from '../../messenger/index.ts';
import { PASSING_COPY_MS } from '../limits.ts';
import type { Content } from './content.ts';
import { saveInto, type WriteProblem } from './save.ts';

/** A name of a copy's own folder, so that each keeps its name. */
const FOLDER_BYTES = 8;

/**
 * Plain copies of what is opened in another program or dragged out of the window: those need a file. They lie in a folder
 * for the owner alone, and go an hour later, when the app closes or, after a crash, when it starts again.
 */
export class PassingCopies {
  private readonly cancels = new Map<string, () => void>();

  constructor(
    private readonly folder: string,
    private readonly after: (ms: number, callback: () => void) => () => void,
  ) {}

  async make(content: Content): Promise<Result<string, WriteProblem>> {
    const place = join(this.folder, randomBytes(FOLDER_BYTES).toString('hex'));
    try {
      await mkdir(place, { recursive: true, mode: 0o700 });
    } catch {
      return fail('not-writable');
    }
    const saved = await saveInto(content, place);
    this.expireLater(place, await changedAtMs(place));
    return saved;
  }

  /** Never fails: on Windows a file that another program has open stays until the next time, and the app starts all the same. */
  async clear(): Promise<void> {
    for (const cancel of this.cancels.values()) cancel();
    this.cancels.clear();
    const places = await readdir(this.folder).catch(() => []);
    for (const place of [...places.map((name) => join(this.folder, name)), this.folder])
      await rm(place, { recursive: true, force: true }).catch(() => undefined);
  }

  private expireLater(place: string, knownAtMs: number): void {
    this.cancels.set(
      place,
      this.after(PASSING_COPY_MS, () => void this.expire(place, knownAtMs)),
    );
  }

  /** A copy that somebody wrote to meanwhile stays for as long again: what they did with it may not be saved elsewhere yet. */
  private async expire(place: string, knownAtMs: number): Promise<void> {
    this.cancels.delete(place);
    const nowAtMs = await changedAtMs(place);
    if (nowAtMs !== knownAtMs) return this.expireLater(place, nowAtMs);
    const isGone = await rm(place, { recursive: true, force: true }).then(
      () => true,
      () => false,
    );
    if (!isGone) this.expireLater(place, nowAtMs); // another program has it open
  }
}

/** When anything in the folder was last written to; 0 if nothing is there. */
async function changedAtMs(place: string): Promise<number> {
  const names = await readdir(place).catch(() => []);
  const times = await Promise.all(names.map((name) => stat(join(place, name)).then(({ mtimeMs }) => mtimeMs)));
  return Math.max(0, ...times);
}
