import type { Connection, SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { hexOf } from '../row-values.ts';
import type { EventRow, EventStore, StartStore } from '../store.ts';
import { TIPS, TIPS_IN_ORDER } from './event-branches.ts';
import { tipOf } from './event-row.ts';
import { READ_MARKS, REFUSED, readMarkOf, refusedOf, STORED_MARKS, storedMarkOf } from './mark-store.ts';

/** With a deletion that is in the order: few of all, and only these can have an open one. */
const WITH_DELETIONS = `SELECT conv FROM conversations WHERE EXISTS (
  SELECT 1 FROM events INDEXED BY events_deletions WHERE conv_n = conversations.n AND kind = 'delete' AND t IS NOT NULL)`;

/**
 * One call for all conversations, instead of ten for each: at the start nobody waits for thousands of answers. What can be asked of all
 * of them at once is, as most of these questions find a row or none.
 */
export function createStartStore(connection: Connection, events: Sync<EventStore>): Sync<StartStore> {
  return {
    all({ ownDevices, kinds, effectKinds }) {
      const found = connection.all('SELECT conv FROM conversations').map((row) => {
        const conv = hexOf(row, 'conv');
        return { conv, newest: events.page(conv, undefined, 1)[0] };
      });
      const ids = found.flatMap(({ newest }) => (newest === undefined ? [] : [newest.id]));
      const forked = new Set(events.forked(ids));
      const aboutOf = bySubject(events.about(ids, effectKinds));
      const own = JSON.stringify(ownDevices);
      const ofOwn = `${TIPS} WHERE logs.device IN (SELECT unhex(value) FROM json_each(?)) ${TIPS_IN_ORDER}`;
      const tips = byConversation(connection.all(ofOwn, [own]), tipOf);
      const stored = byConversation(connection.all(STORED_MARKS), storedMarkOf);
      const read = byConversation(connection.all(READ_MARKS), readMarkOf);
      const refused = byConversation(connection.all(REFUSED), refusedOf);
      const withDeletions = new Set(connection.all(WITH_DELETIONS).map((row) => hexOf(row, 'conv')));
      return found.map(({ conv, newest }) => ({
        conv,
        newest,
        about: aboutOf.get(newest?.id) ?? [],
        isForked: newest !== undefined && forked.has(newest.id),
        unreadCount: events.countUnread(conv, ownDevices, kinds),
        tips: tips.get(conv) ?? [],
        hasOpenDeletions: withDeletions.has(conv) && events.openDeletions(conv).length > 0,
        stored: stored.get(conv) ?? [],
        read: read.get(conv) ?? [],
        refused: refused.get(conv) ?? [],
      }));
    },
  };
}

const byConversation = <T>(rows: readonly SqlRow[], said: (row: SqlRow) => T) =>
  grouped(rows, (row) => hexOf(row, 'conv'), said);

const bySubject = (rows: readonly EventRow[]) =>
  grouped(
    rows,
    ({ of }) => of,
    (row) => row,
  );

/** Each in the order it came in. */
function grouped<Row, Key, Value>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
  said: (row: Row) => Value,
): ReadonlyMap<Key, readonly Value[]> {
  const found = new Map<Key, Value[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = found.get(key);
    if (known === undefined) found.set(key, [said(row)]);
    else known.push(said(row));
  }
  return found;
}
