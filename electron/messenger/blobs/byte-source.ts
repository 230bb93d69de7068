import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../switch/index.ts';

/** Bytes that are read piece by piece, so that a file of any size is never in memory whole. */
export interface ByteSource {
  readonly lengthBytes: number;
  /** [offset, offset + length), in memory of the caller's own; fewer only if the source was cut meanwhile. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    lengthBytes: bytes.length,
    read: async (offset, length) => bytes.slice(offset, offset + length),
    close: async () => undefined,
  };
}

export interface FileSource extends ByteSource {
  readonly modifiedAtMs: number;
}

/** A file on this machine; folders, devices and pipes are none. */
export async function fileSource(path: string): Promise<Result<FileSource, 'file-unreadable'>> {
  try {
    const handle = await open(path, 'r');
    const stat = await handle.stat();
    if (!stat.isFile()) {
      await handle.close();
      return fail('file-unreadable');
    }
    return ok({
      lengthBytes: stat.size,
      modifiedAtMs: stat.mtimeMs,
      async read(offset, length) {
        const bytes = new Uint8Array(length);
        let filled = 0;
        while (filled < length) {
          const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      },
      close: () => handle.close(),
    });
  } catch {
    return fail('file-unreadable'); // not there, or not for us: the person is told, whatever the system calls it
  }
}
