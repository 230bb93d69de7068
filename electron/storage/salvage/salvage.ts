import { rmSync } from 'node:fs';
import { BYTES, type Connection, openConnection } from '../connection.ts';
import { openDatabase } from '../database.ts';
import type { Sync } from '../operations.ts';
import { bytesOf, fromHex, hexOf, integerOf, optional } from '../row-values.ts';
import type { SalvagedEvent, SalvageStore } from '../rows/salvage.ts';
import { StoreError } from '../store-error.ts';
import { decryptPages, type Pages } from './encrypted-pages.ts';
import { ownersOf, type PageOwners } from './page-owners.ts';
import { openRawPages, saltsOf } from './raw-pages.ts';
import type { StoredValue } from './records.ts';
import { shapesOf, valuesIn } from './shapes.ts';
import { readTreePage } from './tree-pages.ts';

/**
 * Tables that are taken over as they are, those first that others refer to. Events are not among them: who knows what they mean
 * checks each one again, and with it their conversations, logs, blobs, words and counts are made anew.
 */
const PLAIN_TABLES = [
  'state',
  'contacts',
  'contact_devices',
  'contact_details',
  'profile_changes',
  'requests',
  'blocked',
  'groups',
  'invites',
  'invite_uses',
  'conversation_settings',
  'blobs',
  'blob_choices',
  'blob_answers',
  'blob_givers',
  'stored_marks',
  'stored_blobs',
  'read_marks',
  'refused',
] as const;

const PEOPLE_TABLES: readonly string[] = ['contacts', 'contact_devices', 'contact_details', 'groups'];

const SCRATCH = `
CREATE TABLE events (
  id BLOB NOT NULL PRIMARY KEY,
  place INTEGER NOT NULL,
  t INTEGER,
  stored_at_ms INTEGER NOT NULL,
  hidden INTEGER NOT NULL,
  own BLOB,
  sig BLOB,
  head BLOB NOT NULL,
  body BLOB
) STRICT;
CREATE INDEX events_by_place ON events (place, id);
CREATE TABLE seen (conv BLOB NOT NULL PRIMARY KEY, t INTEGER NOT NULL, id BLOB NOT NULL) STRICT;
`;

/** Reads a damaged database and writes what is right of it elsewhere. The damaged files are only read. */
export function createSalvage(): Sync<SalvageStore> {
  let scratch: { readonly connection: Connection; readonly file: string } | undefined;
  const opened = () => {
    if (scratch === undefined) throw new StoreError('closed', 'nothing is being salvaged');
    return scratch;
  };
  const end = () => {
    scratch?.connection.close();
    if (scratch !== undefined) rmSync(scratch.file, { force: true });
    scratch = undefined;
  };
  return {
    begin({ file, key, target }) {
      end();
      const raw = openRawPages(file);
      try {
        const pages = decryptPages(raw, key, saltsOf(raw, file));
        if (pages === undefined) return undefined;
        const scratchFile = `${target}-events`;
        rmSync(scratchFile, { force: true });
        scratch = { file: scratchFile, connection: openConnection(scratchFile, key) };
        scratch.connection.pragma('journal_mode = OFF'); // made anew if this is cut off
        scratch.connection.script(SCRATCH);
        return readInto(pages, key, target, scratch.connection);
      } finally {
        raw.close();
      }
    },
    next: (after, limit) =>
      opened()
        .connection.all(
          `SELECT * FROM events WHERE (place, id) > (?, ?) ORDER BY place, id LIMIT ?`,
          after === undefined ? [-1, fromHex('00'), limit] : [after.place, fromHex(after.id), limit],
        )
        .map(eventOf),
    seen: () =>
      opened()
        .connection.all('SELECT * FROM seen')
        .map((row) => ({ conv: hexOf(row, 'conv'), t: integerOf(row, 't'), id: hexOf(row, 'id') })),
    end,
  };
}

