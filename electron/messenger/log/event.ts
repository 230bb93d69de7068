import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Result } from '../../storage/result.ts';
import { EVENT_BODY_BYTES_MAX, EVENT_HEAD_BYTES_MAX, EVENT_OWN_BYTES } from '../limits.ts';
import { decodeCanonicalObject, encodeCanonical, type JsonObject, type JsonProblem } from './canonical-json.ts';
import { type EventHead, type HeadProblem, headToJson, readHead } from './event-head.ts';

/** A head as it was built or read: its fields, its bytes (which are what counts), its id. */
export interface Event {
  readonly id: string;
  readonly head: EventHead;
  readonly headBytes: Uint8Array;
}

/** Why an event is not one, for ever and on every member: it lies in the bytes. */
export type EventProblem = JsonProblem | HeadProblem | 'not-an-object' | 'head-too-long' | 'body-not-as-said';

/** Everything of a head but what follows from the body. */
export type EventFields = Omit<EventHead, 'size' | 'hash' | 'extra'> & { readonly extra?: JsonObject };

const ID_PREFIX = 'hashline/event/1\n';

/** SHA-256 of `hashline/event/1\n` and the head's bytes, hex (WIRE.md "Event"). */
export function eventId(headBytes: Uint8Array): string {
  return createHash('sha256').update(ID_PREFIX).update(headBytes).digest('hex');
}

/** Builds the head over this body. Throws where a limit is broken: the caller has checked what a person wrote. */
export function buildEvent(fields: EventFields, body: Uint8Array): Event {
  const head: EventHead = { extra: {}, ...fields, size: body.length, hash: bodyHash(body) };
  const headBytes = encodeCanonical(headToJson(head));
  const read = decodeEvent(headBytes, body);
  if (!read.ok) throw new TypeError(`not a valid event: ${read.error}`);
  return { id: eventId(headBytes), head, headBytes };
}

/** Reads and checks a head, and the body against it. Without a body (erased at the giver) the head stands alone. */
export function decodeEvent(headBytes: Uint8Array, body: Uint8Array | undefined): Result<Event, EventProblem> {
  if (headBytes.length > EVENT_HEAD_BYTES_MAX) return { ok: false, error: 'head-too-long' };
  const json = decodeCanonicalObject(headBytes);
  if (!json.ok) return json;
  const head = readHead(json.value);
  if (!head.ok) return head;
  if (body !== undefined && !isBodyOf(head.value, body)) return { ok: false, error: 'body-not-as-said' };
  return { ok: true, value: { id: eventId(headBytes), head: head.value, headBytes } };
}

function isBodyOf(head: EventHead, body: Uint8Array): boolean {
  return body.length === head.size && body.length <= EVENT_BODY_BYTES_MAX && bodyHash(body) === head.hash;
}

function bodyHash(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/**
 * The mark by which an author knows an event as their own when others give it back after a disk was lost, and which nobody
 * else can make: the first 16 bytes of HMAC-SHA256 over the 32 bytes of the id.
 */
export function ownCode(ownKey: Uint8Array, id: string): Uint8Array {
  const mac = createHmac('sha256', ownKey).update(Buffer.from(id, 'hex')).digest();
  return new Uint8Array(mac.subarray(0, EVENT_OWN_BYTES));
}

export function isOwnCode(ownKey: Uint8Array, id: string, code: Uint8Array | undefined): boolean {
  return code !== undefined && code.length === EVENT_OWN_BYTES && timingSafeEqual(ownCode(ownKey, id), code);
}
