import {
  type EventPlace,
  type EventRow,
  type EventStore,
  type ReleasedEvent,
  soleBytes,
  type UnplacedEvent,
} from '../../storage/index.ts';
import type { Result } from '../../storage/result.ts';
import { EVENT_OWN_BYTES, HELD_BACK_MAX, INGEST_SLICE_EVENTS } from '../limits.ts';
import { compareOrder, type PastTime, placeAll, type Unplaced } from './causal-order.ts';
import type { IngestResult, LogAuthority, ReceivedEvent } from './conversation-log.ts';
import { decodeEvent, type Event, type EventProblem, eventId, isOwnCode } from './event.ts';
import { introducedKey, isMembershipKind, ROOT_CONV } from './membership-event.ts';
import { isSignedBy } from './signature.ts';

export interface IngestParts {
  readonly events: EventStore;
  readonly ownKey: Uint8Array;
  readonly wallMs: () => number;
  /** Blob ids that a body of this kind names; none for bodies that are not as their kind has them. */
  readonly blobsOf: (kind: string, body: Uint8Array) => readonly string[];
  /** Why an event of this kind is no line of the chat (storage/hidden.ts); 0 if it is one. */
  readonly hiddenOf: (kind: string) => number;
  /** What search finds of a body, folded; undefined for nothing. */
  readonly wordsOf: (kind: string, body: Uint8Array) => string | undefined;
  /** Whether this author may begin one more log here now. */
  readonly mayBeginLog: (by: string) => boolean;
  /** Gives the thread away for a turn, between two slices of a large batch. */
  readonly pause: () => Promise<void>;
}

/** Why an event is refused; told to its author in these words. */
export type RefusalReason =
  | EventProblem
  | 'other-conversation'
  | 'other-author'
  | 'author-unknown'
  | 'sig-missing'
  | 'sig-wrong'
  | 'membership-gone'
  | 'own-malformed'
  | 'own-not-ours'
  | 'prev-not-before';

/** Checks, places and stores a batch (conversation-log.ts `ingest`). One at a time in a conversation. */
export async function ingestEvents(
  parts: IngestParts,
  conv: string,
  authority: LogAuthority,
  received: readonly ReceivedEvent[],
): Promise<IngestResult> {
  const { valid, refused } = await checkBatch(parts, conv, authority, received);
  const unplaced = await parts.events.unplaced(conv);
  const known = await parts.events.placesOf(conv, namedBy(valid, unplaced));
  const unknown = valid.filter(({ event }) => !known.has(event.id));
  const fresh = unknown.filter(({ event }) => event.head.seq > 0 || parts.mayBeginLog(event.head.by));

  const misplaced = findMisplaced(fresh, unplaced, known);
  const good = fresh.filter(({ event }) => !misplaced.has(event.id));
  const waiting = [...good.map(({ event }) => pastOf({ id: event.id, ...event.head })), ...unplaced.map(pastOf)];
  const times = placeAll(
    waiting.filter(({ id }) => !misplaced.has(id)),
    (id) => pastTime(known.get(id)),
  );

  const rows = limitHeldBack(good, times, unplaced.length).map((checked) => rowOf(parts, conv, checked, times));
  const released = releasedOf(unplaced, times);
  if (rows.length > 0) await parts.events.insert(rows, released);

  const freed = await Promise.all(released.map(({ id }) => parts.events.get(id)));
  const filled = await fillBodies(parts, authority, valid);
  return {
    visible: [...rows, ...freed, ...filled].filter(isVisible).sort(compareOrder),
    stored: rows,
    filled,
    refused: [...refused, ...newlyMisplaced(misplaced, fresh, unplaced)],
  };
}

/** Bodies that were asked for, of events that are here without them. Nobody brings back unasked what was erased. */
async function fillBodies(
  parts: IngestParts,
  authority: LogAuthority,
  valid: readonly CheckedEvent[],
): Promise<readonly EventRow[]> {
  if (authority.kind !== 'group') return [];
  const filled: EventRow[] = [];
  for (const { event, received } of valid) {
    const { body } = received;
    if (body === undefined || !authority.lacks(event.id)) continue;
    const row = await parts.events.get(event.id);
    if (row === undefined || row.body !== undefined) continue;
    const { kind } = row;
    const whole = { ...row, body: soleBytes(body), blobs: parts.blobsOf(kind, body), words: parts.wordsOf(kind, body) };
    await parts.events.fillBody(whole);
    filled.push(whole);
  }
  return filled;
}

