import type { ByteSource } from './byte-source.ts';

/** Blobs on disk, encrypted, by chunk (WIRE.md "_blob"; app-protocol.md "_blob"). */
export interface BlobStore {
  /**
   * Stores whole content of our own (a photo's copy, a preview, a file), chunk by chunk. Deduplicates by content. It is held until
   * `release`: an event is to name it, and until then nobody does. Undefined if the source was cut while it was read.
   */
  add(content: ByteSource): Promise<BlobInfo | undefined>;
  /** The same of bytes in memory. */
  addBytes(content: Uint8Array): Promise<BlobInfo>;
  /** Keeps a blob from being removed, until as many `release`s. */
  hold(id: string): void;
  release(id: string): void;
  info(id: string): Promise<BlobInfo | undefined>;
  /** Begins a blob known by id alone; a no-op if it is there. */
  expect(id: string): Promise<BlobInfo>;
  /** Checks the manifest against the id and keeps it. */
  putManifest(id: string, manifest: Uint8Array): Promise<'stored' | 'not-the-manifest' | 'too-large'>;
  /** Checks the chunk against the manifest, writes, syncs, renames, then commits its row. `bytes` are given away. */
  putChunk(id: string, index: number, bytes: Uint8Array): Promise<'stored' | 'wrong' | 'no-manifest'>;
  /** Plain bytes [offset, offset + length), across chunks, in memory of the caller's own; undefined if any of it is missing. */
  read(id: string, offset: number, length: number): Promise<Uint8Array | undefined>;
  manifest(id: string): Promise<Uint8Array | undefined>;
  missingChunks(id: string): Promise<readonly number[]>;
  /** Ids of begun blobs that are not whole yet. */
  notWhole(): Promise<readonly string[]>;
  /** Not one that is held. */
  remove(id: string): Promise<void>;
}

export interface BlobInfo {
  readonly id: string;
  /** Undefined until the manifest is there. */
  readonly length: number | undefined;
  readonly chunkLength: number | undefined;
  readonly chunkCount: number | undefined;
  readonly storedChunkCount: number;
  readonly isWhole: boolean;
}
