import type { Connection, SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { fromHex, hexOf, integerOf, optional, textOf } from '../row-values.ts';
import type { GroupRow, GroupStore } from '../store.ts';

export function createGroupStore(connection: Connection): Sync<GroupStore> {
  return {
    all: () => connection.all('SELECT * FROM groups ORDER BY added_at_ms, conv').map(groupOf),
    put: (row) => putGroup(connection, row),
  };
}

export function putGroup(connection: Connection, row: GroupRow): void {
  connection.run(
    `INSERT INTO groups (conv, stage, invited_by, title, added_at_ms) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (conv) DO UPDATE SET
       stage = excluded.stage, invited_by = excluded.invited_by, title = excluded.title`,
    [
      fromHex(row.conv),
      row.stage,
      row.invitedBy === undefined ? null : fromHex(row.invitedBy),
      row.title,
      row.addedAtMs,
    ],
  );
}

function groupOf(row: SqlRow): GroupRow {
  return {
    conv: hexOf(row, 'conv'),
    stage: stageOf(textOf(row, 'stage')),
    invitedBy: optional(row, 'invited_by', hexOf),
    title: textOf(row, 'title'),
    addedAtMs: integerOf(row, 'added_at_ms'),
  };
}

function stageOf(text: string): GroupRow['stage'] {
  if (text === 'invited' || text === 'joining' || text === 'in' || text === 'declined') return text;
  throw new TypeError('a group of no known stage'); // the table allows no other
}
