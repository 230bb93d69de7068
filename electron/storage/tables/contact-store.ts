import { BYTES, type Connection, type SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { bytesOf, fromHex, hexOf, integerOf, optional, textOf } from '../row-values.ts';
import type { ContactRow, ContactStore } from '../store.ts';

export function createContactStore(connection: Connection): Sync<ContactStore> {
  return {
    all: () => connection.all('SELECT * FROM contacts ORDER BY added_at_ms, person').map(contactOf),
    put: (row) => putContact(connection, row),
  };
}

export function putContact(connection: Connection, row: ContactRow): void {
  connection.run(
    `INSERT INTO contacts
       (person, device, conv, public_key, name, paths, state, invite_secret, refusal, added_at_ms)
     VALUES (?, ?, ?, ${BYTES}, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (person) DO UPDATE SET
       device = excluded.device, conv = excluded.conv, public_key = excluded.public_key, name = excluded.name,
       paths = excluded.paths, state = excluded.state, invite_secret = excluded.invite_secret,
       refusal = excluded.refusal, added_at_ms = excluded.added_at_ms`,
    [
      fromHex(row.person),
      fromHex(row.device),
      fromHex(row.conv),
      row.publicKey,
      row.name,
      row.paths,
      row.state,
      row.inviteSecret === undefined ? null : fromHex(row.inviteSecret),
      row.refusal ?? null,
      row.addedAtMs,
    ],
  );
}

function contactOf(row: SqlRow): ContactRow {
  return {
    person: hexOf(row, 'person'),
    device: hexOf(row, 'device'),
    conv: hexOf(row, 'conv'),
    publicKey: bytesOf(row, 'public_key'),
    name: textOf(row, 'name'),
    paths: textOf(row, 'paths'),
    state: textOf(row, 'state') === 'contact' ? 'contact' : 'invited', // the table's CHECK knows no third
    inviteSecret: optional(row, 'invite_secret', hexOf),
    refusal: optional(row, 'refusal', textOf),
    addedAtMs: integerOf(row, 'added_at_ms'),
  };
}
