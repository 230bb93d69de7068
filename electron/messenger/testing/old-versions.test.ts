import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Connection, openConnection, prepareForWriting } from '../../storage/connection.ts';
import { openStorage, type Storage } from '../../storage/index.ts';
import { migrate, versionOf } from '../../storage/migrations/migrate.ts';
import { migrations } from '../../storage/migrations/migrations.ts';
import { inProcessStorageWorker, type TestFolder, testFolder, testSealer } from '../../storage/testing/index.ts';
import { blobsOfBody } from '../blobs/contents.ts';
import { hiddenOfKind } from '../conversations/effects.ts';
import { readText } from '../conversations/text-body.ts';
import { decodeIdentity, IDENTITY_STATE } from '../identity/identity.ts';
import { OwnPerson } from '../identity/own-person.ts';
import { openConversationLog } from '../log/open-conversation-log.ts';
import { ConvHead } from '../sync/frame-shapes.ts';
import { HEADS, receivedOf, recordedFrames } from './recorded-session.ts';

/**
 * What copies of earlier versions left on disks and said over the wire, as they made it, so that no later version can break
 * them unnoticed. `store-N`: Alice's data folder at schema N, with its key in the open; `sync-session-N.txt`: every `_sync`
 * frame between her and Bob while that store came to be, one a line: receiver, bytes. Nothing in here ever changes; record-version.ts
 * adds a version.
 */
const fixtures = join(import.meta.dirname, 'fixtures');
const CONVERSATION = ['Good morning', 'Good morning to you'];

let temp: TestFolder | undefined;
let storage: Storage | undefined;
afterEach(async () => {
  await storage?.close();
  temp?.remove();
  storage = undefined;
});

async function openCopy(name: string): Promise<Storage> {
  temp = testFolder();
  const dataFolder = join(temp.path, 'data');
  cpSync(join(fixtures, name), dataFolder, { recursive: true });
  return openFolder(dataFolder);
}

async function openFolder(dataFolder: string): Promise<Storage> {
  const opened = await openStorage({
    dataFolder,
    sealer: testSealer('file'),
    random: (length) => new Uint8Array(length).fill(7),
    worker: inProcessStorageWorker,
  });
  if (!opened.ok) throw new Error(`${opened.error}: ${opened.detail}`);
  storage = opened.value;
  return storage;
}

/** What the tables ask for by an index; without it, the same from the whole table. */
const READABLE = 'log_n = 1 AND hidden = 0 AND t IS NOT NULL AND body IS NOT NULL ORDER BY log_n, seq, kind';
const BODYLESS = 'conv_n IN (1, 2) AND body IS NULL ORDER BY conv_n, t';

/** What lies in each: two texts, one taken back, and a blob of 70 bytes; a group of five events. */
const STORES: Readonly<Record<string, readonly string[]>> = {
  'store-3': ['text', 'text', 'text', 'album'],
  'store-11': ['text', 'text', 'text', 'file', 'text'],
};

test('no recorded store is left out', () => {
  expect(
    readdirSync(fixtures)
      .filter((name) => name.startsWith('store-'))
      .sort(),
  ).toEqual(Object.keys(STORES).sort());
});

describe.each(Object.entries(STORES))('the data folder %s', (name, kinds) => {
  test('opens with everything that was in it', async () => {
    const { store, files } = await openCopy(name);
    expect((await store.settings()).user_version).toBe(migrations.length);
    const [contact] = await store.contacts.all();
    expect(contact?.name).toBe('Bob');
    const rows = await store.events.page(contact?.conv ?? '', undefined, 100);
    expect(rows.map(({ kind }) => kind)).toEqual(kinds);
    expect(rows[2]?.body).toBeUndefined(); // taken back
    expect(rows.slice(0, 1).map((row) => row.body && readText(row.body))).toEqual(CONVERSATION.slice(0, 1));
    const [blob] = rows[3]?.blobs ?? [];
    const row = await store.blobs.get(blob ?? '');
    const chunk = row && (await files.read({ folder: row.folder, index: 0, key: row.key }));
    expect(chunk?.length).toBe(70);
    const [group] = await store.groups.all();
    expect(group).toMatchObject({ title: 'Family', stage: 'in' });
    expect(await store.events.page(group?.conv ?? '', undefined, 100)).toHaveLength(5);
  });

  test('says who its person is: the root', async () => {
    const { store } = await openCopy(name);
    const identity = decodeIdentity((await store.state.getText(IDENTITY_STATE)) ?? '');
    const own = await OwnPerson.open(store.state, identity);
    expect(own.person).toBe(identity.hashname);
    expect(own.proof).toBeUndefined();
  });
});

test('the data folder store-11 still has what was decided and noted in it', async () => {
  const { store } = await openCopy('store-11');
  const [contact] = await store.contacts.all();
  const { conv = '', person = '' } = contact ?? {};
  const [details] = await store.people.details();
  expect(details).toMatchObject({ person, nickname: 'Bobby', verified: 'words' });
  const [settings] = await store.conversations.all();
  expect(settings).toMatchObject({ conv, draft: 'half a sen', pinRank: 0 });
  const rows = await store.events.page(conv, undefined, 100);
  const about = await store.events.about(
    rows.map(({ id }) => id),
    ['edit', 'react', 'delete'],
  );
  expect(about.map(({ kind }) => kind).sort()).toEqual(['delete', 'edit', 'react']);
  const phrases = ['morning'];
  const found = await store.search.find({ phrases, conv, kinds: [], before: undefined, limit: 10 });
  expect(found.map(({ row }) => row.id).sort()).toEqual(
    rows
      .slice(0, 2)
      .map(({ id }) => id)
      .sort(),
  );
});

