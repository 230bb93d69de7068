import type { Connection } from '../connection.ts';
import { HIDDEN } from '../hidden.ts';
import type { Sync } from '../operations.ts';
import { fromHex, hexOf, integerOf } from '../row-values.ts';
import type { EventStore } from '../store.ts';
import { eventOf, SELECT_EVENT, SELECT_TIP, tipOf } from './event-row.ts';
import { areOnePerson } from './one-person.ts';

type EventViews = Pick<
  Sync<EventStore>,
  | 'ofKinds'
  | 'ofOtherKinds'
  | 'openDeletions'
  | 'bodyless'
  | 'about'
  | 'authors'
  | 'authorsOfMissing'
  | 'unshared'
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
 * Logs of a conversation that are not our own, and how far each was read by one of our devices. Its values: the conversation
 * for the marks, own devices as JSON, the conversation, own devices again.
 */
const OTHERS_LOGS = `
  others AS MATERIALIZED (
    SELECT logs.n, coalesce(
      (SELECT max(seq) FROM read_marks WHERE conv = ? AND reader IN (SELECT unhex(value) FROM json_each(?))
         AND device = logs.device AND log = logs.log), -1) AS seen
    FROM conversations JOIN logs ON logs.conv_n = conversations.n
    WHERE conversations.conv = ? AND logs.device NOT IN (SELECT unhex(value) FROM json_each(?)))`;

/** What of a log is unread beyond a place: shown, and with its body still. Its values follow in the order of the text. */
const READABLE = `${SHOWN} AND events.body IS NOT NULL AND events.kind IN (SELECT value FROM json_each(?))`;

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
               JOIN logs AS written ON written.n = target.log_n
               WHERE edit.subject = target.id AND edit.kind = 'edit' AND edit.body IS NOT NULL
                 AND ${areOnePerson('edited.device', 'written.device', 'events.conv_n')}))`,
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
    authors(conv) {
      const found = number(conv);
      if (found === undefined) return [];
      return connection
        .all('SELECT DISTINCT device FROM logs WHERE conv_n = ? ORDER BY device', [integerOf(found, 'n')])
        .map((row) => hexOf(row, 'device'));
    },
    // CROSS JOIN: few blobs are not whole, however much these people said.
    authorsOfMissing(conv, devices, fromT) {
      const found = number(conv);
      if (found === undefined) return [];
      return connection
        .all(
          `SELECT DISTINCT logs.device FROM blobs CROSS JOIN event_blobs ON event_blobs.blob = blobs.id
           CROSS JOIN events ON events.n = event_blobs.event_n CROSS JOIN logs ON logs.n = events.log_n
           WHERE blobs.is_whole = 0 AND events.conv_n = ? AND ${SHOWN} AND events.t >= ?
             AND logs.device IN (SELECT unhex(value) FROM json_each(?))
             AND NOT EXISTS (SELECT 1 FROM blob_choices
               WHERE blob_choices.blob = blobs.id AND choice IN ('declined', 'failed'))
           ORDER BY logs.device`,
          [integerOf(found, 'n'), fromT, JSON.stringify(devices)],
        )
        .map((row) => hexOf(row, 'device'));
    },
    // +t: by the log, for others said more than this device.
    unshared(conv, device, holders, limit) {
      const found = number(conv);
      if (found === undefined) return [];
      return connection
        .all(
          `WITH holders AS MATERIALIZED (SELECT unhex(value) AS peer FROM json_each(?))
           ${SELECT_EVENT} WHERE ${SHOWN}
             AND events.log_n IN (SELECT written.n FROM logs AS written WHERE written.conv_n = ? AND written.device = ?)
             AND EXISTS (
             SELECT 1 FROM event_blobs JOIN blobs ON blobs.id = event_blobs.blob
             WHERE event_blobs.event_n = events.n AND blobs.is_whole = 1
               AND NOT EXISTS (SELECT 1 FROM stored_blobs JOIN holders USING (peer) WHERE blob = blobs.id)
               AND EXISTS (SELECT 1 FROM holders WHERE NOT EXISTS (SELECT 1 FROM blob_answers
                 WHERE blob_answers.peer = holders.peer AND blob = blobs.id AND answer = 'declined')))
           ORDER BY +events.t, events.id LIMIT ?`,
          [JSON.stringify(holders), integerOf(found, 'n'), fromHex(device), limit],
        )
        .map(eventOf);
    },
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
    // What is above the place that was read, or all but what is below it: whichever is the shorter way.
    countUnread(conv, ownDevices, kinds) {
      const count = (side: string) =>
        `(SELECT count(*) FROM events INDEXED BY events_readable
          WHERE events.log_n = others.n AND events.seq ${side} others.seen AND ${SHOWN}
            AND events.body IS NOT NULL AND events.kind IN (SELECT kind FROM wanted))`;
      const all = `(SELECT coalesce(sum(count), 0) FROM readable_counts
        WHERE readable_counts.log_n = others.n AND readable_counts.kind IN (SELECT kind FROM wanted))`;
      const newest = '(SELECT max(events.seq) FROM events WHERE events.log_n = others.n)';
      const row = connection.one(
        `WITH ${OTHERS_LOGS}, wanted AS MATERIALIZED (SELECT value AS kind FROM json_each(?))
         SELECT coalesce(sum(CASE
           WHEN seen < 0 THEN ${all}
           WHEN ${newest} - seen <= seen THEN ${count('>')}
           ELSE ${all} - ${count('<=')} END), 0) AS count FROM others`,
        [...othersValues(conv, ownDevices), JSON.stringify(kinds)],
      );
      return row === undefined ? 0 : integerOf(row, 'count');
    },
    firstUnread(conv, ownDevices, kinds) {
      const logs = connection.all(
        `WITH ${OTHERS_LOGS} SELECT n, seen,
           (SELECT count(*) FROM events INDEXED BY events_tips WHERE log_n = others.n AND is_tip = 1) AS branches FROM others`,
        othersValues(conv, ownDevices),
      );
      return logs
        .flatMap((log) => {
          // Along a branch `t` rises with `seq`: in a log of one branch the first unread event is also the earliest.
          const order = integerOf(log, 'branches') > 1 ? 'events.t, events.id' : 'events.seq';
          const row = connection.one(
            `SELECT t, id FROM events INDEXED BY events_readable
             WHERE log_n = ? AND seq > ? AND ${READABLE} ORDER BY ${order} LIMIT 1`,
            [integerOf(log, 'n'), integerOf(log, 'seen'), JSON.stringify(kinds)],
          );
          return row === undefined ? [] : [{ t: integerOf(row, 't'), id: hexOf(row, 'id') }];
        })
        .sort((a, b) => a.t - b.t || (a.id < b.id ? -1 : 1))[0];
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

function othersValues(conv: string, ownDevices: readonly string[]) {
  const own = JSON.stringify(ownDevices);
  return [fromHex(conv), own, fromHex(conv), own];
}
