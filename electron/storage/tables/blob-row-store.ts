import { BYTES, type Connection, type SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { bytesOf, fromHex, hexOf, integerOf, optional, textOf } from '../row-values.ts';
import type { BlobRow, BlobRowStore } from '../store.ts';

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
      connection.run('DELETE FROM blobs WHERE id = ?', [fromHex(id)]);
    },
    notWhole: () => connection.all('SELECT * FROM blobs WHERE is_whole = 0 ORDER BY id').map(blobOf),
    folders: () => connection.all('SELECT folder FROM blobs').map((row) => textOf(row, 'folder')),
  };
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
