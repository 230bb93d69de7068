/** Groups as this person stands to them; who belongs to one is in its events (log/membership.ts). */
export const groups = `
CREATE TABLE groups (
  conv BLOB NOT NULL PRIMARY KEY,
  stage TEXT NOT NULL CHECK (stage IN ('invited', 'joining', 'in', 'declined')),
  invited_by BLOB,
  title TEXT NOT NULL,
  added_at_ms INTEGER NOT NULL
) STRICT;
`;
