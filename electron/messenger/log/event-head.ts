import type { Result } from '../../storage/result.ts';
import { EVENT_AFTER_MAX, EVENT_AT_MS_MAX, EVENT_BODY_BYTES_MAX, EVENT_KIND_CHARS_MAX } from '../limits.ts';
import { type JsonObject, type JsonValue, member } from './canonical-json.ts';

/** The fields of a head that we know (WIRE.md "Event"); others are carried in its bytes and ignored. */
export interface EventHead {
  readonly conv: string;
  /** The author's device. */
  readonly by: string;
  readonly log: string;
  readonly seq: number;
  readonly prev: string | undefined;
  /** Newest events of other logs the author had: the causal past. Ascending. */
  readonly after: readonly string[];
  /** Milliseconds since 1970 UTC by the author's clock. */
  readonly at: number;
  readonly kind: string;
  readonly size: number;
  readonly hash: string;
  /** Who does not know this kind must stop. */
  readonly must: boolean;
  readonly of: string | undefined;
  readonly re: string | undefined;
  /** Fields of the kind, and those of newer versions: kept as they came, checked by whoever reads the kind. */
  readonly extra: JsonObject;
}

/** The field that is not as WIRE.md has it. `version-unknown` is a newer program's event. */
export type HeadProblem =
  | 'version-unknown'
  | `head-${'v' | 'conv' | 'by' | 'log' | 'seq' | 'prev' | 'after' | 'at' | 'kind' | 'size' | 'hash' | 'must' | 'of' | 're'}`;

const VERSION = 1;
const HEX_64 = /^[0-9a-f]{64}$/;
const HEX_16 = /^[0-9a-f]{16}$/;
const KIND = /^[a-z-]+$/;

export function headToJson(head: EventHead): JsonObject {
  return {
    ...head.extra,
    v: VERSION,
    conv: head.conv,
    by: head.by,
    log: head.log,
    seq: head.seq,
    prev: head.prev,
    after: head.after.length === 0 ? undefined : head.after,
    at: head.at,
    kind: head.kind,
    size: head.size,
    hash: head.hash,
    must: head.must ? true : undefined,
    of: head.of,
    re: head.re,
  };
}

export function readHead(json: JsonObject): Result<EventHead, HeadProblem> {
  const problem = FIELDS.find(([field, isRight]) => !isRight(member(json, field), json));
  if (problem !== undefined) return { ok: false, error: versionProblem(json) ?? `head-${problem[0]}` };
  return {
    ok: true,
    value: {
      conv: text(json, 'conv'),
      by: text(json, 'by'),
      log: text(json, 'log'),
      seq: number(json, 'seq'),
      prev: optionalText(json, 'prev'),
      after: ids(member(json, 'after')) ?? [],
      at: number(json, 'at'),
      kind: text(json, 'kind'),
      size: number(json, 'size'),
      hash: text(json, 'hash'),
      must: member(json, 'must') === true,
      of: optionalText(json, 'of'),
      re: optionalText(json, 're'),
      extra: Object.fromEntries(Object.entries(json).filter(([key]) => !KNOWN.has(key))),
    },
  };
}

type Field =
  | 'v'
  | 'conv'
  | 'by'
  | 'log'
  | 'seq'
  | 'prev'
  | 'after'
  | 'at'
  | 'kind'
  | 'size'
  | 'hash'
  | 'must'
  | 'of'
  | 're';
type Check = (value: JsonValue | undefined, head: JsonObject) => boolean;

const isHex64: Check = (value) => typeof value === 'string' && HEX_64.test(value);
const isAbsentOr =
  (check: Check): Check =>
  (value, head) =>
    value === undefined || check(value, head);
const isInteger =
  (max: number): Check =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;

/** In the order they are checked, `v` first: of another version we know nothing else. */
const FIELDS: readonly (readonly [Field, Check])[] = [
  ['v', (value) => value === VERSION],
  ['conv', isHex64],
  ['by', isHex64],
  ['log', (value) => typeof value === 'string' && HEX_16.test(value)],
  ['seq', isInteger(Number.MAX_SAFE_INTEGER)],
  ['prev', (value, head) => (member(head, 'seq') === 0 ? value === undefined : isHex64(value, head))],
  ['after', isAbsentOr((value) => ids(value) !== undefined)],
  ['at', isInteger(EVENT_AT_MS_MAX)],
  ['kind', (value) => typeof value === 'string' && value.length <= EVENT_KIND_CHARS_MAX && KIND.test(value)],
  ['size', isInteger(EVENT_BODY_BYTES_MAX)],
  ['hash', isHex64],
  ['must', isAbsentOr((value) => value === true)],
  ['of', isAbsentOr(isHex64)],
  ['re', isAbsentOr(isHex64)],
];

const KNOWN: ReadonlySet<string> = new Set(FIELDS.map(([field]) => field));

/** A whole number that is not ours is a version to come; anything else is just wrong. */
function versionProblem(json: JsonObject): 'version-unknown' | undefined {
  const version = member(json, 'v');
  const isOther = typeof version === 'number' && Number.isInteger(version) && version > VERSION;
  return isOther ? 'version-unknown' : undefined;
}

/** One to EVENT_AFTER_MAX ids, each greater than the one before it. */
function ids(value: JsonValue | undefined): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > EVENT_AFTER_MAX) return undefined;
  const list: string[] = [];
  for (const id of value as readonly JsonValue[]) {
    const before = list.at(-1);
    if (typeof id !== 'string' || !HEX_64.test(id) || (before !== undefined && before >= id)) return undefined;
    list.push(id);
  }
  return list;
}

/** The three readers below run behind FIELDS, which has checked the type. */
function text(json: JsonObject, field: Field): string {
  return String(member(json, field));
}

function optionalText(json: JsonObject, field: Field): string | undefined {
  return member(json, field) === undefined ? undefined : text(json, field);
}

function number(json: JsonObject, field: Field): number {
  return Number(member(json, field));
}
