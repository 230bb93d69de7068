import { closeSync, fsync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { FLUSHES_AT_ONCE } from './constants.ts';
import { syncFolder, writeUnflushed } from './write-durably.ts';

/** Puts on the disk what was written. In a test's own process at once, in the thread while the next file is written. */
export interface Flush {
  file(descriptor: number): void | Promise<void>;
  folder(path: string): void | Promise<void>;
}

const fsyncLater = promisify(fsync);

/** Beside what the thread does, and a few at a time: the file system puts them on the disk together. */
export function flushBeside(): Flush {
  const atOnce = limited(FLUSHES_AT_ONCE);
  return {
    file: (descriptor) => atOnce(() => fsyncLater(descriptor)),
    async folder(path) {
      if (process.platform === 'win32') return; // see syncFolder
      const descriptor = openSync(path, 'r');
      try {
        await atOnce(() => fsyncLater(descriptor));
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

/**
 * Files written as `writeFileDurably` does it, several at the same time: each is flushed before it is renamed into place, and
 * its folder after that, by one flush for all that were renamed before it began.
 */
export class DurableWrites {
  /** By file: the same one is written once at a time. */
  private readonly writing = new Map<string, Promise<void>>();
  private readonly folders = new Map<string, FolderFlush>();

  constructor(private readonly flush: Flush) {}

  /** Resolves when the file lies in its place and a power cut would leave it there. */
  write(file: string, parts: readonly Uint8Array[]): Promise<void> {
    const before = this.writing.get(file);
    const written = before === undefined ? this.writeNow(file, parts) : before.then(() => this.writeNow(file, parts));
    const settled = written
      .catch(() => undefined) // whoever asked is told
      .then(() => {
        if (this.writing.get(file) === settled) this.writing.delete(file);
      });
    this.writing.set(file, settled);
    return written;
  }

  /** When nothing in this folder, or anywhere, is being written. */
  async settled(folder?: string): Promise<void> {
    const all = [...this.writing].filter(([file]) => folder === undefined || dirname(file) === folder);
    await Promise.all(all.map(([, settled]) => settled));
  }

  private async writeNow(file: string, parts: readonly Uint8Array[]): Promise<void> {
    const fresh = `${file}.new`;
    const descriptor = writeUnflushed(fresh, parts);
    try {
      await this.flush.file(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(fresh, file);
    await this.flushFolder(dirname(file));
  }

  /** One that runs already may have begun before the rename: the one after it is shared by all who come meanwhile. */
  private flushFolder(path: string): Promise<void> {
    const flushes = this.folders.get(path) ?? { running: undefined, next: undefined };
    this.folders.set(path, flushes);
    if (flushes.running === undefined) return this.runFolderFlush(path, flushes);
    flushes.next ??= flushes.running.catch(() => undefined).then(() => this.runFolderFlush(path, flushes));
    return flushes.next;
  }

  private async runFolderFlush(path: string, flushes: FolderFlush): Promise<void> {
    flushes.next = undefined;
    flushes.running = Promise.resolve(this.flush.folder(path));
    try {
      await flushes.running;
    } finally {
      flushes.running = undefined;
      if (flushes.next === undefined) this.folders.delete(path);
    }
  }
}

interface FolderFlush {
  running: Promise<void> | undefined;
  next: Promise<void> | undefined;
}

/** Runs so many tasks at a time, the others in the order in which they came. */
function limited(max: number): (task: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running === max) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      await task();
    } finally {
      const next = waiting.shift(); // it takes over our place
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/** Each at once, on the calling thread. */
export const flushAtOnce: Flush = {
  file: fsyncSync,
  folder: syncFolder,
};
