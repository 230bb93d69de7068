/**
 * Full-text search. `search_words` has the words of each event that says any, folded by the messenger; `search_rows` says
 * which message is in the index by whose words: its own, or its newest edit's. `place` is the index's rowid and rises with the
 * time shown, so that the newest hits come first without sorting. The index keeps no texts of its own, and secure-delete takes
 * words out of its pages at once instead of noting that they are gone.
 */
export const search = `
CREATE TABLE search_words (
  n INTEGER PRIMARY KEY REFERENCES events (n),
  words TEXT NOT NULL
) STRICT;

CREATE TABLE search_rows (
  place INTEGER PRIMARY KEY,
  n INTEGER NOT NULL UNIQUE REFERENCES events (n),
  words_n INTEGER NOT NULL REFERENCES search_words (n)
) STRICT;

CREATE VIRTUAL TABLE search USING fts5(
  scope, words, content = '', columnsize = 0, prefix = '2', tokenize = 'signal_tokenizer'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
`;
