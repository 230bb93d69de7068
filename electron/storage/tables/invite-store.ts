import type { Connection, SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { fromHex, hexOf, integerOf, optional, textOf } from '../row-values.ts';
import type { InviteRow, InviteStore } from '../store.ts';
import { putContact } from './contact-store.ts';

export function createInviteStore(connection: Connection): Sync<InviteStore> {
  const usesOf = (secret: Uint8Array) =>
    connection
      .all('SELECT person, at_ms FROM invite_uses WHERE secret = ? ORDER BY at_ms, person', [secret])
      .map((row) => ({ person: hexOf(row, 'person'), atMs: integerOf(row, 'at_ms') }));
  const inviteOf = (row: SqlRow): InviteRow => ({
    secret: hexOf(row, 'secret'),
    kind: textOf(row, 'kind') === 'live' ? 'live' : 'link', // the table's CHECK knows no third
    createdAtMs: integerOf(row, 'created_at_ms'),
    expiresAtMs: integerOf(row, 'expires_at_ms'),
    withdrawnAtMs: optional(row, 'withdrawn_at_ms', integerOf),
    usesMax: integerOf(row, 'uses_max'),
    uses: usesOf(fromHex(hexOf(row, 'secret'))),
  });
  const get = (secret: string) => {
    const row = connection.one('SELECT * FROM invites WHERE secret = ?', [fromHex(secret)]);
    return row && inviteOf(row);
  };

  return {
    get,
    all: () => connection.all('SELECT * FROM invites ORDER BY created_at_ms DESC, secret').map(inviteOf),
    put: (row) => putInvite(connection, row),
    remove: (secret) => void connection.run('DELETE FROM invites WHERE secret = ?', [fromHex(secret)]),
    newestUnused(afterMs) {
      const row = connection.one(
        `SELECT * FROM invites WHERE kind = 'link' AND uses_max = 1 AND withdrawn_at_ms IS NULL AND expires_at_ms > ?
           AND NOT EXISTS (SELECT 1 FROM invite_uses WHERE invite_uses.secret = invites.secret)
         ORDER BY created_at_ms DESC, secret LIMIT 1`,
        [afterMs],
      );
      return row && inviteOf(row);
    },
    redeem: (secret, usedAtMs, contact) =>
      connection.transaction(() => {
        const invite = get(secret);
        if (invite === undefined) return false;
        const isTheirs = invite.uses.some(({ person }) => person === contact.person);
        if (!isTheirs && (invite.withdrawnAtMs !== undefined || invite.uses.length >= invite.usesMax)) return false;
        connection.run('INSERT OR IGNORE INTO invite_uses (secret, person, at_ms) VALUES (?, ?, ?)', [
          fromHex(secret),
          fromHex(contact.person),
          usedAtMs,
        ]);
        putContact(connection, contact);
        return true;
      }),
  };
}

/** Without its uses: only `redeem` writes those. */
function putInvite(connection: Connection, row: InviteRow): void {
  connection.run(
    `INSERT INTO invites (secret, kind, created_at_ms, expires_at_ms, withdrawn_at_ms, uses_max)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (secret) DO UPDATE SET expires_at_ms = excluded.expires_at_ms, withdrawn_at_ms = excluded.withdrawn_at_ms`,
    [fromHex(row.secret), row.kind, row.createdAtMs, row.expiresAtMs, row.withdrawnAtMs ?? null, row.usesMax],
  );
}
