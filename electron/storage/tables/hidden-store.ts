import type { Connection } from '../connection.ts';
import { HIDDEN } from '../hidden.ts';
import type { Sync } from '../operations.ts';
import { fromHex, hexOf, integerOf } from '../row-values.ts';
import type { HiddenStore } from '../store.ts';
import { eventOf, SELECT_EVENT } from './event-row.ts';
import { createEventWrites } from './event-writes.ts';
import { createLogNumbers } from './log-numbers.ts';

/** What was deleted on this device alone: out of view at once, and listed until its body is erased. */
export function createHiddenStore(connection: Connection): Sync<HiddenStore> {
  const numbers = createLogNumbers(connection);
  const writes = createEventWrites(connection, numbers);
  const list = (n: number, dueMs: number) =>
    connection.run('INSERT OR REPLACE INTO hidden_here (event_n, due_ms) VALUES (?, ?)', [n, dueMs]);
  const numberOf = (id: string) => {
    const row = connection.one('SELECT n FROM events WHERE id = ?', [fromHex(id)]);
    return row && integerOf(row, 'n');
  };
  const unlist = (id: string) => {
    connection.run('DELETE FROM hidden_here WHERE event_n = (SELECT n FROM events WHERE id = ?)', [fromHex(id)]);
  };
  return {
    hide: (ids, dueMs) =>
      connection.transaction(() => {
        for (const id of ids) {
          const n = numberOf(id);
          if (n === undefined) continue;
          writes.setHidden(id, HIDDEN.here, true);
          list(n, dueMs);
        }
      }),
    show: (ids) =>
      connection.transaction(() => {
        for (const id of ids) {
          writes.setHidden(id, HIDDEN.here, false);
          unlist(id);
        }
      }),
    hideAll(conv, dueMs) {
      const convN = numbers.conversation(conv);
      if (convN === undefined) return;
      connection.transaction(() => {
        connection.run(
          `INSERT OR REPLACE INTO hidden_here (event_n, due_ms)
           SELECT n, ? FROM events WHERE conv_n = ? AND t IS NOT NULL AND body IS NOT NULL
             AND (hidden = 0 OR (kind = 'edit' AND hidden = ${HIDDEN.effect}))`,
          [dueMs, convN],
        );
        writes.hideAll(convN);
      });
    },
    due: (untilMs, limit) =>
      connection
        .all(
          `${SELECT_EVENT} JOIN hidden_here ON hidden_here.event_n = events.n
           WHERE hidden_here.due_ms <= ? ORDER BY hidden_here.due_ms LIMIT ?`,
          [untilMs, limit],
        )
        .map(eventOf),
    postpone: (ids, dueMs) =>
      connection.transaction(() => {
        for (const id of ids) {
          const n = numberOf(id);
          if (n !== undefined) connection.run('UPDATE hidden_here SET due_ms = ? WHERE event_n = ?', [dueMs, n]);
        }
      }),
    erase(ids) {
      const blobs = connection.transaction(() => {
        const named = new Set<string>();
        for (const id of ids) {
          for (const row of connection.all(
            'SELECT blob FROM event_blobs WHERE event_n = (SELECT n FROM events WHERE id = ?)',
            [fromHex(id)],
          ))
            named.add(hexOf(row, 'blob'));
          writes.eraseBody(id);
          unlist(id);
        }
        return [...named].filter(
          (blob) => connection.one('SELECT 1 FROM event_blobs WHERE blob = ?', [fromHex(blob)]) === undefined,
        );
      });
      connection.script('PRAGMA wal_checkpoint(TRUNCATE)'); // the old pages leave the write-ahead log too
      return blobs;
    },
  };
}
