import { open, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '../blobs/blob-store.ts';
import { safeFileName } from '../blobs/file-name.ts';
import { markFromOutside } from '../blobs/mark-from-outside.ts';
import { EXPORT_PIECE_BYTES } from '../limits.ts';

/** Files of one export: named by their date, no name twice, dated as what is in them. */
export class DatedFiles {
  private readonly taken = new Set<string>();
  private written = 0;

  constructor(
    private readonly folder: string,
    private readonly blobs: BlobStore,
    private readonly mark: (path: string) => Promise<void> = markFromOutside,
  ) {}

  get count(): number {
    return this.written;
  }

  /** Writes a blob, piece by piece; its path below the export's folder, or undefined if it is not here whole. */
  async write(subfolder: string, blob: string, name: string, atMs: number): Promise<string | undefined> {
    const info = await this.blobs.info(blob);
    if (info?.isWhole !== true || info.length === undefined) return undefined;
    const path = this.freeName(subfolder, safeFileName(name));
    const isWritten = await this.writeBlob(join(this.folder, path), blob, info.length);
    if (!isWritten) return undefined;
    await this.mark(join(this.folder, path));
    await utimes(join(this.folder, path), atMs / 1_000, atMs / 1_000);
    this.written += 1;
    return path;
  }

  /** False if it went away meanwhile. Half a file helps nobody: it is taken away, also when the disk is full. */
  private async writeBlob(path: string, blob: string, length: number): Promise<boolean> {
    const file = await open(path, 'wx');
    let isWhole = false;
    try {
      for (let offset = 0; offset < length; offset += EXPORT_PIECE_BYTES) {
        const bytes = await this.blobs.read(blob, offset, Math.min(EXPORT_PIECE_BYTES, length - offset));
        if (bytes === undefined) return false;
        await file.writeFile(bytes); // all of it, which `write` does not promise
      }
      isWhole = true;
    } finally {
      await file.close();
      if (!isWhole) await rm(path, { force: true });
    }
    return true;
  }

  /** Systems that do not tell case apart get no name twice either. */
  private freeName(subfolder: string, name: string): string {
    const dot = name.lastIndexOf('.');
    const [stem, ending] = dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
    for (let number = 1; ; number++) {
      const path = `${subfolder}/${number === 1 ? name : `${stem} (${number})${ending}`}`;
      if (this.taken.has(path.toLowerCase())) continue;
      this.taken.add(path.toLowerCase());
      return path;
    }
  }
}
