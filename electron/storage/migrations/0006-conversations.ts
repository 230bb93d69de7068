/**
 * What the person here set for a conversation; one without a row has everything as it is at first. And the ways to find a
 * conversation's photos and files in the order (t, id), and deletions that are to be carried out.
 */
export const conversations = `
CREATE TABLE conversation_settings (
  conv BLOB NOT NULL PRIMARY KEY,
  draft TEXT,
  draft_re BLOB,
  pin_rank INTEGER,
  muted_until_ms INTEGER,
  tells_read INTEGER NOT NULL,
  tells_typing INTEGER NOT NULL,
  is_marked_unread INTEGER NOT NULL,
  is_archived INTEGER NOT NULL,
  is_deleted INTEGER NOT NULL
) STRICT;

DROP INDEX events_by_kind;
CREATE INDEX events_by_kind ON events (conv_n, kind, t, id);
CREATE INDEX events_deletions ON events (conv_n, subject) WHERE kind = 'delete' AND t IS NOT NULL;
`;
