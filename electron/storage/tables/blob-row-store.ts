import { BYTES, type Connection, type SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { bytesOf, fromHex, hexOf, integerOf, optional, textOf } from '../row-values.ts';
import type { BlobChoiceRow, BlobRow, BlobRowStore } from '../store.ts';

export function createBlobRowStore(connection: Connection): Sync<BlobRowStore> {
  return {
    get(id) {
      const row = connection.one('SELECT * FROM blobs WHERE id = ?', [fromHex(id)]);
      return row && blobOf(row);
    },
    put(row) {
      connection.run(
        `INSERT INTO blobs (id, folder, key, chunks, is_whole, manifest) VALUES (?, ?, ?, ${BYTES}, ?, ?)
         ON CONFLICT (id) DO UPDATE SET
           folder = excluded.folder, key = excluded.key, chunks = excluded.chunks,
           is_whole = excluded.is_whole, manifest = excluded.manifest`,
        [fromHex(row.id), row.folder, row.key, row.chunks, Number(row.isWhole), row.manifest ?? null],
      );
    },
    setChunks(id, chunks, isWhole) {
      connection.run(`UPDATE blobs SET chunks = ${BYTES}, is_whole = ? WHERE id = ?`, [
        chunks,
        Number(isWhole),
        fromHex(id),
      ]);
    },
    remove(id) {
      connection.transaction(() => {
        for (const table of ['blob_choices', 'blob_answers', 'blob_givers']) {
          connection.run(`DELETE FROM ${table} WHERE blob = ?`, [fromHex(id)]);
        }
        connection.run('DELETE FROM blobs WHERE id = ?', [fromHex(id)]);
      });
    },
    notWhole: () => connection.all('SELECT * FROM blobs WHERE is_whole = 0 ORDER BY id').map(blobOf),
    unnamed: () =>
      connection
        .all('SELECT id FROM blobs WHERE NOT EXISTS (SELECT 1 FROM event_blobs WHERE event_blobs.blob = blobs.id)')
        .map((row) => hexOf(row, 'id')),
    rooms: () =>
      connection
        .all(
          `SELECT blobs.id, chunks, substr(manifest, 1, 28) AS head, conv FROM blobs
           JOIN (SELECT blob, min(event_n) AS event_n FROM event_blobs GROUP BY blob) ON blob = blobs.id
           JOIN events ON events.n = event_n JOIN conversations ON conversations.n = conv_n`,
        )
        .map((row) => ({
          blob: hexOf(row, 'id'),
          conv: hexOf(row, 'conv'),
          manifestHead: optional(row, 'head', bytesOf),
          chunks: bytesOf(row, 'chunks'),
        })),
    choices: () => connection.all('SELECT * FROM blob_choices').map(choiceOf),
    putChoice({ blob, choice, why }) {
      connection.run('INSERT OR REPLACE INTO blob_choices (blob, choice, why) VALUES (?, ?, ?)', [
        fromHex(blob),
        choice,
        why ?? null,
      ]);
    },
    removeChoice(blob) {
      connection.run('DELETE FROM blob_choices WHERE blob = ?', [fromHex(blob)]);
    },
    addGiver(blob, device) {
      connection.run('INSERT OR IGNORE INTO blob_givers (blob, device) VALUES (?, ?)', [
        fromHex(blob),
        fromHex(device),
      ]);
    },
    isGiver: (blob, device) =>
      connection.one('SELECT 1 FROM blob_givers WHERE blob = ? AND device = ?', [fromHex(blob), fromHex(device)]) !==
      undefined,
    folders: () => connection.all('SELECT folder FROM blobs').map((row) => textOf(row, 'folder')),
  };
}

const CHOICES: readonly BlobChoiceRow['choice'][] = ['asks', 'taken', 'paused', 'declined', 'failed'];

function choiceOf(row: SqlRow): BlobChoiceRow {
  const text = textOf(row, 'choice');
  const choice = CHOICES.find((one) => one === text);
  if (choice === undefined) throw new TypeError('not a choice'); // the table checks it
  return { blob: hexOf(row, 'blob'), choice, why: optional(row, 'why', textOf) };
}

function blobOf(row: SqlRow): BlobRow {
  return {
    id: hexOf(row, 'id'),
    manifest: optional(row, 'manifest', bytesOf),
    folder: textOf(row, 'folder'),
    key: bytesOf(row, 'key'),
    chunks: bytesOf(row, 'chunks'),
    isWhole: integerOf(row, 'is_whole') === 1,
  };
}
