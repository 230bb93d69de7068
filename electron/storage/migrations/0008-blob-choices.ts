/**
 * What was decided about blobs that are not simply fetched, what receivers said of ours, and who gave us a part of one: who had it may
 * have it back.
 */
export const blobChoices = `
CREATE TABLE blob_choices (
  blob BLOB NOT NULL PRIMARY KEY,
  choice TEXT NOT NULL CHECK (choice IN ('asks', 'taken', 'paused', 'declined', 'failed')),
  why TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE blob_answers (
  peer BLOB NOT NULL,
  blob BLOB NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('waits', 'declined')),
  PRIMARY KEY (peer, blob)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob_givers (
  blob BLOB NOT NULL,
  device BLOB NOT NULL,
  PRIMARY KEY (blob, device)
) STRICT, WITHOUT ROWID;
`;
