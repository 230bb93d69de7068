import type { Connection } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { bytesOf, optional, textOf } from '../row-values.ts';
import type { StateStore } from '../store.ts';

export function createStateStore(connection: Connection): Sync<StateStore> {
  const row = (name: string) => connection.one('SELECT text, bytes FROM state WHERE name = ?', [name]);

  function set(name: string, text: string | null, bytes: Uint8Array | null): void {
    connection.run(
      `INSERT INTO state (name, text, bytes) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET text = excluded.text, bytes = excluded.bytes`,
      [name, text, bytes],
    );
  }

  return {
    getText(name) {
      const found = row(name);
      return found && optional(found, 'text', textOf);
    },
    setText: (name, value) => set(name, value, null),
    getBytes(name) {
      const found = row(name);
      return found && optional(found, 'bytes', bytesOf);
    },
    setBytes: (name, value) => set(name, null, value),
  };
}
