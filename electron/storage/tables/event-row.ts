import type { SqlRow } from '../connection.ts';
import { bytesOf, hexOf, integerOf, optional, splitIds, textOf } from '../row-values.ts';
import type { EventRow, LogTip } from '../store.ts';

/** Columns of an event with the hex names of its conversation and log; ends where WHERE begins. */
export const SELECT_EVENT = `
  SELECT events.id, conversations.conv, logs.device, logs.log, events.seq, events.prev, events.past, events.at,
    events.kind, events.subject, events.head, events.body, events.own, events.sig, events.blobs, events.t,
    events.stored_at_ms, events.hidden, events.is_late
  FROM events
  JOIN logs ON logs.n = events.log_n
  JOIN conversations ON conversations.n = events.conv_n`;

export const SELECT_TIP = `
  SELECT logs.device, logs.log, events.seq, events.id
  FROM events
  JOIN logs ON logs.n = events.log_n`;

export function eventOf(row: SqlRow): EventRow {
  return {
    id: hexOf(row, 'id'),
    conv: hexOf(row, 'conv'),
    by: hexOf(row, 'device'),
    log: hexOf(row, 'log'),
    seq: integerOf(row, 'seq'),
    prev: optional(row, 'prev', hexOf),
    after: splitIds(row, 'past'),
    at: integerOf(row, 'at'),
    kind: textOf(row, 'kind'),
    of: optional(row, 'subject', hexOf),
    head: bytesOf(row, 'head'),
    body: optional(row, 'body', bytesOf),
    own: optional(row, 'own', bytesOf),
    sig: optional(row, 'sig', bytesOf),
    blobs: splitIds(row, 'blobs'),
    t: optional(row, 't', integerOf),
    storedAtMs: integerOf(row, 'stored_at_ms'),
    hidden: integerOf(row, 'hidden'),
    ...(integerOf(row, 'is_late') === 1 ? { isLate: true } : {}),
  };
}

export function tipOf(row: SqlRow): LogTip {
  return {
    by: hexOf(row, 'device'),
    log: hexOf(row, 'log'),
    seq: integerOf(row, 'seq'),
    id: hexOf(row, 'id'),
  };
}
