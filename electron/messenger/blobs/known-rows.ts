import type { BlobRow, BlobRowStore } from '../../storage/index.ts';
import { BLOB_ROWS_KNOWN_MAX } from '../limits.ts';
import { decodeManifest, type Manifest } from './blob.ts';

export interface KnownRow {
  readonly row: BlobRow;
  /** Undefined until it was fetched. */
  readonly manifest: Manifest | undefined;
}

/**
 * Rows of blobs that are on their way, with their manifests read: a transfer asks for the same few with each chunk. All that
 * changes a row goes through here, one change of a blob after the other.
 */
export class KnownRows {
  /** The one that was used longest ago first. */
  private readonly known = new Map<string, KnownRow>();
  private changes = 0;

  constructor(private readonly rows: Pick<BlobRowStore, 'get' | 'put' | 'setChunks' | 'remove'>) {}

  async get(id: string): Promise<KnownRow | undefined> {
    const known = this.known.get(id);
    if (known !== undefined) return this.keep(id, known);
    const before = this.changes;
    const row = await this.rows.get(id);
    if (row === undefined) return undefined;
    const read = knownRow(row);
    return before === this.changes ? this.keep(id, read) : read; // something changed while it was read: it may be old
  }

  async put(row: BlobRow): Promise<void> {
    await this.change(row.id, () => this.rows.put(row));
    this.keep(row.id, knownRow(row));
  }

  async setChunks({ row, manifest }: KnownRow, chunks: Uint8Array, isWhole: boolean): Promise<void> {
    await this.change(row.id, () => this.rows.setChunks(row.id, chunks, isWhole));
    this.keep(row.id, { row: { ...row, chunks, isWhole }, manifest });
  }

  async remove(id: string): Promise<void> {
    await this.change(id, () => this.rows.remove(id));
  }

  /** While it is changed nobody knows what it is. */
  private async change(id: string, act: () => Promise<void>): Promise<void> {
    this.known.delete(id);
    this.changes += 1;
    try {
      await act();
    } finally {
      this.known.delete(id);
      this.changes += 1;
    }
  }

  private keep(id: string, row: KnownRow): KnownRow {
    this.known.delete(id);
    this.known.set(id, row);
    const [oldest] = this.known.keys();
    if (this.known.size > BLOB_ROWS_KNOWN_MAX && oldest !== undefined) this.known.delete(oldest);
    return row;
  }
}

/** What lies in the store was checked before it came there. */
function knownRow(row: BlobRow): KnownRow {
  const decoded = row.manifest && decodeManifest(row.manifest);
  return { row, manifest: decoded?.ok === true ? decoded.value : undefined };
}
