/**
 * Why the store could not do something that is right to ask of it.
 *
 * - `disk-full`: no room; nothing changed, try again when there is some.
 * - `not-writable`: the disk turned read-only or the file lost its rights.
 * - `damaged`: a page or a file is not what was written.
 * - `closed`: asked after `close`, or the worker ended.
 * - `internal`: a mistake of ours.
 */
export type StoreReason = 'disk-full' | 'not-writable' | 'damaged' | 'closed' | 'internal';

/** What every promise of the store rejects with. `message` names the statement's fault, never its values. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly reason: StoreReason;

  constructor(reason: StoreReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Reason of a failed store call; `internal` for anything that is no `StoreError`. */
export function storeReasonOf(error: unknown): StoreReason {
  return error instanceof StoreError ? error.reason : 'internal';
}

/** Codes of the database driver (`sqlite3.h` names) and of the file system, and what they mean to us. */
const REASON_BY_CODE: ReadonlyMap<string, StoreReason> = new Map([
  ['SQLITE_FULL', 'disk-full'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EFBIG', 'disk-full'],
  ['SQLITE_READONLY', 'not-writable'],
  ['SQLITE_CANTOPEN', 'not-writable'],
  ['SQLITE_PERM', 'not-writable'],
  ['EROFS', 'not-writable'],
  ['EACCES', 'not-writable'],
  ['EPERM', 'not-writable'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
]);

/** Any failure as a `StoreError`: by its code, and extended SQLite codes (`SQLITE_READONLY_DBMOVED`) by their beginning. */
export function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = codeOf(error) ?? '';
  const reason = REASON_BY_CODE.get(code) ?? REASON_BY_CODE.get(code.split('_').slice(0, 2).join('_')) ?? 'internal';
  return new StoreError(reason, error instanceof Error ? error.message : String(error));
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
