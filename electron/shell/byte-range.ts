/** Bytes [start, end) of something. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a Range header (RFC 9110, 14.2) for content of `length` bytes. Undefined: serve the whole, as the standard asks
 * for several ranges, another unit, and what can't be read.
 */
export function readByteRange(header: string | null, length: number): ByteRange | 'unsatisfiable' | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = parts ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return lastBytes(Number(last), length);

  const start = Number(first);
  const lastByte = last === '' ? length - 1 : Number(last);
  if (last !== '' && lastByte < start) return undefined;
  return start < length ? { start, end: Math.min(lastByte, length - 1) + 1 } : 'unsatisfiable';
}

function lastBytes(count: number, length: number): ByteRange | 'unsatisfiable' {
  return count === 0 || length === 0 ? 'unsatisfiable' : { start: Math.max(0, length - count), end: length };
}
