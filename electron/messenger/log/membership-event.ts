import type { EventRow } from '../../storage/store.ts';
import { cleanName } from '../identity/profile.ts';
import { identityOfKey, keyOfModulus } from '../identity/rsa-identity.ts';
import { MEMBERSHIP_BASE_MAX, REMOVED_LOGS_MAX } from '../limits.ts';
import { decodeCanonicalObject, type JsonObject, type JsonValue, member } from './canonical-json.ts';

/** Kinds that say who belongs to a group (WIRE.md "Groups"). All but `title` and `avatar` are `must`. */
export const MEMBERSHIP_KINDS = ['create', 'join', 'title', 'avatar', 'add', 'remove', 'leave', 'admin'] as const;
export type MembershipKind = (typeof MEMBERSHIP_KINDS)[number];

/** How far a removed person's events stand: in this log up to `seq`, none in logs that are not named. */
export interface Standing {
  readonly log: string;
  readonly seq: number;
  /** Of the event there: of a forked log this branch stands. */
  readonly id: string;
}

/** An event of these kinds, read and found in order. One that isn't has no effect. */
export type MembershipEvent = {
  readonly id: string;
  readonly t: number;
  readonly by: string;
  readonly log: string;
  readonly seq: number;
  /** Newest events of these kinds that its author had: a small history of its own inside the large one. */
  readonly base: readonly string[];
} & (
  | { readonly kind: 'create'; readonly key: Uint8Array; readonly title: string }
  /** `fromT`: events before this place are served without their bodies; 0 for the whole history. */
  | {
      readonly kind: 'add';
      readonly who: string;
      readonly key: Uint8Array;
      readonly name: string;
      readonly fromT: number;
    }
  /** `of`: the `add` that is answered. Said again under another name. */
  | { readonly kind: 'join'; readonly of: string; readonly name: string }
  | { readonly kind: 'remove'; readonly who: string; readonly upTo: readonly Standing[] }
  | { readonly kind: 'leave' }
  | { readonly kind: 'admin'; readonly who: string; readonly isAdmin: boolean }
  | { readonly kind: 'title'; readonly title: string }
  /** Undefined: the picture is taken away. */
  | { readonly kind: 'avatar'; readonly picture: Uint8Array | undefined }
);

const HEX_64 = /^[0-9a-f]{64}$/;
const HEX_16 = /^[0-9a-f]{16}$/;

/** What stands as `conv` in a `create`: the conversation is named by its id, which can't be known before. */
export const ROOT_CONV = '0'.repeat(64);

/**
 * The key that a `create` or an `add` brings, and whose it is. Whoever gives it: a device is named by its key, so it is the
 * right one or none.
 */
export function introducedKey(
  kind: string,
  body: Uint8Array,
): { readonly device: string; readonly key: Uint8Array } | undefined {
  if (kind !== 'create' && kind !== 'add') return undefined;
  const json = decodeCanonicalObject(body);
  const key = json.ok ? keyOf(json.value) : undefined;
  return key && { device: identityOfKey(key).hashname, key };
}

export function isMembershipKind(kind: string): kind is MembershipKind {
  return (MEMBERSHIP_KINDS as readonly string[]).includes(kind);
}

/** Undefined for what is of no such kind, held back, erased, or not as WIRE.md has it. */
export function readMembership(row: EventRow): MembershipEvent | undefined {
  const { id, t, by, log, seq, kind } = row;
  if (t === undefined || row.body === undefined || !isMembershipKind(kind)) return undefined;
  const head = decodeCanonicalObject(row.head);
  const body = row.body.length === 0 ? undefined : decodeCanonicalObject(row.body);
  if (!head.ok || body?.ok === false) return undefined;
  const base = kind === 'create' ? [] : baseOf(member(head.value, 'base'));
  const fields = base && fieldsOf(kind, row.of, head.value, body?.value ?? {});
  return fields && { id, t, by, log, seq, base, ...fields };
}

type Fields = MembershipEvent extends infer E
  ? E extends MembershipEvent
    ? Omit<E, 'id' | 't' | 'by' | 'log' | 'seq' | 'base'>
    : never
  : never;

function fieldsOf(
  kind: MembershipKind,
  of: string | undefined,
  head: JsonObject,
  body: JsonObject,
): Fields | undefined {
  const who = textOf(head, 'who', HEX_64);
  const title = nameOf(body, 'title');
  const name = nameOf(body, 'name');
  switch (kind) {
    case 'create': {
      const key = keyOf(body);
      return key && title !== undefined ? { kind, key, title } : undefined;
    }
    case 'add': {
      const key = keyOf(body);
      const fromT = member(head, 'from') ?? 0;
      if (key === undefined || name === undefined || !isCount(fromT)) return undefined;
      return identityOfKey(key).hashname === who ? { kind, who, key, name, fromT } : undefined;
    }
    case 'join':
      return of === undefined || name === undefined ? undefined : { kind, of, name };
    case 'remove': {
      const upTo = standingsOf(member(head, 'upTo'));
      return who === undefined || upTo === undefined ? undefined : { kind, who, upTo };
    }
    case 'leave':
      return { kind };
    case 'admin': {
      const isAdmin = member(head, 'on');
      return who === undefined || typeof isAdmin !== 'boolean' ? undefined : { kind, who, isAdmin };
    }
    case 'title':
      return title === undefined ? undefined : { kind, title };
    case 'avatar':
      return { kind, picture: bytesOf(body, 'data') };
  }
}

function baseOf(value: JsonValue | undefined): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > MEMBERSHIP_BASE_MAX) return undefined;
  return value.every((id) => typeof id === 'string' && HEX_64.test(id)) ? (value as readonly string[]) : undefined;
}

function standingsOf(value: JsonValue | undefined): readonly Standing[] | undefined {
  if (!Array.isArray(value) || value.length > REMOVED_LOGS_MAX) return undefined;
  const standings: Standing[] = [];
  for (const entry of value as readonly JsonValue[]) {
    if (!Array.isArray(entry)) return undefined;
    const [log, seq, id] = entry as readonly JsonValue[];
    if (typeof log !== 'string' || !HEX_16.test(log) || !isCount(seq)) return undefined;
    if (typeof id !== 'string' || !HEX_64.test(id)) return undefined;
    standings.push({ log, seq, id });
  }
  return standings;
}

function isCount(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function textOf(json: JsonObject, key: string, pattern: RegExp): string | undefined {
  const value = member(json, key);
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

/** Titles and names are cut and cleaned rather than refused: what decides about the group counts, whatever it is called. */
function nameOf(body: JsonObject, key: string): string | undefined {
  const value = member(body, key);
  return typeof value === 'string' ? cleanName(value) : undefined;
}

function keyOf(body: JsonObject): Uint8Array | undefined {
  const modulus = bytesOf(body, 'key');
  return modulus && keyOfModulus(modulus);
}

function bytesOf(body: JsonObject, key: string): Uint8Array | undefined {
  const value = member(body, key);
  return typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64url')) : undefined;
}
