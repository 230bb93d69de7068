import type { Connection, SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { bytesOf, fromHex, integerOf, textOf } from '../row-values.ts';
import type { SearchStore, UnnotedEvent } from '../store.ts';
import { eventOf, SELECT_EVENT } from './event-row.ts';
import { createSearchIndex, scopeTokens } from './search-index.ts';

export function createSearchStore(connection: Connection): Sync<SearchStore> {
  const index = createSearchIndex(connection);

  return {
    find({ phrases, conv, kinds, before, limit }) {
      const number =
        conv === undefined ? undefined : connection.one('SELECT n FROM conversations WHERE conv = ?', [fromHex(conv)]);
      if (conv !== undefined && number === undefined) return [];
      const words = phrases.map((phrase) => phraseOf(connection.tokens(phrase))).filter((phrase) => phrase !== '');
      if (words.length === 0) return [];
      const inConv = number === undefined ? [] : scopeTokens({ convN: integerOf(number, 'n') });
      const ofKinds = kinds.flatMap((kind) => scopeTokens({ kind }));
      const scopes = [...inConv.map(scopeQuery), ofKinds.map(scopeQuery).join(' OR ')].filter((query) => query !== '');
      const query = [...words.map((phrase) => `words : ${phrase}`), ...scopes.map((scope) => `(${scope})`)].join(
        ' AND ',
      );
      const hits = connection.all(
        'SELECT rowid AS place FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
        [query, before ?? Number.MAX_SAFE_INTEGER, limit],
      );
      return hits.flatMap((hit) => {
        const place = integerOf(hit, 'place');
        const row = connection.one(
          `${SELECT_EVENT} JOIN search_rows ON search_rows.n = events.n WHERE search_rows.place = ?`,
          [place],
        );
        return row === undefined ? [] : [{ place, row: eventOf(row) }];
      });
    },
    unnoted(afterN, kinds, limit) {
      return connection
        .all(
          `SELECT events.n, events.kind, events.body FROM events
           WHERE events.n > ? AND events.kind IN (SELECT value FROM json_each(?)) AND events.body IS NOT NULL
           ORDER BY events.n LIMIT ?`,
          [afterN, JSON.stringify(kinds), limit],
        )
        .map(unnotedOf);
    },
    note: (words) =>
      connection.transaction(() => {
        for (const one of words) index.note(one.n, one.words);
        for (const one of words) index.changed(one.n);
      }),
  };
}

/** The tokens one after the other, the last of them as far as it was typed. A single letter would match half of everything. */
function phraseOf(tokens: readonly string[]): string {
  if (tokens.length === 0) return '';
  const isPrefix = [...(tokens.at(-1) ?? '')].length > 1;
  return `"${tokens.map((token) => token.replaceAll('"', '')).join(' ')}"${isPrefix ? ' *' : ''}`;
}

function scopeQuery(token: string): string {
  return `scope : "${token}"`;
}

function unnotedOf(row: SqlRow): UnnotedEvent {
  return { n: integerOf(row, 'n'), kind: textOf(row, 'kind'), body: bytesOf(row, 'body') };
}