describe('a store of version 3, step by step', () => {
  let connection: Connection | undefined;
  afterEach(() => {
    connection?.close();
    connection = undefined;
  });

  function openOld(): Connection {
    temp = testFolder();
    cpSync(join(fixtures, 'store-3'), temp.path, { recursive: true });
    const [, , , key = ''] = readFileSync(join(temp.path, 'store.key'), 'utf8').split(/\s/);
    connection = openConnection(join(temp.path, 'store.db'), new Uint8Array(Buffer.from(key, 'hex')));
    prepareForWriting(connection);
    expect(versionOf(connection)).toBe(3);
    return connection;
  }

  test.each([
    [9, 'events_readable', READABLE],
    [10, 'events_bodyless', BODYLESS],
  ])('version %i brings %s, which finds what a look at everything finds', (version, index, where) => {
    const old = openOld();
    const events = () => old.all('SELECT id, conv_n, log_n, seq, t, kind, body FROM events ORDER BY n');
    const found = (by: string) => old.all(`SELECT hex(id) AS id FROM events ${by} WHERE ${where}`);
    const before = events();
    migrate(old, migrations.slice(0, version - 1));
    expect(() => found(`INDEXED BY ${index}`)).toThrow('no such index');
    migrate(old, migrations.slice(0, version));
    expect(versionOf(old)).toBe(version);
    expect(found(`INDEXED BY ${index}`)).toEqual(found('NOT INDEXED'));
    expect(found(`INDEXED BY ${index}`).length).toBeGreaterThan(0);
    expect(events()).toEqual(before);
  });

  test('version 11 lists for erasing what was deleted here before, and takes nothing for late', () => {
    const old = openOld();
    migrate(old, migrations.slice(0, 10));
    old.run("UPDATE events SET hidden = 4 WHERE kind = 'text'");
    const withBodies = old.all("SELECT n FROM events WHERE kind = 'text' AND body IS NOT NULL ORDER BY n");
    expect(withBodies.length).toBeGreaterThan(0);
    migrate(old, migrations.slice(0, 11));
    const listed = old.all('SELECT event_n AS n FROM hidden_here WHERE due_ms = 0 ORDER BY n');
    expect(listed).toEqual(withBodies);
    expect(old.all('SELECT n FROM events WHERE is_late <> 0')).toEqual([]);
    expect(old.all('SELECT n FROM conversations WHERE seen_t IS NOT NULL')).toEqual([]);
  });

  test('version 12 counts what can be unread, and the counts follow whatever changes an event', () => {
    const old = openOld();
    migrate(old, migrations.slice(0, 12));
    const kept = () => old.all('SELECT log_n, kind, count FROM readable_counts WHERE count <> 0 ORDER BY log_n, kind');
    const counted = () =>
      old.all(`SELECT log_n, kind, count(*) AS count FROM events NOT INDEXED
        WHERE hidden = 0 AND t IS NOT NULL AND body IS NOT NULL GROUP BY log_n, kind ORDER BY log_n, kind`);
    const before = kept();
    expect(before.length).toBeGreaterThan(0);
    expect(before).toEqual(counted());
    const changes = [
      "UPDATE events SET hidden = 4 WHERE kind = 'text'",
      'UPDATE events SET body = NULL WHERE seq = 0',
      "UPDATE events SET hidden = 0, body = x'01'",
      'UPDATE events SET t = NULL WHERE seq > 1',
      'UPDATE events SET t = 5, is_late = 1',
      'DELETE FROM events WHERE n = (SELECT max(n) FROM events)',
    ];
    for (const change of changes) {
      old.run(change);
      expect(kept(), change).toEqual(counted());
    }
    const after = kept();
    expect(after).not.toEqual(before);
    expect(() =>
      old.transaction(() => {
        old.run('UPDATE events SET hidden = 4');
        expect(kept()).toEqual([]);
        throw new Error('lost');
      }),
    ).toThrow('lost');
    expect(kept()).toEqual(after);
  });
});

describe.each([3, 11])('the recorded session of version %i', (version) => {
  test('is understood word for word: a fresh store takes every event of the conversation', async () => {
    const alice = await openCopy(`store-${version}`);
    const [contact] = await alice.store.contacts.all();
    const { conv = '', device: bob = '' } = contact ?? {};
    const expected = (await alice.store.events.page(conv, undefined, 100)).map(({ id }) => id);
    await alice.close();
    const { store } = await openFolder(join(temp?.path ?? '', 'fresh'));
    const log = await openConversationLog({
      store,
      selfDevice: '0'.repeat(64),
      random: (length) => new Uint8Array(length).fill(7),
      sign: () => new Uint8Array(0),
      wallMs: () => 1_800_000_000_000,
      blobsOf: blobsOfBody,
      hiddenOf: hiddenOfKind,
    });
    const frames = recordedFrames(version);
    const devices = [...new Set(frames.map(({ to }) => to))];
    expect(devices).toContain(bob);
    const events = frames.filter(({ frame }) => frame.t === 'event' && ConvHead.parse(frame.json).conv === conv);
    for (const { frame } of events) {
      const result = await log.ingest(conv, { kind: 'two', isOwn: () => false, peerDevices: devices }, [
        receivedOf(frame),
      ]);
      expect(result.refused).toEqual([]);
    }
    expect((await store.events.page(conv, undefined, 100)).map(({ id }) => id)).toEqual(expected);
  });
});

/** Version 3 was given to nobody, and its `invited` named no `add` yet. */
test('the recorded session of version 11 has frames that we know, with every field as we read it', () => {
  for (const { frame } of recordedFrames(11))
    expect(HEADS[frame.t]?.safeParse(frame.json).success, JSON.stringify(frame.json)).toBe(true);
});
