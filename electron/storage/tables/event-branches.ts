import type { Connection, SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { fromHex, hexOf, integerOf } from '../row-values.ts';
import type { EventStore, LogTip } from '../store.ts';
import { eventOf, SELECT_EVENT, tipOf } from './event-row.ts';
import type { LogNumbers } from './log-numbers.ts';

/** As many digits as `have` carries (WIRE.md "_sync"): fewer would be no proof that it is the same event. */
const ID_DIGITS_MIN = 16;

/** The ends of all branches, with the conversation of each. */
export const TIPS = `
  SELECT conversations.conv, logs.device, logs.log, events.seq, events.id
  FROM conversations CROSS JOIN logs ON logs.conv_n = conversations.n
  CROSS JOIN events INDEXED BY events_tips ON events.log_n = logs.n AND events.is_tip = 1`;
export const TIPS_IN_ORDER = 'ORDER BY logs.device, logs.log, events.seq, events.id';

type Branches = Pick<Sync<EventStore>, 'tips' | 'holds' | 'uncovered'>;

/** Logs as chains, and as trees where they were forked: what is here without a gap, and what another lacks of it. */
export function branchesOf(connection: Connection, numbers: LogNumbers): Branches {
  /** The linked event of this place, by its id or the id's first digits. */
  function find(logN: number, tip: LogTip): { readonly n: number; readonly seq: number } | undefined {
    if (tip.id.length < ID_DIGITS_MIN) return undefined;
    const row = connection
      .all('SELECT n, id FROM events WHERE log_n = ? AND seq = ? AND is_linked = 1', [logN, tip.seq])
      .find((candidate) => hexOf(candidate, 'id').startsWith(tip.id));
    return row && { n: integerOf(row, 'n'), seq: tip.seq };
  }

  return {
    tips: (conv) => connection.all(`${TIPS} WHERE conversations.conv = ? ${TIPS_IN_ORDER}`, [fromHex(conv)]).map(tipOf),
    holds: (conv, tips) =>
      tips.map((tip) => {
        const logN = numbers.log(conv, tip.by, tip.log);
        return logN !== undefined && find(logN, tip) !== undefined;
      }),
    uncovered({ conv, by, log, covered, limit, maxBytes }) {
      const logN = numbers.log(conv, by, log);
      if (logN === undefined) return [];
      const known = covered.flatMap((tip) => find(logN, tip) ?? []);
      const where = isForked(connection, logN) ? outsideBranches(known) : afterSeq(known);
      // Their sizes first: a window function over them takes longer than both queries.
      const sized = connection.all(
        `${where.withs} SELECT n, length(head) + coalesce(length(body), 0) AS size FROM events
         WHERE log_n = ? AND is_linked = 1 AND ${where.condition} ORDER BY seq, id LIMIT ?`,
        [...where.withValues, logN, ...where.values, limit],
      );
      if (sized.length === 0) return [];
      return connection
        .all(`${SELECT_EVENT} WHERE events.n IN (SELECT value FROM json_each(?)) ORDER BY events.seq, events.id`, [
          JSON.stringify(upToBytes(sized, maxBytes)),
        ])
        .map(eventOf);
    },
  };
}

function isForked(connection: Connection, logN: number): boolean {
  return (
    connection.all('SELECT n FROM events INDEXED BY events_tips WHERE log_n = ? AND is_tip = 1 LIMIT 2', [logN])
      .length > 1
  );
}

/** Numbers of the first of these that take no more bytes than that, and in any case of the first one. */
function upToBytes(sized: readonly SqlRow[], maxBytes: number): readonly number[] {
  let total = 0;
  const end = sized.findIndex((row, index) => {
    total += integerOf(row, 'size');
    return index > 0 && total > maxBytes;
  });
  return (end === -1 ? sized : sized.slice(0, end)).map((row) => integerOf(row, 'n'));
}

interface Filter {
  readonly withs: string;
  readonly withValues: readonly string[];
  readonly condition: string;
  readonly values: readonly (string | number)[];
}

type Known = readonly { readonly n: number; readonly seq: number }[];

/** One chain: what is covered is what comes up to the highest known event. */
function afterSeq(known: Known): Filter {
  return { withs: '', withValues: [], condition: 'seq > ?', values: [Math.max(-1, ...known.map((one) => one.seq))] };
}

/** A tree: what is covered is every known event and all that `prev` leads to from there. */
function outsideBranches(known: Known): Filter {
  return {
    withs: `WITH RECURSIVE covered (n, prev) AS (
        SELECT n, prev FROM events WHERE n IN (SELECT value FROM json_each(?))
        UNION SELECT events.n, events.prev FROM covered JOIN events ON events.id = covered.prev)`,
    withValues: [JSON.stringify(known.map((one) => one.n))],
    condition: 'n NOT IN (SELECT n FROM covered)',
    values: [],
  };
}
