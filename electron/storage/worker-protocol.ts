import type { Sync, SyncStoreTables } from './operations.ts';
import type { DetailedResult } from './result.ts';
import type { SalvageStore } from './rows/salvage.ts';
import type { StoreReason } from './store-error.ts';

/** One question to the storage worker. Answers are matched by `id`: of the database they come in the order of the questions. */
export interface WorkerRequest {
  readonly id: number;
  readonly table: string;
  readonly call: string;
  readonly args: readonly unknown[];
}

export type WorkerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly reason: StoreReason; readonly message: string };

/** Why a store could not be opened; then nothing in it was changed. */
export type OpenStoreProblem = 'store-newer' | 'store-damaged' | 'key-wrong' | 'not-writable';

/** Settings as SQLite reports them, for the test that reads them back. */
export type DatabaseSettings = Readonly<Record<(typeof SETTINGS_READ)[number], unknown>>;

export const SETTINGS_READ = [
  'journal_mode',
  'synchronous',
  'fullfsync',
  'checkpoint_fullfsync',
  'foreign_keys',
  'secure_delete',
  'busy_timeout',
  'user_version',
  'cipher_salt',
] as const;

export interface Inspection {
  readonly isWhole: boolean;
  /** Events in it; 0 if it can not be read. */
  readonly eventCount: number;
}

/** The worker's own life. */
export interface ControlTable {
  /** Takes the folder for this process until it ends, however it ends. False: another copy has it. */
  lock(file: string): boolean;
  open(file: string, key: Uint8Array): DetailedResult<undefined, OpenStoreProblem>;
  settings(): DatabaseSettings;
  /** Writes a whole, compacted copy of the database to a new file, over a connection of its own; the store goes on meanwhile. */
  copy(file: string, key: Uint8Array, target: string): void;
  /** Opens a file that is not written to and reads every page of it. `isWhole`: all are as they were written, and fit together. */
  inspect(file: string, key: Uint8Array): Inspection;
  close(): void;
}

/** Place of one chunk's file and the key it is encrypted with. */
export interface ChunkPlace {
  readonly folder: string;
  readonly index: number;
  readonly key: Uint8Array;
}

/** Encrypted chunk files below one folder. Several are written at the same time. */
export interface ChunkTable {
  open(root: string): void;
  /**
   * Encrypts and writes one chunk: file synced, renamed into place, folder synced. Returns the SHA-256 of `bytes`; with
   * `expected` given and another one found, undefined, and nothing is written.
   */
  write(place: ChunkPlace, bytes: Uint8Array, expected: Uint8Array | undefined): Promise<Uint8Array | undefined>;
  /** Undefined if the file is missing or is not what was written. */
  read(place: ChunkPlace): Uint8Array | undefined;
  removeFolder(folder: string): Promise<void>;
  /** Removes what a crash left: every folder but these. Returns how many. */
  sweep(keep: readonly string[]): number;
  /** Resolves when nothing is being written. */
  settled(): Promise<void>;
}

export type WorkerTables = SyncStoreTables & {
  readonly control: ControlTable;
  readonly chunks: ChunkTable;
  readonly salvage: Sync<SalvageStore>;
};

export const controlOperations = [
  'lock',
  'open',
  'settings',
  'copy',
  'inspect',
  'close',
] as const satisfies readonly (keyof ControlTable)[];
export const chunkOperations = [
  'open',
  'write',
  'read',
  'removeFolder',
  'sweep',
  'settled',
] as const satisfies readonly (keyof ChunkTable)[];
export const salvageOperations = ['begin', 'next', 'seen', 'end'] as const satisfies readonly (keyof SalvageStore)[];
