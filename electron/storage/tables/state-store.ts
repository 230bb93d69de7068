import { BYTES, type Connection } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { bytesOf, optional, textOf } from '../row-values.ts';
import type { StateStore } from '../store.ts';

export function createStateStore(connection: Connection): Sync<StateStore> {
  const row = (name: string) => connection.one('SELECT text, bytes FROM state WHERE name = ?', [name]);

  const put = (columns: string, value: string | Uint8Array, name: string) => {
    connection.run(
      `INSERT INTO state (text, bytes, name) VALUES (${columns}, ?)
       ON CONFLICT (name) DO UPDATE SET text = excluded.text, bytes = excluded.bytes`,
      [value, name],
    );
  };

  return {
    getText(name) {
      const found = row(name);
      return found && optional(found, 'text', textOf);
    },
    setText: (name, value) => put('?, NULL', value, name),
    getBytes(name) {
      const found = row(name);
      return found && optional(found, 'bytes', bytesOf);
    },
    setBytes: (name, value) => put(`NULL, ${BYTES}`, value, name),
  };
}
