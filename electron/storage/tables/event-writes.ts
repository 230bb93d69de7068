import { BYTES, type Connection } from '../connection.ts';
import { HIDDEN } from '../hidden.ts';
import { fromHex, hexOf, integerOf, joinIds, optional, splitIds } from '../row-values.ts';
import type { EventRow, ReleasedEvent } from '../store.ts';
import type { LogNumbers } from './log-numbers.ts';
import { createSearchIndex } from './search-index.ts';

/** An event's place in its log, as numbers of this database. */
interface LogPlace {
  readonly n: number;
  readonly logN: number;
  readonly seq: number;
  readonly id: Uint8Array;
}

/** Everything that changes events. Each function runs inside the caller's transaction. */
export interface EventWrites {
  insert(row: EventRow): boolean;
  release(released: ReleasedEvent): void;
  /** Takes what these now visible events name out of the frontier. After all inserts and releases of a transaction. */
  coverPast(ids: readonly string[]): void;
  eraseBody(id: string): void;
  fillBody(row: Pick<EventRow, 'id' | 'body' | 'blobs' | 'words'>): void;
  setHidden(id: string, reason: number, isHidden: boolean): void;
  /** Erases and hides a whole conversation; the blobs that nothing names any more. */
  forget(conv: string): readonly string[];
  /** Adds the reason `here` to everything shown of the conversation. */
  hideAll(convN: number): void;
  raiseSeen(conv: string, place: { readonly t: number; readonly id: string }): void;
}

export function createEventWrites(connection: Connection, numbers: LogNumbers): EventWrites {
  const search = createSearchIndex(connection);
  const reindex = (id: string) => {
    const row = connection.one('SELECT n FROM events WHERE id = ?', [fromHex(id)]);
    if (row !== undefined) search.changed(integerOf(row, 'n'));
  };
  return {
    insert(row) {
      if (connection.one('SELECT n FROM events WHERE id = ?', [fromHex(row.id)]) !== undefined) return false;
      const place = insertRow(connection, numbers, row);
      if (isLinked(connection, place.logN, row)) link(connection, place);
      if (row.t !== undefined) markLate(connection, place.n);
      if (row.words !== undefined) {
        search.note(place.n, row.words);
        search.changed(place.n);
      }
      return true;
    },
    release({ id, t }) {
      connection.run('UPDATE events SET t = ?, is_frontier = 1 WHERE id = ? AND t IS NULL', [t, fromHex(id)]);
      const row = connection.one('SELECT n FROM events WHERE id = ?', [fromHex(id)]);
      if (row !== undefined) markLate(connection, integerOf(row, 'n'));
      reindex(id);
    },
    coverPast(ids) {
      for (const id of ids) {
        const row = connection.one('SELECT prev, past FROM events WHERE id = ?', [fromHex(id)]);
        if (row === undefined) continue;
        const prev = optional(row, 'prev', hexOf);
        const named = prev === undefined ? splitIds(row, 'past') : [prev, ...splitIds(row, 'past')];
        for (const past of named) {
          connection.run('UPDATE events SET is_frontier = 0 WHERE id = ? AND is_frontier = 1', [fromHex(past)]);
        }
      }
    },
    eraseBody(id) {
      const row = connection.one('SELECT n FROM events WHERE id = ?', [fromHex(id)]);
      if (row === undefined) return;
      const n = integerOf(row, 'n');
      connection.run("UPDATE events SET body = NULL, blobs = x'' WHERE n = ?", [n]);
      connection.run('DELETE FROM event_blobs WHERE event_n = ?', [n]);
      search.erased(n);
    },
    fillBody({ id, body, blobs, words }) {
      const row = connection.one('SELECT n FROM events WHERE id = ? AND body IS NULL', [fromHex(id)]);
      if (row === undefined || body === undefined) return;
      const n = integerOf(row, 'n');
      connection.run(`UPDATE events SET body = ${BYTES}, blobs = ${BYTES} WHERE n = ?`, [body, joinIds(blobs), n]);
      nameBlobs(connection, n, blobs);
      if (words === undefined) return;
      search.note(n, words);
      search.changed(n);
    },
    raiseSeen(conv, { t, id }) {
      connection.run(
        `UPDATE conversations SET seen_t = ?, seen_id = ?
         WHERE conv = ? AND (seen_t IS NULL OR (seen_t, seen_id) < (?, ?))`,
        [t, fromHex(id), fromHex(conv), t, fromHex(id)],
      );
    },
    hideAll(convN) {
      const shown = connection.all(
        `SELECT n FROM events WHERE conv_n = ? AND t IS NOT NULL
           AND (hidden = 0 OR (kind = 'edit' AND hidden = ${HIDDEN.effect}))`,
        [convN],
      );
      for (const row of shown) {
        connection.run('UPDATE events SET hidden = hidden | ? WHERE n = ?', [HIDDEN.here, integerOf(row, 'n')]);
        search.changed(integerOf(row, 'n'));
      }
    },
    setHidden(id, reason, isHidden) {
      const change = isHidden ? 'hidden | ?' : 'hidden & ~?';
      connection.run(`UPDATE events SET hidden = ${change} WHERE id = ?`, [reason, fromHex(id)]);
      reindex(id);
    },
    forget(conv) {
      const convN = numbers.conversation(conv);
      if (convN === undefined) return [];
      const named = connection.all(
        'SELECT DISTINCT blob FROM event_blobs WHERE event_n IN (SELECT n FROM events WHERE conv_n = ?)',
        [convN],
      );
      connection.run("UPDATE events SET body = NULL, blobs = x'', hidden = hidden | ? WHERE conv_n = ?", [
        HIDDEN.here,
        convN,
      ]);
      connection.run('DELETE FROM event_blobs WHERE event_n IN (SELECT n FROM events WHERE conv_n = ?)', [convN]);
      for (const row of connection.all('SELECT n FROM events WHERE conv_n = ?', [convN]))
        search.erased(integerOf(row, 'n'));
      return named
        .map((row) => hexOf(row, 'blob'))
        .filter((blob) => connection.one('SELECT 1 FROM event_blobs WHERE blob = ?', [fromHex(blob)]) === undefined);
    },
  };
}

