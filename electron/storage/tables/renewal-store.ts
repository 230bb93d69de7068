import { BYTES, type Connection } from '../connection.ts';
import type { Sync } from '../operations.ts';
import type { RenewalStore } from '../store.ts';
import { putContact } from './contact-store.ts';
import { putDevice } from './device-store.ts';
import { putGroup } from './group-store.ts';
import { block, putDetails } from './people-store.ts';

export function createRenewalStore(connection: Connection): Sync<RenewalStore> {
  const put = (name: string, columns: string, value: string | Uint8Array) =>
    connection.run(
      `INSERT INTO state (name, text, bytes) VALUES (?, ${columns})
       ON CONFLICT (name) DO UPDATE SET text = excluded.text, bytes = excluded.bytes`,
      [name, value],
    );
  return {
    apply: ({ texts, bytes, contacts, devices, details, blocked, groups }) =>
      connection.transaction(() => {
        for (const [name, value] of texts) put(name, '?, NULL', value);
        for (const [name, value] of bytes) put(name, `NULL, ${BYTES}`, value);
        for (const row of contacts) putContact(connection, row);
        for (const row of devices) putDevice(connection, row);
        for (const row of details) putDetails(connection, row);
        for (const row of blocked) block(connection, row);
        for (const row of groups) putGroup(connection, row);
      }),
  };
}
