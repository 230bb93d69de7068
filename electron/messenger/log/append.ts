import type { EventRow, LogTip, Store } from '../../storage/index.ts';
import { EVENT_AFTER_MAX } from '../limits.ts';
import { compareOrder, orderTime } from './causal-order.ts';
import type { EventDraft } from './conversation-log.ts';
import { buildEvent, ownCode } from './event.ts';
import type { OwnLog } from './own-log.ts';
import type { EventSigner } from './signature.ts';

export interface AppendParts {
  readonly store: Pick<Store, 'events'>;
  readonly ownLog: OwnLog;
  readonly selfDevice: string;
  readonly wallMs: () => number;
  /** What search finds of a body, folded; undefined for nothing. */
  readonly wordsOf: (kind: string, body: Uint8Array) => string | undefined;
  /** For events of groups. */
  readonly sign: EventSigner;
}

/** Builds the next event of our log over everything in view, and stores it. One at a time in a conversation. */
export async function appendEvent(parts: AppendParts, draft: EventDraft): Promise<EventRow> {
  const { ownLog, selfDevice, store } = parts;
  const past = await findPast(parts, draft.conv);
  const event = buildEvent(
    {
      conv: draft.conv,
      by: selfDevice,
      log: ownLog.name(),
      seq: past.prev === undefined ? 0 : past.prev.seq + 1,
      prev: past.prev?.id,
      after: past.after,
      at: draft.at,
      kind: draft.kind,
      must: draft.must === true,
      of: draft.of,
      re: draft.re,
      ...(draft.extra === undefined ? {} : { extra: draft.extra }),
    },
    draft.body,
  );
  const { head, headBytes, id } = event;
  const row: EventRow = {
    id,
    conv: draft.kind === 'create' ? id : head.conv,
    by: head.by,
    log: head.log,
    seq: head.seq,
    prev: head.prev,
    after: head.after,
    at: head.at,
    kind: head.kind,
    of: head.of ?? head.re,
    head: headBytes,
    body: draft.body,
    own: draft.sign === true ? undefined : ownCode(ownLog.key, id),
    sig: draft.sign === true ? parts.sign(id) : undefined,
    blobs: draft.blobs,
    t: orderTime(head.at, past.times),
    storedAtMs: parts.wallMs(),
    words: parts.wordsOf(draft.kind, draft.body),
    hidden: draft.hidden ?? 0,
  };
  await store.events.insert([row], [], row.hidden === 0); // a reaction is given to what is read, wherever that stands
  return row;
}

interface Past {
  /** Newest event of our log. */
  readonly prev: LogTip | undefined;
  /** Ascending, as the head wants them. */
  readonly after: readonly string[];
  /** t of all these: everything in view is placed. */
  readonly times: readonly number[];
}

/**
 * `prev` is our log's tip, `after` the rest of the frontier: events that no other one in view names. Of more than fit, the
 * latest; the others stay in the frontier and are named by the events that follow.
 */
async function findPast({ store, ownLog, selfDevice }: AppendParts, conv: string): Promise<Past> {
  const [tips, frontier] = await Promise.all([store.events.tips(conv), store.events.frontier(conv)]);
  const ours = (log: string) => tips.filter((tip) => tip.by === selfDevice && tip.log === log);
  if (await isUnsafe(store, conv, ours(ownLog.name()))) await ownLog.begin();
  const prev = ours(ownLog.name()).at(-1);

  const others = frontier.filter((tip) => tip.id !== prev?.id).map((tip) => tip.id);
  const times = await store.events.timesOf(conv, prev === undefined ? others : [...others, prev.id]);
  const placed = others
    .map((id) => ({ id, t: times.get(id) ?? 0 })) // the frontier is in view, so each has its t
    .sort(compareOrder)
    .slice(-EVENT_AFTER_MAX);
  const prevTime = prev === undefined ? [] : [times.get(prev.id) ?? 0];
  return {
    prev,
    after: placed.map(({ id }) => id).sort(),
    times: [...placed.map(({ t }) => t), ...prevTime],
  };
}

/** A log of ours that was forked, or whose newest event waits for its past, is not written on: we were rolled back. */
async function isUnsafe(store: Pick<Store, 'events'>, conv: string, own: readonly LogTip[]): Promise<boolean> {
  const [tip, branch] = own;
  if (tip === undefined) return false;
  if (branch !== undefined) return true;
  const times = await store.events.timesOf(conv, [tip.id]);
  return times.get(tip.id) === undefined;
}
