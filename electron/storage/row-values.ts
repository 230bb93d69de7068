import type { SqlRow } from './connection.ts';
import { plainBytes } from './plain-bytes.ts';

/** Readers of one column each. A wrong type is a mistake of ours (tables are STRICT), so they throw. */

export function textOf(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} is no text`);
  return value;
}

export function integerOf(row: SqlRow, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`column ${column} is no number`);
  return value;
}

export function bytesOf(row: SqlRow, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new TypeError(`column ${column} is no bytes`);
  return plainBytes(value);
}

/** The reader's answer, or undefined where the column is NULL. */
export function optional<T>(row: SqlRow, column: string, read: (row: SqlRow, column: string) => T): T | undefined {
  return row[column] === null ? undefined : read(row, column);
}

/** Ids and hashes are bytes on disk (half the size, and so is every index) and lower-case hex outside. */
export function hexOf(row: SqlRow, column: string): string {
  return toHex(bytesOf(row, column));
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

const HEX = /^(?:[0-9a-f]{2})*$/;

/** Bytes of lower-case hex. Anything else is a mistake of ours: what comes from peers was checked before it came here. */
export function fromHex(hex: string): Uint8Array {
  if (!HEX.test(hex)) throw new TypeError('not lower-case hex of whole bytes');
  return plainBytes(Buffer.from(hex, 'hex'));
}

/** Several ids of 32 bytes as one value, and back. */
export function joinIds(ids: readonly string[]): Uint8Array {
  return fromHex(ids.join(''));
}

const ID_HEX_CHARS = 64;

export function splitIds(row: SqlRow, column: string): readonly string[] {
  const joined = hexOf(row, column);
  return Array.from({ length: joined.length / ID_HEX_CHARS }, (_, index) =>
    joined.slice(index * ID_HEX_CHARS, (index + 1) * ID_HEX_CHARS),
  );
}
