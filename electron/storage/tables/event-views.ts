import type { Connection } from '../connection.ts';
import { HIDDEN } from '../hidden.ts';
import type { Sync } from '../operations.ts';
import { fromHex, hexOf, integerOf } from '../row-values.ts';
import type { EventStore } from '../store.ts';
import { eventOf, SELECT_EVENT, SELECT_TIP, tipOf } from './event-row.ts';

type EventViews = Pick<
  Sync<EventStore>,
  | 'ofKinds'
  | 'ofOtherKinds'
  | 'openDeletions'
  | 'bodyless'
  | 'about'
  | 'page'
  | 'pageAfter'
  | 'pageFrom'
  | 'pageOfKinds'
  | 'newest'
  | 'countUnread'
  | 'firstUnread'
  | 'forked'
  | 'tipsUpTo'
>;

const SHOWN = 'events.hidden = 0 AND events.t IS NOT NULL';

/**
 * What of a conversation is unread: shown, said by others, still with its body, and not reached by a read mark of our own.
 * Its values: own devices as JSON, the conversation twice, kinds as JSON.
 */
const UNREAD = `
  WITH own AS (SELECT unhex(value) AS device FROM json_each(?)),
    seen AS (SELECT device, log, max(seq) AS seq FROM read_marks
             WHERE conv = ? AND reader IN (SELECT device FROM own) GROUP BY device, log)
  SELECT COLUMNS FROM conversations
  JOIN logs ON logs.conv_n = conversations.n
  LEFT JOIN seen ON seen.device = logs.device AND seen.log = logs.log
  JOIN events ON events.log_n = logs.n AND events.seq > coalesce(seen.seq, -1)
  WHERE conversations.conv = ? AND logs.device NOT IN (SELECT device FROM own)
    AND ${SHOWN} AND events.body IS NOT NULL AND events.kind IN (SELECT value FROM json_each(?))`;

