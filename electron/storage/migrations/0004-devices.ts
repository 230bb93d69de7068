/**
 * Devices of contacts beside the one spoken to now: those that came before it, and those that claim to be theirs and wait for
 * a word of the person here. `n` says which is newer; `key` and `sig` are the root's public key and its signature (WIRE.md "Proof").
 */
export const devices = `
CREATE TABLE contact_devices (
  device BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL,
  public_key BLOB NOT NULL,
  n INTEGER NOT NULL,
  root_key BLOB,
  sig BLOB,
  state TEXT NOT NULL CHECK (state IN ('asked', 'theirs', 'refused')),
  seen_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_devices_by_person ON contact_devices (person);
`;
