import type { Connection } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { fromHex, hexOf, integerOf, optional, splitIds } from '../row-values.ts';
import type { EventPlace, EventStore } from '../store.ts';
import { branchesOf } from './event-branches.ts';
import { eventOf, SELECT_EVENT, SELECT_TIP, tipOf } from './event-row.ts';
import { createEventViews } from './event-views.ts';
import { createEventWrites } from './event-writes.ts';
import { createLogNumbers } from './log-numbers.ts';

export function createEventStore(connection: Connection): Sync<EventStore> {
  const numbers = createLogNumbers(connection);
  const writes = createEventWrites(connection, numbers);
  const branches = branchesOf(connection, numbers);

  function places(conv: string, ids: readonly string[]): ReadonlyMap<string, EventPlace> {
    const found = new Map<string, EventPlace>();
    const convN = numbers.conversation(conv);
    if (convN === undefined) return found;
    for (const id of ids) {
      const row = connection.one(
        `SELECT logs.device, logs.log, events.seq, events.t FROM events JOIN logs ON logs.n = events.log_n
         WHERE events.id = ? AND events.conv_n = ?`,
        [fromHex(id), convN],
      );
      if (row === undefined) continue;
      const [by, log] = [hexOf(row, 'device'), hexOf(row, 'log')];
      found.set(id, { by, log, seq: integerOf(row, 'seq'), t: optional(row, 't', integerOf) });
    }
    return found;
  }

  return {
    insert: (rows, released = [], isSeen = false) =>
      connection.transaction(() => {
        const fresh = rows.filter((row) => writes.insert(row));
        for (const one of released) writes.release(one);
        writes.coverPast([...fresh.filter((row) => row.t !== undefined), ...released].map((row) => row.id));
        if (isSeen) for (const { conv, t, id } of fresh) if (t !== undefined) writes.raiseSeen(conv, { t, id });
        return fresh.map((row) => row.id);
      }),
    release: (_conv, released) =>
      connection.transaction(() => {
        for (const one of released) writes.release(one);
        writes.coverPast(released.map((one) => one.id));
      }),
    get(id) {
      const row = connection.one(`${SELECT_EVENT} WHERE events.id = ?`, [fromHex(id)]);
      return row && eventOf(row);
    },
    timesOf: (conv, ids) => new Map([...places(conv, ids)].map(([id, { t }]) => [id, t])),
    placesOf: places,
    heldBack: (conv) =>
      connection
        .all(`${SELECT_EVENT} WHERE conversations.conv = ? AND events.t IS NULL ORDER BY events.seq`, [fromHex(conv)])
        .map(eventOf),
    unplaced: (conv) =>
      connection
        .all(
          `SELECT events.id, logs.device, logs.log, events.seq, events.at, events.prev, events.past
           FROM events JOIN logs ON logs.n = events.log_n JOIN conversations ON conversations.n = events.conv_n
           WHERE conversations.conv = ? AND events.t IS NULL ORDER BY events.id`,
          [fromHex(conv)],
        )
        .map((row) => ({
          ...tipOf(row),
          at: integerOf(row, 'at'),
          prev: optional(row, 'prev', hexOf),
          after: splitIds(row, 'past'),
        })),
    ofLog(conv, by, log, fromSeq, limit) {
      const logN = numbers.log(conv, by, log);
      if (logN === undefined) return [];
      return connection
        .all(`${SELECT_EVENT} WHERE events.log_n = ? AND events.seq >= ? ORDER BY events.seq, events.id LIMIT ?`, [
          logN,
          fromSeq,
          limit,
        ])
        .map(eventOf);
    },
    naming: (blob) =>
      connection
        .all(`${SELECT_EVENT} JOIN event_blobs ON event_blobs.event_n = events.n WHERE event_blobs.blob = ?`, [
          fromHex(blob),
        ])
        .map(eventOf),
    fillBody: (row) => connection.transaction(() => writes.fillBody(row)),
    eraseBody(id) {
      connection.transaction(() => writes.eraseBody(id));
      connection.script('PRAGMA wal_checkpoint(TRUNCATE)'); // the old page leaves the write-ahead log too
    },
    forget(conv) {
      const blobs = connection.transaction(() => writes.forget(conv));
      connection.script('PRAGMA wal_checkpoint(TRUNCATE)');
      return blobs;
    },
    setHidden: (ids, reason, isHidden) =>
      connection.transaction(() => {
        for (const id of ids) writes.setHidden(id, reason, isHidden);
      }),
    raiseSeen: (conv, place) => connection.transaction(() => writes.raiseSeen(conv, place)),
    frontier: (conv) => {
      const convN = numbers.conversation(conv);
      if (convN === undefined) return [];
      return connection.all(`${SELECT_TIP} WHERE events.conv_n = ? AND events.is_frontier = 1`, [convN]).map(tipOf);
    },
    ...branches,
    ...createEventViews(connection),
  };
}
