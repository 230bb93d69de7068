import type { Connection, SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { fromHex, hexOf, integerOf, optional } from '../row-values.ts';
import type { InviteRow, InviteStore } from '../store.ts';
import { putContact } from './contact-store.ts';

export function createInviteStore(connection: Connection): Sync<InviteStore> {
  const get = (secret: string) => {
    const row = connection.one('SELECT * FROM invites WHERE secret = ?', [fromHex(secret)]);
    return row && inviteOf(row);
  };

  return {
    get,
    put: (row) => putInvite(connection, row),
    newestUnused(afterMs) {
      const row = connection.one(
        `SELECT * FROM invites WHERE used_by IS NULL AND expires_at_ms > ?
         ORDER BY created_at_ms DESC, secret LIMIT 1`,
        [afterMs],
      );
      return row && inviteOf(row);
    },
    redeem: (secret, usedAtMs, contact) =>
      connection.transaction(() => {
        const invite = get(secret);
        if (invite === undefined) return false;
        if (invite.usedBy !== undefined && invite.usedBy !== contact.person) return false;
        if (invite.usedBy === undefined) putInvite(connection, { ...invite, usedBy: contact.person, usedAtMs });
        putContact(connection, contact);
        return true;
      }),
  };
}

function putInvite(connection: Connection, row: InviteRow): void {
  connection.run(
    `INSERT INTO invites (secret, created_at_ms, expires_at_ms, used_by, used_at_ms) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (secret) DO UPDATE SET
       created_at_ms = excluded.created_at_ms, expires_at_ms = excluded.expires_at_ms,
       used_by = excluded.used_by, used_at_ms = excluded.used_at_ms`,
    [
      fromHex(row.secret),
      row.createdAtMs,
      row.expiresAtMs,
      row.usedBy === undefined ? null : fromHex(row.usedBy),
      row.usedAtMs ?? null,
    ],
  );
}

function inviteOf(row: SqlRow): InviteRow {
  return {
    secret: hexOf(row, 'secret'),
    createdAtMs: integerOf(row, 'created_at_ms'),
    expiresAtMs: integerOf(row, 'expires_at_ms'),
    usedBy: optional(row, 'used_by', hexOf),
    usedAtMs: optional(row, 'used_at_ms', integerOf),
  };
}
