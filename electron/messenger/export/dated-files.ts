import { open, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '../blobs/blob-store.ts';
import { safeFileName } from '../blobs/file-name.ts';
import { EXPORT_PIECE_BYTES } from '../limits.ts';

/** Files of one export: named by their date, no name twice, dated as what is in them. */
export class DatedFiles {
  private readonly taken = new Set<string>();
  private written = 0;

  constructor(
    private readonly folder: string,
    private readonly blobs: BlobStore,
  ) {}

  get count(): number {
    return this.written;
  }

  /** Writes a blob, piece by piece; its path below the export's folder, or undefined if it is not here whole. */
  async write(subfolder: string, blob: string, name: string, atMs: number): Promise<string | undefined> {
    const info = await this.blobs.info(blob);
    if (info?.isWhole !== true || info.length === undefined) return undefined;
    const path = this.freeName(subfolder, safeFileName(name));
    const file = await open(join(this.folder, path), 'wx');
    try {
      for (let offset = 0; offset < info.length; offset += EXPORT_PIECE_BYTES) {
        const bytes = await this.blobs.read(blob, offset, Math.min(EXPORT_PIECE_BYTES, info.length - offset));
        if (bytes === undefined) return undefined; // it went away meanwhile
        await file.writeFile(bytes); // all of it, which `write` does not promise
      }
    } finally {
      await file.close();
    }
    await utimes(join(this.folder, path), atMs / 1_000, atMs / 1_000);
    this.written += 1;
    return path;
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