/** What the interface reads: the order (t, id) of what is visible. */
export function createEventViews(connection: Connection): EventViews {
  const number = (conv: string) => connection.one('SELECT n FROM conversations WHERE conv = ?', [fromHex(conv)]);

  function pageUp(conv: string, sign: '>' | '>=', place: { readonly t: number; readonly id: string }, limit: number) {
    const found = number(conv);
    if (found === undefined) return [];
    return connection
      .all(
        `${SELECT_EVENT} WHERE events.conv_n = ? AND ${SHOWN} AND (events.t, events.id) ${sign} (?, ?)
         ORDER BY events.t, events.id LIMIT ?`,
        [integerOf(found, 'n'), place.t, fromHex(place.id), limit],
      )
      .map(eventOf);
  }

  return {
    ofKinds(conv, kinds) {
      const found = number(conv);
      if (found === undefined) return [];
      return connection
        .all(
          `${SELECT_EVENT} WHERE events.conv_n = ? AND events.kind IN (SELECT value FROM json_each(?))
             AND events.t IS NOT NULL ORDER BY events.t, events.id`,
          [integerOf(found, 'n'), JSON.stringify(kinds)],
        )
        .map(eventOf);
    },
    ofOtherKinds(conv, kinds, limit) {
      const found = number(conv);
      if (found === undefined) return [];
      return connection
        .all(
          `${SELECT_EVENT} WHERE events.conv_n = ? AND events.kind NOT IN (SELECT value FROM json_each(?))
             AND events.t IS NOT NULL ORDER BY events.t, events.id LIMIT ?`,
          [integerOf(found, 'n'), JSON.stringify(kinds), limit],
        )
        .map(eventOf);
    },
    openDeletions(conv) {
      const found = number(conv);
      if (found === undefined) return [];
      return connection
        .all(
          `${SELECT_EVENT} JOIN events AS target ON target.id = events.subject
           WHERE events.conv_n = ? AND events.kind = 'delete' AND events.t IS NOT NULL
             AND target.conv_n = events.conv_n AND (target.body IS NOT NULL OR EXISTS (
               SELECT 1 FROM events AS edit JOIN logs AS edited ON edited.n = edit.log_n
               WHERE edit.subject = target.id AND edit.kind = 'edit' AND edit.body IS NOT NULL
                 AND edited.device = (SELECT device FROM logs WHERE n = target.log_n)))`,
          [integerOf(found, 'n')],
        )
        .map(eventOf);
    },
    bodyless(conv, before, limit) {
      const found = number(conv);
      if (found === undefined) return [];
      const place = before === undefined ? '' : 'AND (events.t, events.id) < (?, ?)';
      const values = before === undefined ? [] : [before.t, fromHex(before.id)];
      return connection
        .all(
          `${SELECT_EVENT} WHERE events.conv_n = ? AND events.body IS NULL AND events.t IS NOT NULL
             AND events.hidden & ${HIDDEN.here} = 0 ${place}
           ORDER BY events.t DESC, events.id DESC LIMIT ?`,
          [integerOf(found, 'n'), ...values, limit],
        )
        .map(eventOf);
    },
    about: (ids, kinds) =>
      connection
        .all(
          `${SELECT_EVENT} WHERE events.subject IN (SELECT unhex(value) FROM json_each(?))
             AND events.kind IN (SELECT value FROM json_each(?)) AND events.t IS NOT NULL ORDER BY events.t, events.id`,
          [JSON.stringify(ids), JSON.stringify(kinds)],
        )
        .map(eventOf),
    page(conv, before, limit) {
      const found = number(conv);
      if (found === undefined) return [];
      const place = before === undefined ? '' : 'AND (events.t, events.id) < (?, ?)';
      const values = before === undefined ? [] : [before.t, fromHex(before.id)];
      return connection
        .all(
          `${SELECT_EVENT} WHERE events.conv_n = ? AND ${SHOWN} ${place}
           ORDER BY events.t DESC, events.id DESC LIMIT ?`,
          [integerOf(found, 'n'), ...values, limit],
        )
        .map(eventOf)
        .reverse();
    },
    pageAfter: (conv, place, limit) => pageUp(conv, '>', place, limit),
    pageFrom: (conv, place, limit) => pageUp(conv, '>=', place, limit),
    pageOfKinds(conv, kinds, before, limit) {
      const found = number(conv);
      if (found === undefined) return [];
      const place = before === undefined ? '' : 'AND (events.t, events.id) < (?, ?)';
      const values = before === undefined ? [] : [before.t, fromHex(before.id)];
      return connection
        .all(
          `${SELECT_EVENT} WHERE events.conv_n = ? AND events.kind IN (SELECT value FROM json_each(?))
             AND ${SHOWN} AND events.body IS NOT NULL ${place}
           ORDER BY events.t DESC, events.id DESC LIMIT ?`,
          [integerOf(found, 'n'), JSON.stringify(kinds), ...values, limit],
        )
        .map(eventOf)
        .reverse();
    },
    newest: (kinds) =>
      connection.all('SELECT n FROM conversations').flatMap((conversation) =>
        connection
          .all(
            `${SELECT_EVENT} WHERE events.conv_n = ? AND ${SHOWN}
               AND events.kind IN (SELECT value FROM json_each(?))
             ORDER BY events.t DESC, events.id DESC LIMIT 1`,
            [integerOf(conversation, 'n'), JSON.stringify(kinds)],
          )
          .map(eventOf),
      ),
    countUnread(conv, ownDevices, kinds) {
      const row = connection.one(UNREAD.replace('COLUMNS', 'count(*) AS count'), unreadValues(conv, ownDevices, kinds));
      return row === undefined ? 0 : integerOf(row, 'count');
    },
    firstUnread(conv, ownDevices, kinds) {
      const row = connection.one(
        `${UNREAD.replace('COLUMNS', 'events.t, events.id')} ORDER BY events.t, events.id LIMIT 1`,
        unreadValues(conv, ownDevices, kinds),
      );
      return row && { t: integerOf(row, 't'), id: hexOf(row, 'id') };
    },
    forked: (ids) =>
      connection
        .all(
          `SELECT events.id FROM events WHERE events.id IN (SELECT unhex(value) FROM json_each(?)) AND EXISTS (
             SELECT 1 FROM events AS other
             WHERE other.log_n = events.log_n AND other.seq = events.seq AND other.id <> events.id)`,
          [JSON.stringify(ids)],
        )
        .map((row) => hexOf(row, 'id')),
    tipsUpTo(conv, place) {
      const found = number(conv);
      if (found === undefined) return [];
      return connection
        .all('SELECT n FROM logs WHERE conv_n = ?', [integerOf(found, 'n')])
        .flatMap((log) =>
          connection.all(
            `${SELECT_TIP} WHERE events.log_n = ? AND events.is_linked = 1 AND (events.t, events.id) <= (?, ?)
             ORDER BY events.seq DESC, events.id LIMIT 1`,
            [integerOf(log, 'n'), place.t, fromHex(place.id)],
          ),
        )
        .map(tipOf);
    },
  };
}

function unreadValues(conv: string, ownDevices: readonly string[], kinds: readonly string[]) {
  return [JSON.stringify(ownDevices), fromHex(conv), fromHex(conv), JSON.stringify(kinds)];
}
