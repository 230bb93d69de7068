export interface BlobRow {
  readonly id: string;
  /** Undefined until fetched. */
  readonly manifest: Uint8Array | undefined;
  /** Random folder name below the blob folder. */
  readonly folder: string;
  /** AES-256 key of this blob alone. */
  readonly key: Uint8Array;
  /** One bit a chunk, least significant first: stored, synced and checked. */
  readonly chunks: Uint8Array;
  readonly isWhole: boolean;
}

/** What was decided about a blob that is not simply fetched. */
export interface BlobChoiceRow {
  readonly blob: string;
  readonly choice: 'asks' | 'taken' | 'paused' | 'declined' | 'failed';
  readonly why: string | undefined;
}

export interface BlobRoom {
  readonly blob: string;
  /** A conversation with an event that names it: the first one. */
  readonly conv: string;
  readonly manifestHead: Uint8Array | undefined;
  readonly chunks: Uint8Array;
}

/** What a receiver said of a blob that they don't have. */
export interface BlobAnswer {
  readonly blob: string;
  readonly answer: 'waits' | 'declined';
}

export interface BlobRowStore {
  get(id: string): Promise<BlobRow | undefined>;
  put(row: BlobRow): Promise<void>;
  /** Like `put`, of what changes with each chunk alone. A row that is not there stays away. */
  setChunks(id: string, chunks: Uint8Array, isWhole: boolean): Promise<void>;
  remove(id: string): Promise<void>;
  notWhole(): Promise<readonly BlobRow[]>;
  /** Ids of blobs that no event names. */
  unnamed(): Promise<readonly string[]>;
  /** What takes room: every blob an event names, with the first bytes of its manifest, which hold its length. */
  rooms(): Promise<readonly BlobRoom[]>;
  choices(): Promise<readonly BlobChoiceRow[]>;
  putChoice(row: BlobChoiceRow): Promise<void>;
  removeChoice(blob: string): Promise<void>;
  /** This device gave us a part of it that was checked. */
  addGiver(blob: string, device: string): Promise<void>;
  isGiver(blob: string, device: string): Promise<boolean>;
  /** Folder names of all rows, for the sweep of folders that no row names. */
  folders(): Promise<readonly string[]>;
}
