import type { Connection, SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { bytesOf, fromHex, hexOf, integerOf, optional, textOf } from '../row-values.ts';
import type { DeviceRow, DeviceStore } from '../store.ts';
import { putContact } from './contact-store.ts';

export function createDeviceStore(connection: Connection): Sync<DeviceStore> {
  return {
    all: () => connection.all('SELECT * FROM contact_devices ORDER BY person, n, device').map(deviceOf),
    put: (row) => putDevice(connection, row),
    move: (contact, devices) =>
      connection.transaction(() => {
        putContact(connection, contact);
        for (const device of devices) putDevice(connection, device);
      }),
    remove(device) {
      connection.run('DELETE FROM contact_devices WHERE device = ?', [fromHex(device)]);
    },
  };
}

export function putDevice(connection: Connection, row: DeviceRow): void {
  connection.run(
    `INSERT INTO contact_devices (device, person, public_key, n, root_key, sig, state, seen_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (device) DO UPDATE SET
       person = excluded.person, public_key = excluded.public_key, n = excluded.n, root_key = excluded.root_key,
       sig = excluded.sig, state = excluded.state, seen_at_ms = excluded.seen_at_ms`,
    [
      fromHex(row.device),
      fromHex(row.person),
      row.publicKey,
      row.n,
      row.rootKey ?? null,
      row.sig ?? null,
      row.state,
      row.seenAtMs,
    ],
  );
}

function deviceOf(row: SqlRow): DeviceRow {
  const state = textOf(row, 'state');
  return {
    device: hexOf(row, 'device'),
    person: hexOf(row, 'person'),
    publicKey: bytesOf(row, 'public_key'),
    n: integerOf(row, 'n'),
    rootKey: optional(row, 'root_key', bytesOf),
    sig: optional(row, 'sig', bytesOf),
    state: state === 'asked' || state === 'theirs' ? state : 'refused', // the table's CHECK knows no fourth
    seenAtMs: integerOf(row, 'seen_at_ms'),
  };
}
