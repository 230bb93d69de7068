import type { Connection } from '../connection.ts';
import { fromHex, integerOf } from '../row-values.ts';

/** The small numbers that stand for a conversation's and a log's long names in the events table. */
export interface LogNumbers {
  conversation(conv: string): number | undefined;
  log(conv: string, by: string, log: string): number | undefined;
  /** Makes them where they are missing. Inside the caller's transaction. */
  make(conv: string, by: string, log: string): { readonly conv: number; readonly log: number };
}

export function createLogNumbers(connection: Connection): LogNumbers {
  const number = (sql: string, values: readonly (Uint8Array | number)[]) => {
    const row = connection.one(sql, values);
    return row && integerOf(row, 'n');
  };
  const conversation = (conv: string) => number('SELECT n FROM conversations WHERE conv = ?', [fromHex(conv)]);
  const logIn = (conv: number, by: string, log: string) =>
    number('SELECT n FROM logs WHERE conv_n = ? AND device = ? AND log = ?', [conv, fromHex(by), fromHex(log)]);

  return {
    conversation,
    log(conv, by, log) {
      const n = conversation(conv);
      return n === undefined ? undefined : logIn(n, by, log);
    },
    make(conv, by, log) {
      const convN =
        conversation(conv) ?? connection.run('INSERT INTO conversations (conv) VALUES (?)', [fromHex(conv)]).rowid;
      const logN =
        logIn(convN, by, log) ??
        connection.run('INSERT INTO logs (conv_n, device, log) VALUES (?, ?, ?)', [convN, fromHex(by), fromHex(log)])
          .rowid;
      return { conv: convN, log: logN };
    },
  };
}
