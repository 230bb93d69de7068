import { concat } from '../bytes.ts';
import { THTP_HEAD_BYTES_MAX, THTP_HEADERS_MAX, THTP_METHOD_CHARS_MAX } from '../constants.ts';
import { fail, ok, type Result } from '../errors.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../packet/json.ts';
import { decodePacket, encodeJsonPacket, HEAD_LENGTH_BYTES } from '../packet/packet.ts';

/** Type of the channels that carry one request and its answer each (ext/thtp.md "THTP Channels"). */
export const THTP_TYPE = 'thtp';

/** Lower-case names to texts. */
export type ThtpHeaders = { readonly [name: string]: string };

export interface ThtpRequestHead {
  /** As it was given; `get` and the like by custom. */
  readonly method: string;
  /** With its query: begins with a slash. */
  readonly path: string;
  readonly headers: ThtpHeaders;
}

export interface ThtpResponseHead {
  /** 100 to 599. */
  readonly status: number;
  readonly headers: ThtpHeaders;
}

export type ThtpHeadError =
  /** Longer than THTP_HEAD_BYTES_MAX, or more than THTP_HEADERS_MAX headers. */
  | 'head-too-large'
  /** The other side ended before its head was whole. */
  | 'head-truncated'
  | 'head-not-json'
  /** No `method`, `path` or `status`, or not as they have to be. */
  | 'head-incomplete';

const METHOD_PATTERN = /^[A-Za-z][A-Za-z0-9-]*$/;
const NAME_PATTERN = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;
/** What would begin another line, or end the text, where somebody passes it on to HTTP. */
const FORBIDDEN_IN_VALUE = /[\r\n\0]/;
/** Keys of the head that are no headers. */
const OWN_KEYS = ['method', 'path', 'status'];

/** The bytes before the body. Throws a RangeError for a head that nobody would take: that is a bug of who made it. */
export function writeThtpRequest({ method, path, headers }: ThtpRequestHead): Uint8Array {
  if (!isMethod(method)) throw new RangeError(`no method of a request: ${method}`);
  if (!path.startsWith('/')) throw new RangeError('a path begins with a slash');
  return writeHead({ ...writeHeaders(headers), method, path });
}

export function writeThtpResponse({ status, headers }: ThtpResponseHead): Uint8Array {
  if (!isStatus(status)) throw new RangeError(`no status of an answer: ${status}`);
  return writeHead({ ...writeHeaders(headers), status });
}

export function readThtpRequest(json: JsonObject): Result<ThtpRequestHead, ThtpHeadError> {
  const method = member(json, 'method');
  const path = member(json, 'path');
  if (!isMethod(method) || typeof path !== 'string' || !path.startsWith('/')) return fail('head-incomplete');
  const headers = readHeaders(json);
  return headers.ok ? ok({ method, path, headers: headers.value }) : headers;
}

export function readThtpResponse(json: JsonObject): Result<ThtpResponseHead, ThtpHeadError> {
  const given = member(json, 'status');
  const status = typeof given === 'string' ? Number(given) : given; // never an object, whose own `valueOf` may be anything
  if (typeof status !== 'number' || !isStatus(status)) return fail('head-incomplete');
  const headers = readHeaders(json);
  return headers.ok ? ok({ status, headers: headers.value }) : headers;
}

/** How many bytes the body has, if the head says so. */
export function contentLengthOf({ 'content-length': text = '' }: ThtpHeaders): number | undefined {
  const length = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(length) ? length : undefined;
}

/** Collects the first bytes of a direction until its head is whole. What comes after is the body. */
export class ThtpHeadReader {
  #bytes: Uint8Array = new Uint8Array(0);

  /** Undefined: more is needed. `rest` is the beginning of the body, maybe empty. */
  push(bytes: Uint8Array): Result<{ json: JsonObject; rest: Uint8Array } | undefined, ThtpHeadError> {
    this.#bytes = concat(this.#bytes, bytes);
    const length = (this.#bytes[0] ?? 0) * 256 + (this.#bytes[1] ?? 0);
    if (length > THTP_HEAD_BYTES_MAX) return fail('head-too-large');
    if (this.#bytes.length < HEAD_LENGTH_BYTES + length || this.#bytes.length < HEAD_LENGTH_BYTES) return ok(undefined);
    const packet = decodePacket(this.#bytes);
    if (!packet.ok || packet.value.head.kind !== 'json') return fail('head-not-json');
    const { json } = packet.value.head;
    return isJson(json) ? ok({ json, rest: packet.value.body }) : fail('head-not-json');
  }
}

function isJson(json: JsonObject | readonly JsonValue[]): json is JsonObject {
  return isJsonObject(json);
}

function writeHead(json: JsonObject): Uint8Array {
  const bytes = encodeJsonPacket(json);
  if (bytes.length > THTP_HEAD_BYTES_MAX + HEAD_LENGTH_BYTES) throw new RangeError('the headers are too long');
  return bytes;
}

function writeHeaders(headers: ThtpHeaders): JsonObject {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const bad = entries.find(([name, value]) => !isHeader(name, value));
  if (bad !== undefined) throw new RangeError(`no header: ${bad[0]}`);
  if (entries.length > THTP_HEADERS_MAX) throw new RangeError(`at most ${THTP_HEADERS_MAX} headers`);
  return Object.fromEntries(entries);
}

/** What is no header is left out, and numbers are taken for their text: senders of 2014 were not strict. */
function readHeaders(json: JsonObject): Result<ThtpHeaders, ThtpHeadError> {
  const entries = Object.entries(json)
    .map(([name, value]) => [name.toLowerCase(), typeof value === 'number' ? String(value) : value] as const)
    .filter((entry): entry is readonly [string, string] => isHeader(...entry));
  return entries.length > THTP_HEADERS_MAX ? fail('head-too-large') : ok(Object.fromEntries(entries));
}

function isHeader(name: string, value: JsonValue | undefined): boolean {
  if (OWN_KEYS.includes(name) || !NAME_PATTERN.test(name)) return false;
  return typeof value === 'string' && !FORBIDDEN_IN_VALUE.test(value);
}

function isMethod(method: JsonValue | undefined): method is string {
  return typeof method === 'string' && method.length <= THTP_METHOD_CHARS_MAX && METHOD_PATTERN.test(method);
}

function isStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 100 && status <= 599;
}
