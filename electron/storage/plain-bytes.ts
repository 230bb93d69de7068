/**
 * The same bytes as a plain `Uint8Array`, not a `Buffer` (whose `slice` shares memory where `Uint8Array`'s copies), and on
 * memory of its own kind: copied only if they lie in memory shared between threads.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = bytes;
  if (buffer instanceof ArrayBuffer) return new Uint8Array(buffer, byteOffset, length);
  return new Uint8Array(bytes);
}

/**
 * The same bytes, alone in their memory: copied if they are a view onto more. What goes to a worker goes through here, since
 * sending a view sends all that lies under it.
 */
export function soleBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const plain = plainBytes(bytes);
  return plain.length === plain.buffer.byteLength ? plain : plain.slice();
}

/** What may lie around bytes that are handed to a worker with all their memory: the head of the frame they came in. */
const AROUND_BYTES_MAX = 4_096;

/** The same bytes for a worker that gets their memory with them: copied if that holds much else. */
export function givenBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const plain = plainBytes(bytes);
  const isMostOfIt = plain.buffer.byteLength - plain.length <= Math.min(AROUND_BYTES_MAX, plain.length);
  return isMostOfIt ? plain : plain.slice();
}