function eventOf(row: Readonly<Record<string, unknown>>): SalvagedEvent {
  return {
    id: hexOf(row, 'id'),
    place: integerOf(row, 'place'),
    t: optional(row, 't', integerOf),
    storedAtMs: integerOf(row, 'stored_at_ms'),
    hidden: integerOf(row, 'hidden'),
    own: optional(row, 'own', bytesOf),
    sig: optional(row, 'sig', bytesOf),
    head: bytesOf(row, 'head'),
    body: optional(row, 'body', bytesOf),
  };
}

type Report = ReturnType<Sync<SalvageStore>['begin']>;

function readInto(pages: Pages, key: Uint8Array, target: string, scratch: Connection): Report {
  const made = openDatabase(target, key);
  if (!made.ok) throw new StoreError('internal', made.detail);
  try {
    const found = ownersOf(pages, shapesOf(made.value));
    const harmed = new Set(found.harmed);
    for (const table of PLAIN_TABLES) {
      copyRows({ pages, found, table, harmed, into: made.value, put: (row) => putRow(made.value, table, row) });
    }
    copyRows({ pages, found, table: 'events', harmed, into: scratch, put: (row) => putEvent(scratch, row) });
    copyRows({ pages, found, table: 'conversations', harmed, into: scratch, put: (row) => putSeen(scratch, row) });
    return {
      areMessagesHarmed: harmed.has('events'),
      arePeopleHarmed: PEOPLE_TABLES.some((table) => harmed.has(table)),
    };
  } finally {
    made.value.close();
  }
}

type Row = ReadonlyMap<string, StoredValue>;

interface Copying {
  readonly pages: Pages;
  readonly found: PageOwners;
  readonly table: string;
  /** Names of tables of which something is lost; this one is added if it is one. */
  readonly harmed: Set<string>;
  readonly into: Connection;
  readonly put: (row: Row) => void;
}

function copyRows({ pages, found, table, harmed, into, put }: Copying): void {
  into.transaction(() => {
    for (const [page, shape] of found.owners) {
      if (shape.name !== table) continue;
      const tree = readTreePage(pages, page);
      const rows = (tree?.rows ?? []).map((row) => valuesIn(shape, row));
      const isWhole = tree?.broken === 0 && rows.every((row) => row !== undefined && isTaken(put, row));
      if (!isWhole) harmed.add(table);
    }
  });
}

/** A row that the new database refuses, since it breaks its rules, is lost as well. */
function isTaken(put: (row: Row) => void, row: Row): boolean {
  try {
    put(row);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes('constraint')) return false;
    throw error;
  }
}

function putRow(into: Connection, table: string, row: Row): void {
  const places = [...row.values()].map((value) => (value instanceof Uint8Array ? BYTES : '?'));
  into.run(`INSERT OR REPLACE INTO "${table}" (${[...row.keys()].join(', ')}) VALUES (${places.join(', ')})`, [
    ...row.values(),
  ]);
}

const EVENT_COLUMNS = ['id', 't', 'stored_at_ms', 'hidden', 'own', 'sig', 'head', 'body'];

/** What waits for its past has no place in the order, and comes last. */
function putEvent(scratch: Connection, row: Row): void {
  const kept: [string, StoredValue][] = EVENT_COLUMNS.map((name) => [name, row.get(name) ?? null]);
  const event = new Map([...kept, ['place', row.get('t') ?? Number.MAX_SAFE_INTEGER]] as const);
  if (event.get('hidden') === null) event.set('hidden', 0);
  putRow(scratch, 'events', event);
}

function putSeen(scratch: Connection, row: Row): void {
  const [t, id] = [row.get('seen_t'), row.get('seen_id')];
  if (typeof t === 'number' && id instanceof Uint8Array) {
    putRow(
      scratch,
      'seen',
      new Map<string, StoredValue>([
        ['conv', row.get('conv') ?? null],
        ['t', t],
        ['id', id],
      ]),
    );
  }
}
