/**
 * The highest place of each conversation that the person here has seen, and what came into view below it later. And what was deleted
 * on this device alone and still has its body: it is erased once nobody needs it any more, from `due_ms` on (1970 UTC).
 */
export const seenAndErased = `
ALTER TABLE conversations ADD COLUMN seen_t INTEGER;
ALTER TABLE conversations ADD COLUMN seen_id BLOB;
ALTER TABLE events ADD COLUMN is_late INTEGER NOT NULL DEFAULT 0;

CREATE TABLE hidden_here (
  event_n INTEGER PRIMARY KEY,
  due_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX hidden_here_due ON hidden_here (due_ms);
INSERT INTO hidden_here (event_n, due_ms) SELECT n, 0 FROM events WHERE hidden & 4 AND body IS NOT NULL;
`;
