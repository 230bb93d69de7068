import type { ByteSource } from '../../blobs/byte-source.ts';

/** Read at once: many small looks at neighbouring bytes cost one read of the disk. */
const WINDOW_BYTES = 262_144;

/** Looks into a file here and there. What lies behind the end is undefined, so a lying length finds nothing. */
export class SourceReader {
  private window: Buffer = Buffer.alloc(0);
  private start = 0;

  constructor(private readonly source: ByteSource) {}

  get length(): number {
    return this.source.lengthBytes;
  }

  /** A view that is good until the next call; undefined if the file has no such bytes. */
  async bytes(offset: number, length: number): Promise<Buffer | undefined> {
    if (offset < 0 || length < 0 || offset + length > this.length) return undefined;
    if (offset < this.start || offset + length > this.start + this.window.length) {
      const read = await this.source.read(offset, Math.min(Math.max(length, WINDOW_BYTES), this.length - offset));
      this.window = Buffer.from(read.buffer, read.byteOffset, read.length);
      this.start = offset;
    }
    const at = offset - this.start;
    return at + length > this.window.length ? undefined : this.window.subarray(at, at + length);
  }

  /** What is in the window from `offset` on, at least one byte; undefined at the end of the file. */
  async run(offset: number): Promise<Buffer | undefined> {
    return (await this.bytes(offset, 1)) && this.window.subarray(offset - this.start);
  }
}
