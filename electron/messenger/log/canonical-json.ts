import type { Result } from '../../storage/result.ts';
import { JSON_DEPTH_MAX } from '../limits.ts';

/** Plain JSON. A member that is undefined is left out, as `JSON.stringify` does. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** `beyond-limits`: more than JSON_DEPTH_MAX levels, or a number larger than any double. */
export type JsonProblem = 'not-utf8' | 'not-json' | 'not-canonical' | 'lone-surrogate' | 'beyond-limits';

/**
 * The one spelling of a value (RFC 8785): no white space, keys sorted by UTF-16 units, numbers and strings as ECMAScript
 * writes them, UTF-8. Throws for what JSON can't say (NaN, lone surrogates, more than JSON_DEPTH_MAX levels): a mistake of ours.
 */
export function encodeCanonical(value: JsonValue): Uint8Array {
  const text = canonicalText(value, JSON_DEPTH_MAX);
  if (text === undefined || hasLoneSurrogate(text)) throw new TypeError('not a value of canonical JSON');
  return encoder.encode(text);
}

/** Reads a value only if its bytes are exactly the canonical ones: any other spelling, a key twice, a byte order mark fails. */
export function decodeCanonical(bytes: Uint8Array): Result<JsonValue, JsonProblem> {
  const text = textOf(bytes);
  if (text === undefined) return { ok: false, error: 'not-utf8' };
  const value = parse(text);
  if (value === undefined) return { ok: false, error: 'not-json' };
  const canonical = canonicalText(value, JSON_DEPTH_MAX);
  if (canonical === undefined) return { ok: false, error: 'beyond-limits' };
  if (hasLoneSurrogate(canonical)) return { ok: false, error: 'lone-surrogate' };
  return canonical === text ? { ok: true, value } : { ok: false, error: 'not-canonical' };
}

/** A canonical object, or why not. */
export function decodeCanonicalObject(bytes: Uint8Array): Result<JsonObject, JsonProblem | 'not-an-object'> {
  const decoded = decodeCanonical(bytes);
  if (!decoded.ok) return decoded;
  return isObject(decoded.value) ? { ok: true, value: decoded.value } : { ok: false, error: 'not-an-object' };
}

/** A member of the object's own: a stranger's `constructor` or `__proto__` finds nothing inherited. */
export function member(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined: deeper than `depthLeft` levels, or a number that JSON can't write. A lone surrogate comes out as an escape. */
function canonicalText(value: JsonValue, depthLeft: number): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : undefined;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depthLeft === 0) return undefined;
  return isObject(value) ? objectText(value, depthLeft - 1) : arrayText(value, depthLeft - 1);
}

function objectText(object: JsonObject, depthLeft: number): string | undefined {
  const members: string[] = [];
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value === undefined) continue;
    const text = canonicalText(value, depthLeft);
    if (text === undefined) return undefined;
    members.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${members.join(',')}}`;
}

function arrayText(array: readonly JsonValue[], depthLeft: number): string | undefined {
  const items: string[] = [];
  for (const item of array) {
    const text = canonicalText(item, depthLeft);
    if (text === undefined) return undefined;
    items.push(text);
  }
  return `[${items.join(',')}]`;
}

/**
 * Whether `JSON.stringify` had to escape half a surrogate pair: it writes such a one, and no other, as `\ud800` to `\udfff`
 * in lower case. A backslash that is itself escaped does not count.
 */
function hasLoneSurrogate(canonical: string): boolean {
  return LONE_SURROGATE.test(canonical);
}

const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/;

const encoder = new TextEncoder();
/** `ignoreBOM` means: not skipped, so that a mark in front is seen, and refused. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined; // `fatal` throws for bytes that are no UTF-8, and for nothing else
  }
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue; // what JSON.parse gives is JSON
  } catch {
    return undefined; // a SyntaxError, the only one it has
  }
}
