/** Bytes, hex and UTF-8, by hand: the engine sees neither Node's Buffer nor the web's TextDecoder. */

const HEX_DIGITS = '0123456789abcdef';
const HEX_OF_BYTE: readonly string[] = Array.from(
  { length: 256 },
  (_, byte) => `${HEX_DIGITS[byte >> 4]}${HEX_DIGITS[byte & 15]}`,
);

/** Bounds of the ranges that UTF-8 sorts code points into (RFC 3629 section 3). */
const TWO_BYTE_MIN = 0x80;
const THREE_BYTE_MIN = 0x800;
const FOUR_BYTE_MIN = 0x1_0000;
const CODE_POINT_MAX = 0x10_ffff;
const SURROGATE_MIN = 0xd800;
const SURROGATE_MAX = 0xdfff;
/** Characters made in one call, which is quicker as long as they fit the stack with ease. */
const ASCII_AT_ONCE = 256;
/** What stands for half a surrogate pair, which UTF-8 can't hold. */
const REPLACEMENT = 0xfffd;

/** Of a view that may be kept as it is: two datagrams of the internet, and less than the 8 kB that Node's pool holds together. */
const KEPT_BUFFER_BYTES_MAX = 4_096;

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** The same bytes, in no buffer that is much larger: what is kept must not keep the rest of a large datagram. */
export function apart(bytes: Uint8Array): Uint8Array {
  return bytes.buffer.byteLength > KEPT_BUFFER_BYTES_MAX ? bytes.slice() : bytes;
}

/** For what is not secret: it stops at the first difference. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/** For MACs: takes as long whether they differ early, late or not at all. */
export function equalSecrets(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}

export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX_OF_BYTE[byte];
  return hex;
}

/** Undefined unless `hex` is lower-case hex of whole bytes: the specification knows no other spelling. */
export function fromHex(hex: string): Uint8Array | undefined {
  if (hex.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    const high = hexValue(hex.charCodeAt(2 * index));
    const low = hexValue(hex.charCodeAt(2 * index + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[index] = (high << 4) | low;
  }
  return bytes;
}

/** Big-endian, from `offset`; the caller has checked the length. */
export function readUint16(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}

export function writeUint16(bytes: Uint8Array, offset: number, value: number): void {
  bytes[offset] = value >>> 8;
  bytes[offset + 1] = value;
}

/** Big-endian, from `offset`; the caller has checked the length. */
export function readUint32(bytes: Uint8Array, offset: number): number {
  return readUint16(bytes, offset) * 0x1_0000 + readUint16(bytes, offset + 2);
}

/** 48 bits as a number: a key for maps over random bytes, much cheaper than a string. Compare in full after a hit. */
export function readUint48(bytes: Uint8Array, offset: number): number {
  return (
    readUint16(bytes, offset) * 0x1_0000_0000 + readUint16(bytes, offset + 2) * 0x1_0000 + readUint16(bytes, offset + 4)
  );
}

/** The most that a UTF-16 unit can take. */
export const UTF8_BYTES_MAX = 3;

export function utf8Encode(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8BytesMax(text));
  const length = utf8Write(text, bytes, 0);
  return length === bytes.length ? bytes : bytes.subarray(0, length);
}

/** No text takes more; of plain ASCII it is exact, so that what is made for it is all used, and needs no view. */
export function utf8BytesMax(text: string): number {
  let all = 0;
  for (let index = 0; index < text.length; index++) all |= text.charCodeAt(index);
  return all < TWO_BYTE_MIN ? text.length : text.length * UTF8_BYTES_MAX;
}

/** Into a buffer that has room, from `offset` on. Gives where it ends. */
export function utf8Write(text: string, bytes: Uint8Array, offset: number): number {
  let length = offset;
  for (let index = 0; index < text.length; index++) {
    let point = text.charCodeAt(index);
    if (point < TWO_BYTE_MIN) {
      bytes[length++] = point;
      continue;
    }
    if (point >= SURROGATE_MIN && point <= SURROGATE_MAX) {
      point = text.codePointAt(index) ?? REPLACEMENT;
      if (point >= FOUR_BYTE_MIN) index++;
      else point = REPLACEMENT;
    }
    length = writeCodePoint(bytes, length, point);
  }
  return length;
}

/** Undefined if `bytes` are not strictly UTF-8: overlong forms, surrogates and cut sequences are refused. */
export function utf8Decode(bytes: Uint8Array): string | undefined {
  if (isAscii(bytes)) return asciiDecode(bytes);
  let text = '';
  for (let index = 0; index < bytes.length; ) {
    const first = bytes[index] ?? 0;
    if (first < TWO_BYTE_MIN) {
      text += String.fromCharCode(first);
      index += 1;
      continue;
    }
    const length = sequenceLength(first);
    const point = length === 0 ? -1 : readCodePoint(bytes, index, length);
    if (point < 0) return undefined;
    text += String.fromCodePoint(point);
    index += length;
  }
  return text;
}

function asciiDecode(bytes: Uint8Array): string {
  if (bytes.length <= ASCII_AT_ONCE) return Reflect.apply(String.fromCharCode, undefined, bytes);
  let text = '';
  for (let start = 0; start < bytes.length; start += ASCII_AT_ONCE)
    text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(start, start + ASCII_AT_ONCE));
  return text;
}

function isAscii(bytes: Uint8Array): boolean {
  let all = 0;
  for (let index = 0; index < bytes.length; index++) all |= bytes[index] ?? 0;
  return all < TWO_BYTE_MIN;
}

function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0x61 && code <= 0x66) return code - 0x57;
  return -1;
}

function writeCodePoint(bytes: Uint8Array, offset: number, point: number): number {
  let at = offset;
  if (point < THREE_BYTE_MIN) {
    bytes[at++] = 0xc0 | (point >> 6);
  } else {
    if (point < FOUR_BYTE_MIN) {
      bytes[at++] = 0xe0 | (point >> 12);
    } else {
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
    }
    bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
  }
  bytes[at++] = 0x80 | (point & 0x3f);
  return at;
}

/** Of a sequence that begins with this byte; 0 if none does. */
function sequenceLength(first: number): 0 | 2 | 3 | 4 {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  if (first >= 0xf0 && first <= 0xf4) return 4;
  return 0;
}

/** -1 if cut short, overlong, a surrogate or beyond Unicode. */
function readCodePoint(bytes: Uint8Array, offset: number, length: 2 | 3 | 4): number {
  let point = (bytes[offset] ?? 0) & (0x7f >> length);
  for (let index = 1; index < length; index++) {
    const next = bytes[offset + index] ?? 0; // a missing one fails the test below
    if ((next & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (next & 0x3f);
  }
  const least = length === 2 ? TWO_BYTE_MIN : length === 3 ? THREE_BYTE_MIN : FOUR_BYTE_MIN;
  const isSurrogate = point >= SURROGATE_MIN && point <= SURROGATE_MAX;
  return point < least || point > CODE_POINT_MAX || isSurrogate ? -1 : point;
}