/** It is in view from now on. If that is below what the person has seen, it is to be pointed out to them. */
function markLate(connection: Connection, n: number): void {
  connection.run(
    `UPDATE events SET is_late = 1 WHERE n = ? AND (t, id) <
       (SELECT seen_t, seen_id FROM conversations WHERE conversations.n = events.conv_n)`,
    [n],
  );
}

function insertRow(connection: Connection, numbers: LogNumbers, row: EventRow): LogPlace {
  const { conv, log } = numbers.make(row.conv, row.by, row.log);
  const id = fromHex(row.id);
  const { rowid } = connection.run(
    `INSERT INTO events
       (id, conv_n, log_n, seq, prev, at, kind, subject, t, is_linked, is_tip, is_frontier, stored_at_ms, own, sig,
        past, blobs, head, body, hidden)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ${BYTES}, ${BYTES}, ${BYTES}, iif(?, ${BYTES}, NULL), ?)`,
    [
      id,
      conv,
      log,
      row.seq,
      row.prev === undefined ? null : fromHex(row.prev),
      row.at,
      row.kind,
      row.of === undefined ? null : fromHex(row.of),
      row.t ?? null,
      Number(row.t !== undefined),
      row.storedAtMs,
      row.own ?? null,
      row.sig ?? null,
      joinIds(row.after),
      joinIds(row.blobs),
      row.head,
      Number(row.body !== undefined),
      row.body ?? null,
      row.hidden ?? 0,
    ],
  );
  nameBlobs(connection, rowid, row.blobs);
  return { n: rowid, logN: log, seq: row.seq, id };
}

function nameBlobs(connection: Connection, n: number, blobs: readonly string[]): void {
  for (const blob of blobs) {
    connection.run('INSERT OR IGNORE INTO event_blobs (blob, event_n) VALUES (?, ?)', [fromHex(blob), n]);
  }
}

/** Whether the log is whole up to this event: it is the first, or the one before it is linked. */
function isLinked(connection: Connection, logN: number, row: EventRow): boolean {
  if (row.prev === undefined) return row.seq === 0;
  return (
    connection.one('SELECT n FROM events WHERE id = ? AND log_n = ? AND seq = ? AND is_linked = 1', [
      fromHex(row.prev),
      logN,
      row.seq - 1,
    ]) !== undefined
  );
}

/** Links the event and whatever waited behind it, and moves the tips of the log. */
function link(connection: Connection, first: LogPlace): void {
  connection.run('UPDATE events SET is_tip = 0 WHERE id = (SELECT prev FROM events WHERE n = ?) AND is_tip = 1', [
    first.n,
  ]);
  const waiting = [first];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { logN, seq } = place;
    const next = connection
      .all('SELECT n, id FROM events WHERE log_n = ? AND seq = ? AND prev = ?', [logN, seq + 1, place.id])
      .map((row) => ({ n: integerOf(row, 'n'), logN, seq: seq + 1, id: fromHex(hexOf(row, 'id')) }));
    connection.run('UPDATE events SET is_linked = 1, is_tip = ? WHERE n = ?', [Number(next.length === 0), place.n]);
    waiting.push(...next);
  }
}
