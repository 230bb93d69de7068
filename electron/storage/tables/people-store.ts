import { BYTES, type Connection, type SqlRow } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { bytesOf, fromHex, hexOf, integerOf, optional, textOf } from '../row-values.ts';
import type { BlockedRow, ContactDetailsRow, PeopleStore, ProfileChangeRow, RequestRow } from '../store.ts';

export function createPeopleStore(connection: Connection): Sync<PeopleStore> {
  return {
    requests: () => connection.all('SELECT * FROM requests ORDER BY at_ms, person').map(requestOf),
    putRequest: (row) => putRequest(connection, row),
    removeRequest: (person) => void connection.run('DELETE FROM requests WHERE person = ?', [fromHex(person)]),
    blocked: () => connection.all('SELECT * FROM blocked ORDER BY at_ms, person').map(blockedOf),
    block: (row) => block(connection, row),
    unblock: (person) => void connection.run('DELETE FROM blocked WHERE person = ?', [fromHex(person)]),
    details: () => connection.all('SELECT * FROM contact_details ORDER BY person').map(detailsOf),
    putDetails: (row) => putDetails(connection, row),
    addChange: (row, kept) => connection.transaction(() => addChange(connection, row, kept)),
    changesOf: (person) =>
      connection.all('SELECT * FROM profile_changes WHERE person = ? ORDER BY n', [fromHex(person)]).map(changeOf),
    removeContact: (person) =>
      connection.transaction(() => {
        for (const table of ['contacts', 'contact_details', 'profile_changes', 'requests'])
          connection.run(`DELETE FROM ${table} WHERE person = ?`, [fromHex(person)]);
      }),
  };
}

function putRequest(connection: Connection, row: RequestRow): void {
  connection.run(
    `INSERT OR REPLACE INTO requests (person, device, name, text, via, paths, at_ms, is_ignored, public_key)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ${BYTES})`,
    [
      fromHex(row.person),
      fromHex(row.device),
      row.name,
      row.text,
      row.via,
      row.paths,
      row.atMs,
      Number(row.isIgnored),
      row.publicKey,
    ],
  );
}

export function block(connection: Connection, { person, name, atMs }: BlockedRow): void {
  connection.run('INSERT OR REPLACE INTO blocked (person, name, at_ms) VALUES (?, ?, ?)', [
    fromHex(person),
    name,
    atMs,
  ]);
}

export function putDetails(connection: Connection, row: ContactDetailsRow): void {
  connection.run(
    `INSERT OR REPLACE INTO contact_details
       (person, nickname, met, ask, verified, verified_at_ms, differed_at_ms, hours, picture_id, thumbhash, picture)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      fromHex(row.person),
      row.nickname ?? null,
      row.met ?? null,
      row.ask ?? null,
      row.verified ?? null,
      row.verifiedAtMs ?? null,
      row.differedAtMs ?? null,
      row.hours ?? null,
      row.pictureId === undefined ? null : fromHex(row.pictureId),
      row.thumbhash ?? null,
      row.picture ?? null,
    ],
  );
}

function addChange(connection: Connection, row: ProfileChangeRow, kept: number): void {
  const person = fromHex(row.person);
  connection.run('INSERT INTO profile_changes (person, at_ms, what, before) VALUES (?, ?, ?, ?)', [
    person,
    row.atMs,
    row.what,
    row.before,
  ]);
  connection.run(
    `DELETE FROM profile_changes WHERE person = ?
       AND n NOT IN (SELECT n FROM profile_changes WHERE person = ? ORDER BY n DESC LIMIT ?)`,
    [person, person, kept],
  );
}

function requestOf(row: SqlRow): RequestRow {
  return {
    person: hexOf(row, 'person'),
    device: hexOf(row, 'device'),
    publicKey: bytesOf(row, 'public_key'),
    name: textOf(row, 'name'),
    text: textOf(row, 'text'),
    via: oneOf(textOf(row, 'via'), ['hashname', 'nearby', 'old-invite']),
    paths: textOf(row, 'paths'),
    atMs: integerOf(row, 'at_ms'),
    isIgnored: integerOf(row, 'is_ignored') !== 0,
  };
}

function blockedOf(row: SqlRow): BlockedRow {
  return { person: hexOf(row, 'person'), name: textOf(row, 'name'), atMs: integerOf(row, 'at_ms') };
}

function detailsOf(row: SqlRow): ContactDetailsRow {
  const verified = optional(row, 'verified', textOf);
  const met = optional(row, 'met', textOf);
  return {
    person: hexOf(row, 'person'),
    nickname: optional(row, 'nickname', textOf),
    met:
      met === undefined
        ? undefined
        : oneOf<NonNullable<ContactDetailsRow['met']>>(met, [
            'invited-them',
            'used-invite',
            'asked-us',
            'we-asked',
            'nearby',
          ]),
    ask: optional(row, 'ask', textOf),
    verified:
      verified === undefined
        ? undefined
        : oneOf<NonNullable<ContactDetailsRow['verified']>>(verified, ['scan', 'words', 'nearby']),
    verifiedAtMs: optional(row, 'verified_at_ms', integerOf),
    differedAtMs: optional(row, 'differed_at_ms', integerOf),
    hours: optional(row, 'hours', textOf),
    pictureId: optional(row, 'picture_id', hexOf),
    thumbhash: optional(row, 'thumbhash', bytesOf),
    picture: optional(row, 'picture', bytesOf),
  };
}

function changeOf(row: SqlRow): ProfileChangeRow {
  return {
    person: hexOf(row, 'person'),
    atMs: integerOf(row, 'at_ms'),
    what: oneOf(textOf(row, 'what'), ['name', 'picture']),
    before: textOf(row, 'before'),
  };
}

/** The tables' CHECKs allow no other. */
function oneOf<T extends string>(text: string, all: readonly T[]): T {
  const found = all.find((one) => one === text);
  if (found === undefined) throw new TypeError('a row with a word that its table does not allow');
  return found;
}
