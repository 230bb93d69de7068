import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GCM_NONCE_BYTES, GCM_TAG_BYTES } from './constants.ts';
import { DurableWrites, type Flush } from './durable-writes.ts';
import { plainBytes } from './plain-bytes.ts';
import type { ChunkPlace, ChunkTable } from './worker-protocol.ts';
import { makeFolderDurably } from './write-durably.ts';

const CIPHER = 'aes-256-gcm';

/** Chunk files on the calling thread, for the storage worker; it need not wait for the disk. File: ciphertext, then GCM tag. */
export function createChunkTable(flush: Flush): ChunkTable {
  let root = '';
  const writes = new DurableWrites(flush);
  const folderOf = (folder: string) => join(root, safeName(folder));
  const fileOf = ({ folder, index }: ChunkPlace) => join(folderOf(folder), String(index));

  return {
    open(path) {
      makeFolderDurably(path);
      root = path;
    },
    async write(place, bytes, expected) {
      const hash = plainBytes(createHash('sha256').update(bytes).digest());
      if (expected !== undefined && !Buffer.from(hash).equals(expected)) return undefined;
      makeFolderDurably(folderOf(place.folder));
      await writes.write(fileOf(place), encrypt(place, bytes));
      return hash;
    },
    read(place) {
      try {
        return decrypt(place, readFileSync(fileOf(place)));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async removeFolder(folder) {
      await writes.settled(folderOf(folder)); // what came too late would make it anew
      rmSync(folderOf(folder), { recursive: true, force: true });
    },
    sweep(keep) {
      const known = new Set(keep);
      const orphans = readdirSync(root).filter((name) => !known.has(name));
      for (const name of orphans) rmSync(join(root, name), { recursive: true, force: true });
      return orphans.length;
    },
    settled: () => writes.settled(),
  };
}

/**
 * The index is the nonce. That is safe because one (key, index) only ever meets one plain text: every blob row has a random
 * key of its own, and a chunk is written only when it matches the manifest, or once, when our own blob is made.
 */
function nonceOf(index: number): Uint8Array {
  const nonce = Buffer.alloc(GCM_NONCE_BYTES);
  nonce.writeUIntBE(index, GCM_NONCE_BYTES - 6, 6);
  return nonce;
}

/** In parts, which are written one after the other. */
function encrypt({ key, index }: ChunkPlace, bytes: Uint8Array): readonly Uint8Array[] {
  const cipher = createCipheriv(CIPHER, key, nonceOf(index), { authTagLength: GCM_TAG_BYTES });
  return [cipher.update(bytes), cipher.final(), cipher.getAuthTag()];
}

/** Undefined where the file was changed or cut: the tag does not fit. */
function decrypt({ key, index }: ChunkPlace, file: Uint8Array): Uint8Array | undefined {
  if (file.length < GCM_TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, nonceOf(index), { authTagLength: GCM_TAG_BYTES });
  decipher.setAuthTag(file.subarray(file.length - GCM_TAG_BYTES));
  const plain = decipher.update(file.subarray(0, file.length - GCM_TAG_BYTES));
  try {
    decipher.final();
  } catch {
    return undefined; // the one thing `final` throws for: it does not authenticate
  }
  return plainBytes(plain);
}

/** Folder names are our own random hex; anything else would be a mistake of ours on its way to a path. */
function safeName(folder: string): string {
  if (!/^[0-9a-f]+$/.test(folder)) throw new TypeError('not a blob folder name');
  return folder;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
