import type { EventRow, EventStore, LogTip } from '../../storage/index.ts';
import { UNCOVERED_ROWS_MAX } from '../limits.ts';

/** What a peer with these tips lacks of what is here (conversation-log.ts `missingFrom`). */
export async function missingFrom(
  events: EventStore,
  conv: string,
  peerTips: readonly LogTip[],
  maxBytes: number,
): Promise<readonly EventRow[]> {
  const ours = groupByLog(await events.tips(conv));
  const theirs = groupByLog(peerTips);
  const pages = await Promise.all(
    [...ours].map(([name, tips]) => missingOfLog(events, conv, tips, theirs.get(name) ?? [], maxBytes)),
  );
  return cutToBytes(pages.flat().sort(compareForSending), maxBytes);
}

/** `ours` are the tips of one log, at least one; `theirs` what they say of the same. */
async function missingOfLog(
  events: EventStore,
  conv: string,
  ours: readonly LogTip[],
  theirs: readonly LogTip[],
  maxBytes: number,
): Promise<readonly EventRow[]> {
  const [first] = ours;
  if (first === undefined || ours.every((tip) => theirs.some((entry) => isSameTip(tip, entry)))) return [];
  const isHere = await events.holds(conv, theirs);
  const covered = theirs.filter((_entry, index) => isHere[index] === true);
  if (covered.length === 0 && isBeyond(theirs, ours)) return [];
  const { by, log } = first;
  return events.uncovered({ conv, by, log, covered, limit: UNCOVERED_ROWS_MAX, maxBytes });
}

/**
 * They hold a newer event of this log than we do, and none that we know: either all of ours and more, or another branch. They
 * send theirs, and then we shall know. (Of two sides that see a fork one is never beyond the other, so one of them begins.)
 */
function isBeyond(theirs: readonly LogTip[], ours: readonly LogTip[]): boolean {
  return newestSeq(theirs) > newestSeq(ours);
}

/** The quick answer for the usual case; ids may be cut to 16 digits. */
function isSameTip(tip: LogTip, entry: LogTip): boolean {
  return tip.seq === entry.seq && entry.id.length >= 16 && tip.id.startsWith(entry.id);
}

function newestSeq(tips: readonly LogTip[]): number {
  return Math.max(-1, ...tips.map((tip) => tip.seq));
}

function groupByLog(tips: readonly LogTip[]): ReadonlyMap<string, readonly LogTip[]> {
  const groups = new Map<string, LogTip[]>();
  for (const tip of tips) {
    const name = `${tip.by} ${tip.log}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [tip]);
    else group.push(tip);
  }
  return groups;
}

/** Causes before effects, so that the receiver holds nothing back; what waits for its past here goes last. */
function compareForSending(a: EventRow, b: EventRow): number {
  const [aTime, bTime] = [a.t ?? Number.MAX_SAFE_INTEGER, b.t ?? Number.MAX_SAFE_INTEGER];
  if (aTime !== bTime) return aTime - bTime;
  if (a.seq !== b.seq && a.t === undefined) return a.seq - b.seq;
  return a.id < b.id ? -1 : 1;
}

function cutToBytes(rows: readonly EventRow[], maxBytes: number): readonly EventRow[] {
  let total = 0;
  const end = rows.findIndex((row) => {
    total += row.head.length + (row.body?.length ?? 0);
    return total > maxBytes;
  });
  return end === -1 ? rows : rows.slice(0, Math.max(1, end));
}
