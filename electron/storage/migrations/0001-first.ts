/**
 * The first schema. Ids and hashes are bytes, times milliseconds since 1970 UTC.
 *
 * `events.n` is a rowid of its own, so that a full-text index (issue 4) can point at it by a later migration without
 * touching this table. Columns that are large stand last: SQLite then finds the small ones on the first page of a row.
 */
export const first = `
CREATE TABLE state (
  name TEXT NOT NULL PRIMARY KEY,
  text TEXT,
  bytes BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE contacts (
  person BLOB NOT NULL PRIMARY KEY,
  device BLOB NOT NULL,
  conv BLOB NOT NULL UNIQUE,
  public_key BLOB NOT NULL,
  name TEXT NOT NULL,
  paths TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('invited', 'contact')),
  invite_secret BLOB,
  refusal TEXT,
  added_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE invites (
  secret BLOB NOT NULL PRIMARY KEY,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  used_by BLOB,
  used_at_ms INTEGER
) STRICT;

CREATE TABLE conversations (
  n INTEGER PRIMARY KEY,
  conv BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE logs (
  n INTEGER PRIMARY KEY,
  conv_n INTEGER NOT NULL REFERENCES conversations (n),
  device BLOB NOT NULL,
  log BLOB NOT NULL,
  UNIQUE (conv_n, device, log)
) STRICT;

-- is_linked: no gap between it and its log's first event. is_tip: linked, and no linked event follows in its log.
-- is_frontier: visible, and no visible event names it. t is NULL while it is held back from view.
CREATE TABLE events (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  conv_n INTEGER NOT NULL REFERENCES conversations (n),
  log_n INTEGER NOT NULL REFERENCES logs (n),
  seq INTEGER NOT NULL,
  prev BLOB,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject BLOB,
  t INTEGER,
  is_linked INTEGER NOT NULL,
  is_tip INTEGER NOT NULL,
  is_frontier INTEGER NOT NULL,
  stored_at_ms INTEGER NOT NULL,
  own BLOB,
  sig BLOB,
  past BLOB NOT NULL,
  blobs BLOB NOT NULL,
  head BLOB NOT NULL,
  body BLOB
) STRICT;
CREATE INDEX events_by_order ON events (conv_n, t, id);
CREATE INDEX events_by_log ON events (log_n, seq);
CREATE INDEX events_tips ON events (log_n) WHERE is_tip = 1;
CREATE INDEX events_frontier ON events (conv_n) WHERE is_frontier = 1;

CREATE TABLE event_blobs (
  blob BLOB NOT NULL,
  event_n INTEGER NOT NULL REFERENCES events (n) ON DELETE CASCADE,
  PRIMARY KEY (blob, event_n)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_blobs_by_event ON event_blobs (event_n);

CREATE TABLE stored_marks (
  peer BLOB NOT NULL,
  conv BLOB NOT NULL,
  device BLOB NOT NULL,
  log BLOB NOT NULL,
  seq INTEGER NOT NULL,
  id BLOB NOT NULL,
  PRIMARY KEY (conv, peer, device, log, seq, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stored_blobs (
  peer BLOB NOT NULL,
  blob BLOB NOT NULL,
  PRIMARY KEY (peer, blob)
) STRICT, WITHOUT ROWID;

CREATE TABLE read_marks (
  reader BLOB NOT NULL,
  conv BLOB NOT NULL,
  device BLOB NOT NULL,
  log BLOB NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (conv, reader, device, log)
) STRICT, WITHOUT ROWID;

CREATE TABLE refused (
  id BLOB NOT NULL,
  conv BLOB NOT NULL,
  by BLOB NOT NULL,
  why TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (conv, id, by)
) STRICT, WITHOUT ROWID;

CREATE TABLE blobs (
  id BLOB NOT NULL PRIMARY KEY,
  folder TEXT NOT NULL UNIQUE,
  key BLOB NOT NULL,
  chunks BLOB NOT NULL,
  is_whole INTEGER NOT NULL,
  manifest BLOB
) STRICT;
CREATE INDEX blobs_not_whole ON blobs (id) WHERE is_whole = 0;
`;