/** The same event twice in a batch counts once, with its body if one of them has it. */
async function checkBatch(parts: IngestParts, conv: string, authority: LogAuthority, batch: readonly ReceivedEvent[]) {
  const check = authority.kind === 'two' ? checkOfTwo(parts.ownKey, authority) : checkOfGroup(authority, batch);
  const valid = new Map<string, CheckedEvent>();
  const refused: Refusal[] = [];
  for (const [index, received] of batch.entries()) {
    if (index > 0 && index % INGEST_SLICE_EVENTS === 0) await parts.pause();
    const checked = checkEvent(conv, check, received);
    if (!checked.ok) refused.push({ id: eventId(received.head), why: checked.error });
    else if (received.body !== undefined || !valid.has(checked.value.event.id)) {
      valid.set(checked.value.event.id, checked.value);
    }
  }
  return { valid: [...valid.values()], refused };
}

interface CheckedEvent {
  readonly event: Event;
  readonly received: ReceivedEvent;
}

interface Refusal {
  readonly id: string;
  readonly why: RefusalReason;
}

/** Whether it is an event, and may stand in this conversation. */
function checkEvent(conv: string, check: AuthorCheck, received: ReceivedEvent): Result<CheckedEvent, RefusalReason> {
  const decoded = decodeEvent(received.head, received.body);
  if (!decoded.ok) return decoded;
  const { head, id } = decoded.value;
  const isRoot = head.conv === ROOT_CONV && head.kind === 'create' && id === conv;
  if (head.conv !== conv && !isRoot) return { ok: false, error: 'other-conversation' };
  const problem = check(decoded.value, received);
  return problem === undefined
    ? { ok: true, value: { event: decoded.value, received } }
    : { ok: false, error: problem };
}

/** Whether the author may have written it, by what came with it. */
type AuthorCheck = (event: Event, received: ReceivedEvent) => RefusalReason | undefined;

/** Told by the line it came over, and by our own mark where that is us. */
function checkOfTwo(ownKey: Uint8Array, { isOwn, peerDevices }: LogAuthority & { kind: 'two' }): AuthorCheck {
  return ({ id, head: { by } }, { own }) => {
    if (own !== undefined && own.length !== EVENT_OWN_BYTES) return 'own-malformed';
    if (isOwnCode(ownKey, id, own)) return undefined; // ours, whichever of our devices wrote it
    if (isOwn(by)) return 'own-not-ours';
    return peerDevices.includes(by) ? undefined : 'other-author';
  };
}

/** Told by the signature alone. The key may have come in the same batch: it is bound to the author's name. */
function checkOfGroup({ keyOf }: LogAuthority & { kind: 'group' }, batch: readonly ReceivedEvent[]): AuthorCheck {
  const introduced = new Map<string, Uint8Array>();
  return ({ id, head: { by, kind } }, { sig, body }) => {
    // Never erased anywhere: somebody withholds it, and with it who belongs to the group. Others bring it whole.
    if (body === undefined && isMembershipKind(kind)) return 'membership-gone';
    if (introduced.size === 0) for (const { device, key } of keysIn(batch)) introduced.set(device, key);
    const key = keyOf(by) ?? introduced.get(by);
    if (key === undefined) return 'author-unknown';
    if (sig === undefined) return 'sig-missing';
    return isSignedBy(key, id, sig) ? undefined : 'sig-wrong';
  };
}

function keysIn(batch: readonly ReceivedEvent[]) {
  return batch.flatMap(({ head, body }) => {
    const decoded = body === undefined ? undefined : decodeEvent(head, body);
    return decoded?.ok && body !== undefined ? (introducedKey(decoded.value.head.kind, body) ?? []) : [];
  });
}

