/** SQLite's file format, "Record Format". Throws a `RangeError` where bytes are no record. */

export type StoredValue = null | number | string | Buffer;
export type StoredRecord = readonly StoredValue[];

/** `rowid` is undefined in an index and in a table that is one (WITHOUT ROWID). */
export interface StoredRow {
  readonly rowid: number | undefined;
  readonly values: StoredRecord;
}

/** A number of one to nine bytes, and where the next thing begins. */
export function varintAt(bytes: Buffer, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes.readUInt8(at + index);
    value = value * 128 + (byte & 0x7f);
    if (byte < 128) return { value, end: at + index + 1 };
  }
  return { value: value * 256 + bytes.readUInt8(at + 8), end: at + 9 };
}

export function readRecord(payload: Buffer): StoredRecord {
  const header = varintAt(payload, 0);
  const values: StoredValue[] = [];
  let bodyAt = header.value;
  for (let at = header.end; at < header.value; ) {
    const type = varintAt(payload, at);
    const size = sizeOf(type.value);
    if (bodyAt + size > payload.length) throw new RangeError('a value beyond its record');
    values.push(storedValue(payload, bodyAt, type.value, size));
    bodyAt += size;
    at = type.end;
  }
  return values;
}

/** Bytes of the types below 12: NULL, whole numbers, a floating one, 0 and 1. */
const SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];
const TYPE_DOUBLE = 7;
const TYPE_ONE = 9;
const TYPE_BYTES = 12;

function sizeOf(type: number): number {
  if (type >= TYPE_BYTES) return Math.floor((type - TYPE_BYTES) / 2);
  const size = SIZES[type];
  if (size === undefined) throw new RangeError('no such type');
  return size;
}

function storedValue(payload: Buffer, at: number, type: number, size: number): StoredValue {
  if (type >= TYPE_BYTES) {
    return type % 2 === 0 ? payload.subarray(at, at + size) : payload.toString('utf8', at, at + size);
  }
  if (type === 0) return null;
  if (type === TYPE_DOUBLE) return payload.readDoubleBE(at);
  if (size === 0) return type === TYPE_ONE ? 1 : 0;
  return size === 8 ? Number(payload.readBigInt64BE(at)) : payload.readIntBE(at, size);
}
