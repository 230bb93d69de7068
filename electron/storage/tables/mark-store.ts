import type { Connection, SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { fromHex, hexOf, integerOf, textOf } from '../row-values.ts';
import type { LogTip, MarkStore } from '../store.ts';

type Marks<Name extends 'stored' | 'read' | 'refused'> =
  ReturnType<Sync<MarkStore>[Name]> extends readonly (infer Mark)[] ? Mark : never;

/** What was said of the logs of one conversation, or, at the start, of all. */
export const STORED_MARKS = 'SELECT conv, peer, device, log, seq, id FROM stored_marks';
export const storedMarkOf = (row: SqlRow): Marks<'stored'> => ({
  peer: hexOf(row, 'peer'),
  by: hexOf(row, 'device'),
  log: hexOf(row, 'log'),
  seq: integerOf(row, 'seq'),
  id: hexOf(row, 'id'),
});

export const READ_MARKS = 'SELECT conv, reader, device, log, seq FROM read_marks';
export const readMarkOf = (row: SqlRow): Marks<'read'> => ({
  reader: hexOf(row, 'reader'),
  by: hexOf(row, 'device'),
  log: hexOf(row, 'log'),
  seq: integerOf(row, 'seq'),
});

export const REFUSED = 'SELECT conv, id, why FROM refused';
export const refusedOf = (row: SqlRow): Marks<'refused'> => ({ id: hexOf(row, 'id'), why: textOf(row, 'why') });

export function createMarkStore(connection: Connection): Sync<MarkStore> {
  return {
    setStored: (peer, conv, tips) => connection.transaction(() => setStored(connection, peer, conv, tips)),
    stored: (conv) => connection.all(`${STORED_MARKS} WHERE conv = ?`, [fromHex(conv)]).map(storedMarkOf),
    addStoredBlobs: (peer, blobs) =>
      connection.transaction(() => {
        for (const blob of blobs) {
          connection.run('INSERT OR IGNORE INTO stored_blobs (peer, blob) VALUES (?, ?)', [
            fromHex(peer),
            fromHex(blob),
          ]);
          connection.run('DELETE FROM blob_answers WHERE peer = ? AND blob = ?', [fromHex(peer), fromHex(blob)]);
        }
      }),
    setBlobAnswers: (peer, answers) =>
      connection.transaction(() => {
        for (const { blob, answer } of answers) {
          connection.run('INSERT OR REPLACE INTO blob_answers (peer, blob, answer) VALUES (?, ?, ?)', [
            fromHex(peer),
            fromHex(blob),
            answer,
          ]);
        }
      }),
    blobAnswers: (peer, blobs) =>
      blobs.flatMap((blob) => {
        const row = connection.one('SELECT answer FROM blob_answers WHERE peer = ? AND blob = ?', [
          fromHex(peer),
          fromHex(blob),
        ]);
        if (row === undefined) return [];
        return [{ blob, answer: textOf(row, 'answer') === 'declined' ? ('declined' as const) : ('waits' as const) }];
      }),
    removeStoredBlobs: (peer, blobs) =>
      connection.transaction(() => {
        for (const blob of blobs) {
          connection.run('DELETE FROM stored_blobs WHERE peer = ? AND blob = ?', [fromHex(peer), fromHex(blob)]);
        }
      }),
    storedBlobs: (peer, blobs) =>
      blobs.filter(
        (blob) =>
          connection.one('SELECT 1 AS found FROM stored_blobs WHERE peer = ? AND blob = ?', [
            fromHex(peer),
            fromHex(blob),
          ]) !== undefined,
      ),
    setRead: (reader, conv, tips) =>
      connection.transaction(() => {
        for (const { by, log, seq } of tips) {
          connection.run(
            `INSERT INTO read_marks (reader, conv, device, log, seq) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (conv, reader, device, log) DO UPDATE SET seq = max(seq, excluded.seq)`,
            [fromHex(reader), fromHex(conv), fromHex(by), fromHex(log), seq],
          );
        }
      }),
    read: (conv) => connection.all(`${READ_MARKS} WHERE conv = ?`, [fromHex(conv)]).map(readMarkOf),
    setRefused(id, conv, by, why, atMs) {
      connection.run(
        `INSERT INTO refused (id, conv, by, why, at_ms) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (conv, id, by) DO UPDATE SET why = excluded.why`,
        [fromHex(id), fromHex(conv), fromHex(by), why, atMs],
      );
    },
    refused: (conv) => connection.all(`${REFUSED} WHERE conv = ?`, [fromHex(conv)]).map(refusedOf),
  };
}

/** The logs named are forgotten first: a lower word must win over a higher one from before. */
function setStored(connection: Connection, peer: string, conv: string, tips: readonly LogTip[]): void {
  for (const { by, log } of tips) {
    connection.run('DELETE FROM stored_marks WHERE conv = ? AND peer = ? AND device = ? AND log = ?', [
      fromHex(conv),
      fromHex(peer),
      fromHex(by),
      fromHex(log),
    ]);
  }
  for (const { by, log, seq, id } of tips) {
    connection.run('INSERT OR IGNORE INTO stored_marks (conv, peer, device, log, seq, id) VALUES (?, ?, ?, ?, ?, ?)', [
      fromHex(conv),
      fromHex(peer),
      fromHex(by),
      fromHex(log),
      seq,
      fromHex(id),
    ]);
  }
}
