/**
 * The same bytes as a plain Uint8Array, not copied. `Buffer.prototype.slice` gives a view where
 * `Uint8Array.prototype.slice` gives a copy, so no Buffer may reach the engine, which was written for the latter.
 */
export function plainBytes(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
