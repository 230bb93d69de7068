import { readUint16, UTF8_BYTES_MAX, utf8BytesMax, utf8Decode, utf8Encode, utf8Write, writeUint16 } from '../bytes.ts';
import { JSON_DEPTH_MAX } from '../constants.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** Bytes of the big-endian HEAD length that opens every packet (packet.md "Packet Format"). */
export const HEAD_LENGTH_BYTES = 2;
/** What those two bytes can count. */
const HEAD_BYTES_MAX = 0xffff;
/** As long as arrays that V8 keeps beside its objects; longer ones, and all that have a view, have a buffer elsewhere. */
const COPIED_HEAD_BYTES_MAX = 64;

/** The three sorts of HEAD: none, one byte that is not JSON (the CSID of an open), or a JSON object or array. */
export type PacketHead =
  | { readonly kind: 'none' }
  | { readonly kind: 'byte'; readonly byte: number }
  | { readonly kind: 'json'; readonly json: JsonObject | readonly JsonValue[] };

export interface Packet {
  readonly head: PacketHead;
  readonly body: Uint8Array;
}

export type PacketError = 'truncated' | 'head-overruns-packet' | 'head-not-json';

/** The bytes of JSON that say how deep one is. */
const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = utf8Encode('"\\[]{}');

const NO_HEAD: PacketHead = { kind: 'none' };
const NO_BYTES = new Uint8Array(0);

/**
 * Writes `<uint16 length>[HEAD][BODY]`. Throws if the HEAD is longer than its length can say: senders keep to the size of
 * a datagram, so that would be a bug.
 */
export function encodePacket(packet: Packet): Uint8Array {
  return joinPacket(encodeHead(packet.head), packet.body);
}

/** The packet most of ours are: JSON and a body. */
export function encodeJsonPacket(json: JsonObject, body: Uint8Array = NO_BYTES): Uint8Array {
  const text = JSON.stringify(json);
  const bytes = new Uint8Array(HEAD_LENGTH_BYTES + utf8BytesMax(text) + body.length);
  const length = writeJsonPacket(bytes, 0, text, body);
  return length === bytes.length ? bytes : bytes.subarray(0, length);
}

/** No packet of this JSON and body is longer. */
export function jsonPacketBytesMax(text: string, body: Uint8Array): number {
  return HEAD_LENGTH_BYTES + text.length * UTF8_BYTES_MAX + body.length;
}

/** The same into a buffer that has room, from `offset` on. Gives where it ends. */
export function writeJsonPacket(bytes: Uint8Array, offset: number, text: string, body: Uint8Array): number {
  const headStart = offset + HEAD_LENGTH_BYTES;
  const bodyStart = utf8Write(text, bytes, headStart);
  if (bodyStart - headStart > HEAD_BYTES_MAX) throw new RangeError(`a HEAD has at most ${HEAD_BYTES_MAX} bytes`);
  writeUint16(bytes, offset, bodyStart - headStart);
  if (body.length > 0) bytes.set(body, bodyStart);
  return bodyStart + body.length;
}

/**
 * Reads a packet.
 *
 * `body` is a view onto `bytes`, not a copy: copy it before keeping it past this turn.
 * Bytes from the network are never trusted, so a bad packet is a value to drop, not an exception.
 */
export function decodePacket(bytes: Uint8Array): Result<Packet, PacketError> {
  if (bytes.length < HEAD_LENGTH_BYTES) return fail('truncated');
  const bodyStart = HEAD_LENGTH_BYTES + readUint16(bytes, 0);
  if (bodyStart > bytes.length) return fail('head-overruns-packet');

  const head = decodeHead(headOf(bytes, bodyStart));
  if (!head.ok) return head;
  return ok({ head: head.value, body: bodyStart === bytes.length ? NO_BYTES : bytes.subarray(bodyStart) });
}

/** A short one as a copy, which costs V8 less than a view. */
function headOf(bytes: Uint8Array, end: number): Uint8Array {
  const isShort = end - HEAD_LENGTH_BYTES <= COPIED_HEAD_BYTES_MAX;
  return isShort ? bytes.slice(HEAD_LENGTH_BYTES, end) : bytes.subarray(HEAD_LENGTH_BYTES, end);
}

function joinPacket(head: Uint8Array, body: Uint8Array): Uint8Array {
  if (head.length > HEAD_BYTES_MAX) throw new RangeError(`a HEAD has at most ${HEAD_BYTES_MAX} bytes`);
  const bytes = new Uint8Array(HEAD_LENGTH_BYTES + head.length + body.length);
  writeUint16(bytes, 0, head.length);
  bytes.set(head, HEAD_LENGTH_BYTES);
  bytes.set(body, HEAD_LENGTH_BYTES + head.length);
  return bytes;
}

function encodeHead(head: PacketHead): Uint8Array {
  if (head.kind === 'none') return NO_BYTES;
  if (head.kind === 'byte') return Uint8Array.of(head.byte);
  return utf8Encode(JSON.stringify(head.json));
}

function decodeHead(bytes: Uint8Array): Result<PacketHead, PacketError> {
  if (bytes.length === 0) return ok(NO_HEAD);
  if (bytes.length === 1) return ok({ kind: 'byte', byte: bytes[0] ?? 0 });
  const text = isTooDeep(bytes) ? undefined : utf8Decode(bytes);
  const json = text === undefined ? undefined : parseJson(text);
  if (typeof json !== 'object' || json === null) return fail('head-not-json');
  return ok({ kind: 'json', json: json as JsonObject | readonly JsonValue[] }); // what JSON.parse makes of an object or array
}

/** Whether lists and objects lie in each other deeper than JSON_DEPTH_MAX. A short HEAD can't: it has no room for the brackets. */
function isTooDeep(bytes: Uint8Array): boolean {
  if (bytes.length <= 2 * JSON_DEPTH_MAX) return false;
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (byte === QUOTE) isInText = !isInText;
    else if (isInText)
      index += byte === BACKSLASH ? 1 : 0; // what it escapes ends no text
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth++;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
    if (depth > JSON_DEPTH_MAX) return true;
  }
  return false;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON.parse has no other way to say no
  }
}