/** Every id that decides about this batch: its own, its past, and the past of what waits here already. */
function namedBy(checked: readonly CheckedEvent[], unplaced: readonly UnplacedEvent[]): readonly string[] {
  const ids = new Set<string>();
  for (const { event } of checked) ids.add(event.id);
  for (const { prev, after } of [...checked.map(({ event }) => event.head), ...unplaced]) {
    if (prev !== undefined) ids.add(prev);
    for (const id of after) ids.add(id);
  }
  return [...ids];
}

function pastOf({ id, at, prev, after }: Pick<UnplacedEvent, 'id' | 'at' | 'prev' | 'after'>): Unplaced {
  return { id, at, past: prev === undefined ? after : [prev, ...after] };
}

function pastTime(place: EventPlace | undefined): PastTime {
  return place === undefined ? 'missing' : (place.t ?? 'held-back');
}

/** Events whose `prev` is here and is not the one before them in their log. They can never have a place. */
function findMisplaced(
  fresh: readonly CheckedEvent[],
  unplaced: readonly UnplacedEvent[],
  known: ReadonlyMap<string, EventPlace>,
): ReadonlySet<string> {
  const all = [...fresh.map(({ event }) => ({ ...event.head, id: event.id })), ...unplaced];
  const here = new Map<string, LogPlace>([...known, ...all.map((event) => [event.id, event] as const)]);
  const isMisplaced = ({ by, log, seq, prev }: LogPlace & { readonly prev: string | undefined }) => {
    const before = prev === undefined ? undefined : here.get(prev);
    return before !== undefined && (before.by !== by || before.log !== log || before.seq !== seq - 1);
  };
  return new Set(all.filter(isMisplaced).map((event) => event.id));
}

type LogPlace = Pick<EventPlace, 'by' | 'log' | 'seq'>;

/** Those of this batch, and those stored before that this batch proves wrong: each is told once. */
function newlyMisplaced(
  misplaced: ReadonlySet<string>,
  fresh: readonly CheckedEvent[],
  unplaced: readonly UnplacedEvent[],
): readonly Refusal[] {
  const freshIds = new Set(fresh.map(({ event }) => event.id));
  const proven = unplaced.filter(({ prev }) => prev !== undefined && freshIds.has(prev)).map(({ id }) => id);
  return [...freshIds, ...proven].filter((id) => misplaced.has(id)).map((id) => ({ id, why: 'prev-not-before' }));
}

/** What has its place, and of the rest as many as may wait. */
function limitHeldBack(
  fresh: readonly CheckedEvent[],
  times: ReadonlyMap<string, number>,
  waitingCount: number,
): readonly CheckedEvent[] {
  let room = HELD_BACK_MAX - waitingCount;
  return fresh.filter(({ event }) => {
    if (times.has(event.id)) return true;
    room -= 1;
    return room >= 0;
  });
}

function releasedOf(unplaced: readonly UnplacedEvent[], times: ReadonlyMap<string, number>): readonly ReleasedEvent[] {
  return unplaced.flatMap(({ id }) => {
    const t = times.get(id);
    return t === undefined ? [] : [{ id, t }];
  });
}

/** The bytes of a peer are views onto what came over the channel; a row has its own. */
function rowOf(
  parts: IngestParts,
  conv: string,
  { event, received }: CheckedEvent,
  times: ReadonlyMap<string, number>,
): EventRow {
  const { by, log, seq, prev, after, at, kind, of, re } = event.head;
  const { body, own, sig } = received;
  return {
    ...{ id: event.id, conv, by, log, seq, prev, after, at, kind },
    of: of ?? re,
    head: soleBytes(event.headBytes),
    body: body && soleBytes(body),
    own: own && soleBytes(own),
    sig: sig && soleBytes(sig),
    blobs: body === undefined ? [] : parts.blobsOf(kind, body),
    t: times.get(event.id),
    storedAtMs: parts.wallMs(),
    words: body && parts.wordsOf(kind, body),
    hidden: parts.hiddenOf(kind),
  };
}

function isVisible(row: EventRow | undefined): row is EventRow & { readonly t: number } {
  return row?.t !== undefined;
}
