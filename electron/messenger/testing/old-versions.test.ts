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
import { ConvHead, EventHead } from '../sync/frame-shapes.ts';
import { type Frame, FrameReader } from '../sync/frames.ts';

/**
 * What copies of earlier versions left on disks and said over the wire, as they made it, so that no later version can break
 * them unnoticed. `store-N`: Alice's data folder at schema N, with its key in the open; `sync-session.txt`: every `_sync`
 * frame between her and Bob while that store came to be, one a line: receiver, bytes. Nothing in here ever changes.
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

const stores = readdirSync(fixtures).filter((name) => name.startsWith('store-'));

describe.each(stores)('the data folder %s', (name) => {
  test('opens with everything that was in it', async () => {
    const { store, files } = await openCopy(name);
    expect((await store.settings()).user_version).toBe(migrations.length);
    const [contact] = await store.contacts.all();
    expect(contact?.name).toBe('Bob');
    const rows = await store.events.page(contact?.conv ?? '', undefined, 100);
    expect(rows.map(({ kind }) => kind)).toEqual(['text', 'text', 'text', 'album']);
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
});

describe('the recorded session', () => {
  test('is understood word for word: a fresh store takes every event of the conversation', async () => {
    const alice = await openCopy('store-3');
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
    const frames = recordedFrames();
    const devices = [...new Set(frames.map(({ to }) => to))];
    expect(devices).toContain(bob);
    const events = frames.filter(({ frame }) => frame.t === 'event' && ConvHead.parse(frame.json).conv === conv);
    for (const { frame } of events) {
      const head = EventHead.parse(frame.json);
      const received = {
        head: frame.body.slice(0, head.head),
        body: head.gone === true ? undefined : frame.body.slice(head.head),
        own: head.own === undefined ? undefined : new Uint8Array(Buffer.from(head.own, 'hex')),
        sig: undefined,
      };
      const result = await log.ingest(conv, { kind: 'two', isOwn: () => false, peerDevices: devices }, [received]);
      expect(result.refused).toEqual([]);
    }
    expect((await store.events.page(conv, undefined, 100)).map(({ id }) => id)).toEqual(expected);
  });
});

function recordedFrames(): readonly { readonly to: string; readonly frame: Frame }[] {
  const lines = readFileSync(join(fixtures, 'sync-session.txt'), 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const [to = '', hex = ''] = line.split(' ');
    const reader = new FrameReader();
    const read = reader.push(new Uint8Array(Buffer.from(hex, 'hex')));
    if (!read.ok) throw new Error('a recorded frame can not be read');
    return read.value.map((frame) => ({ to, frame }));
  });
}
