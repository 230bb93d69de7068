import type { Connection, SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { fromHex, hexOf, integerOf, optional, textOf } from '../row-values.ts';
import type { ConversationSettingsRow, SettingsStore } from '../store.ts';

export function createSettingsStore(connection: Connection): Sync<SettingsStore> {
  return {
    all: () => connection.all('SELECT * FROM conversation_settings ORDER BY conv').map(settingsOf),
    put: (rows) =>
      connection.transaction(() => {
        for (const row of rows) put(connection, row);
      }),
  };
}

function put(connection: Connection, row: ConversationSettingsRow): void {
  connection.run(
    `INSERT INTO conversation_settings (conv, draft, draft_re, pin_rank, muted_until_ms, tells_read, tells_typing,
       is_marked_unread, is_archived, is_deleted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (conv) DO UPDATE SET draft = excluded.draft, draft_re = excluded.draft_re, pin_rank = excluded.pin_rank,
       muted_until_ms = excluded.muted_until_ms, tells_read = excluded.tells_read, tells_typing = excluded.tells_typing,
       is_marked_unread = excluded.is_marked_unread, is_archived = excluded.is_archived, is_deleted = excluded.is_deleted`,
    [
      fromHex(row.conv),
      row.draft ?? null,
      row.draftRe === undefined ? null : fromHex(row.draftRe),
      row.pinRank ?? null,
      row.mutedUntilMs ?? null,
      ...[row.tellsRead, row.tellsTyping, row.isMarkedUnread, row.isArchived, row.isDeleted].map(Number),
    ],
  );
}

function settingsOf(row: SqlRow): ConversationSettingsRow {
  return {
    conv: hexOf(row, 'conv'),
    draft: optional(row, 'draft', textOf),
    draftRe: optional(row, 'draft_re', hexOf),
    pinRank: optional(row, 'pin_rank', integerOf),
    mutedUntilMs: optional(row, 'muted_until_ms', integerOf),
    tellsRead: integerOf(row, 'tells_read') === 1,
    tellsTyping: integerOf(row, 'tells_typing') === 1,
    isMarkedUnread: integerOf(row, 'is_marked_unread') === 1,
    isArchived: integerOf(row, 'is_archived') === 1,
    isDeleted: integerOf(row, 'is_deleted') === 1,
  };
}
