/**
 * Requests of strangers, people who are blocked, what we know of contacts beside their row, and how their profile changed. An
 * invite can be withdrawn, and used more than once if it was made so: who used it has rows of their own.
 */
export const people = `
CREATE TABLE requests (
  person BLOB NOT NULL PRIMARY KEY,
  device BLOB NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  via TEXT NOT NULL CHECK (via IN ('hashname', 'nearby', 'old-invite')),
  paths TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  is_ignored INTEGER NOT NULL,
  public_key BLOB NOT NULL
) STRICT;

CREATE TABLE blocked (
  person BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE contact_details (
  person BLOB NOT NULL PRIMARY KEY,
  nickname TEXT,
  met TEXT CHECK (met IN ('invited-them', 'used-invite', 'asked-us', 'we-asked', 'nearby')),
  ask TEXT,
  verified TEXT CHECK (verified IN ('scan', 'words', 'nearby')),
  verified_at_ms INTEGER,
  hours TEXT,
  picture_id BLOB,
  thumbhash BLOB,
  picture BLOB
) STRICT;

CREATE TABLE profile_changes (
  n INTEGER PRIMARY KEY,
  person BLOB NOT NULL,
  at_ms INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('name', 'picture')),
  before TEXT NOT NULL
) STRICT;
CREATE INDEX profile_changes_by_person ON profile_changes (person, n);

ALTER TABLE invites ADD COLUMN kind TEXT NOT NULL DEFAULT 'link' CHECK (kind IN ('link', 'live'));
ALTER TABLE invites ADD COLUMN withdrawn_at_ms INTEGER;
ALTER TABLE invites ADD COLUMN uses_max INTEGER NOT NULL DEFAULT 1;
CREATE TABLE invite_uses (
  secret BLOB NOT NULL REFERENCES invites (secret) ON DELETE CASCADE,
  person BLOB NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (secret, person)
) STRICT, WITHOUT ROWID;
INSERT INTO invite_uses (secret, person, at_ms)
  SELECT secret, used_by, coalesce(used_at_ms, created_at_ms) FROM invites WHERE used_by IS NOT NULL;
`;
