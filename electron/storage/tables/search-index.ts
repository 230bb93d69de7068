import type { Connection } from '../connection.ts';
import { HIDDEN } from '../hidden.ts';
import { bytesOf, integerOf, optional, textOf } from '../row-values.ts';
import { areOnePerson } from './one-person.ts';

/** Messages of one millisecond that have places of their own; with 48 bits of time they just fit a JavaScript number. */
const PLACES_A_MS = 32;
/** Beyond them the next free place from the time of storing on, within this first; wider if there is none. */
const OVERFLOW_PLACES = 4_096 * PLACES_A_MS;

/** Keeps the full-text index true to the events. Each function runs inside the caller's transaction. */
export interface SearchIndex {
  /** The words an event says; before `changed`. */
  note(n: number, words: string): void;
  /** Something changed that decides what is found of this event: its place in the order, whether it is shown, its words. */
  changed(n: number): void;
  /** Its body is erased: its words leave the database. */
  erased(n: number): void;
}

interface Subject {
  readonly n: number;
  readonly id: Uint8Array;
  readonly convN: number;
  readonly kind: string;
  readonly device: Uint8Array;
  readonly isShown: boolean;
  readonly shownAtMs: number;
  readonly storedAtMs: number;
}

export function createSearchIndex(connection: Connection): SearchIndex {
  function subject(
    column: 'n' | 'id',
    value: number | Uint8Array,
  ): (Subject & { of: Uint8Array | undefined }) | undefined {
    const row = connection.one(
      `SELECT events.n, events.id, events.conv_n, events.kind, events.subject, events.t, events.hidden, events.stored_at_ms,
         min(events.at, events.stored_at_ms) AS shown_at_ms, logs.device
       FROM events JOIN logs ON logs.n = events.log_n WHERE events.${column} = ?`,
      [value],
    );
    return (
      row && {
        n: integerOf(row, 'n'),
        id: bytesOf(row, 'id'),
        convN: integerOf(row, 'conv_n'),
        kind: textOf(row, 'kind'),
        device: bytesOf(row, 'device'),
        of: optional(row, 'subject', bytesOf),
        isShown: row.t !== null && integerOf(row, 'hidden') === 0,
        shownAtMs: integerOf(row, 'shown_at_ms'),
        storedAtMs: integerOf(row, 'stored_at_ms'),
      }
    );
  }

  /** The message that this event is, or edits. */
  function messageOf(n: number): Subject | undefined {
    const event = subject('n', n);
    if (event?.kind !== 'edit') return event;
    return event.of === undefined ? undefined : subject('id', event.of);
  }

  /** Whose words stand for this message now: its own, or those of its author's newest edit. */
  function wanted(message: Subject): number | undefined {
    const own = connection.one('SELECT n FROM search_words WHERE n = ?', [message.n]);
    if (!message.isShown || own === undefined) return undefined;
    if (message.kind !== 'text') return message.n;
    const edit = connection.one(
      `SELECT events.n FROM events AS target JOIN logs AS written ON written.n = target.log_n
         JOIN events ON events.subject = target.id AND events.conv_n = target.conv_n AND events.kind = 'edit'
         JOIN logs ON logs.n = events.log_n JOIN search_words ON search_words.n = events.n
       WHERE target.n = ? AND ${areOnePerson('logs.device', 'written.device', 'target.conv_n')}
         AND events.t IS NOT NULL AND (events.hidden & ${HIDDEN.void}) = 0
       ORDER BY events.t DESC, events.id DESC LIMIT 1`,
      [message.n],
    );
    return edit === undefined ? message.n : integerOf(edit, 'n');
  }

  function drop(message: Subject): void {
    const row = connection.one(
      `SELECT search_rows.place, search_words.words FROM search_rows
       JOIN search_words ON search_words.n = search_rows.words_n WHERE search_rows.n = ?`,
      [message.n],
    );
    if (row === undefined) return;
    const place = integerOf(row, 'place');
    connection.run("INSERT INTO search (search, rowid, scope, words) VALUES ('delete', ?, ?, ?)", [
      place,
      scopeOf(message),
      textOf(row, 'words'),
    ]);
    connection.run('DELETE FROM search_rows WHERE place = ?', [place]);
  }

  function refresh(message: Subject): void {
    const now = connection.one('SELECT words_n FROM search_rows WHERE n = ?', [message.n]);
    const wordsN = wanted(message);
    if ((now && integerOf(now, 'words_n')) === wordsN) return;
    drop(message);
    if (wordsN === undefined) return;
    const place = freePlace(connection, message);
    connection.run('INSERT INTO search_rows (place, n, words_n) VALUES (?, ?, ?)', [place, message.n, wordsN]);
    connection.run('INSERT INTO search (rowid, scope, words) SELECT ?, ?, words FROM search_words WHERE n = ?', [
      place,
      scopeOf(message),
      wordsN,
    ]);
  }

  return {
    note: (n, words) => void connection.run('INSERT OR IGNORE INTO search_words (n, words) VALUES (?, ?)', [n, words]),
    changed(n) {
      const message = messageOf(n);
      if (message !== undefined) refresh(message);
    },
    erased(n) {
      const message = messageOf(n);
      if (message !== undefined) drop(message);
      connection.run('DELETE FROM search_words WHERE n = ?', [n]);
      if (message !== undefined) refresh(message);
    },
  };
}

/** Words of the `scope` column: in which conversation it stands, and what it is. */
export function scopeTokens(scope: { readonly convN?: number; readonly kind?: string }): readonly string[] {
  const conv = scope.convN === undefined ? [] : [`c${scope.convN}`];
  return scope.kind === undefined ? conv : [...conv, `k${scope.kind.replaceAll('-', '')}`];
}

function scopeOf({ convN, kind }: Subject): string {
  return scopeTokens({ convN, kind }).join(' ');
}

/** By the time shown, so that no author's clock puts a message above all others for ever. */
function freePlace(connection: Connection, { shownAtMs, storedAtMs }: Subject): number {
  const free = (from: number, count: number) => {
    const row = connection.one('SELECT max(place) AS last FROM search_rows WHERE place >= ? AND place < ?', [
      from,
      from + count,
    ]);
    const last = row && optional(row, 'last', integerOf);
    if (last === undefined) return from;
    return last + 1 < from + count ? last + 1 : undefined;
  };
  const exact = free(shownAtMs * PLACES_A_MS, PLACES_A_MS);
  if (exact !== undefined) return exact;
  for (let count = OVERFLOW_PLACES; ; count *= 2) {
    const place = free(storedAtMs * PLACES_A_MS, count);
    if (place !== undefined) return place;
  }
}
