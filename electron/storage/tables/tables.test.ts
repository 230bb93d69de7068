import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, openConnection, prepareForWriting } from '../connection.ts';
import { HIDDEN } from '../hidden.ts';
import { migrate, versionOf } from '../migrations/migrate.ts';
import { migrations } from '../migrations/migrations.ts';
import type { SyncStoreTables } from '../operations.ts';
import type { ContactDetailsRow, ContactRow, EventRow, InviteRow, RequestRow } from '../store.ts';
import { asStoreError } from '../store-error.ts';
import { type TestFolder, testFolder } from '../testing/index.ts';
import { createTables } from './tables.ts';

/** Disks of busy machines take their time, and each test syncs many times. */
const DISK_TIMEOUT_MS = 60_000;

let temp: TestFolder;
let connection: Connection;
let tables: SyncStoreTables;
beforeEach(() => {
  temp = testFolder();
  connection = openConnection(join(temp.path, 'store.db'), new Uint8Array(32));
  prepareForWriting(connection);
  migrate(connection, migrations);
  tables = createTables(connection);
});
afterEach(() => {
  connection.close();
  temp.remove();
});

const id = (name: string) => createHash('sha256').update(name).digest('hex');
const CONV = id('conv');
const [ALICE, BOB] = [id('alice'), id('bob')];
const LOG = '00000000000000aa';

function event(name: string, change: Partial<EventRow> = {}): EventRow {
  return {
    id: id(name),
    conv: CONV,
    by: ALICE,
    log: LOG,
    seq: 0,
    prev: undefined,
    after: [],
    at: 1,
    kind: 'text',
    of: undefined,
    head: new TextEncoder().encode(`head of ${name}`),
    body: new TextEncoder().encode(`body of ${name}`),
    own: undefined,
    sig: undefined,
    blobs: [],
    t: 1,
    storedAtMs: 1_700_000_000_000,
    hidden: 0,
    ...change,
  };
}

/** A log of events named `NAME0`, `NAME1` and so on, with t from 10 on. */
function chain(name: string, count: number, change: Partial<EventRow> = {}): readonly EventRow[] {
  return Array.from({ length: count }, (_, seq) =>
    event(`${name}${seq}`, {
      seq,
      prev: seq === 0 ? undefined : id(`${name}${seq - 1}`),
      t: 10 + seq,
      ...change,
    }),
  );
}

describe('events', { timeout: DISK_TIMEOUT_MS }, () => {
  test('come back as they went in, with all that may be absent', () => {
    const full = event('full', {
      after: [id('x'), id('y')],
      prev: id('w'),
      seq: 5,
      of: id('z'),
      own: new Uint8Array(16).fill(1),
      sig: new Uint8Array(256).fill(2),
      blobs: [id('blob 2'), id('blob 1')],
      t: 2 ** 48 + 1,
      at: 2 ** 48 - 1,
    });
    const bare = event('bare', { body: undefined, t: undefined, seq: 9, prev: id('v') });
    expect(tables.events.insert([full, bare])).toEqual([full.id, bare.id]);
    expect(tables.events.get(full.id)).toEqual(full);
    expect(tables.events.get(bare.id)).toEqual(bare);
    expect(tables.events.get(id('nothing'))).toBeUndefined();
  });

  test('a batch is all or nothing', () => {
    const broken = { ...event('broken', { seq: 1 }), kind: undefined as unknown as string };
    expect(() => tables.events.insert([event('first'), broken])).toThrow();
    expect(tables.events.get(id('first'))).toBeUndefined();
    expect(tables.events.insert([event('first')])).toHaveLength(1);
  });

  test('that are there already are left as they are', () => {
    tables.events.insert([event('once')]);
    expect(tables.events.insert([event('once', { body: new Uint8Array([1]) })])).toEqual([]);
    expect(tables.events.get(id('once'))).toEqual(event('once'));
  });

  test('are paged in the order (t, id), newest last, ending before the place given', () => {
    const rows = chain('a', 5);
    const twins = ['p', 'q'].map((name) => event(name, { t: 12, log: '00000000000000bb', seq: name === 'p' ? 0 : 1 }));
    tables.events.insert([...rows, ...twins, event('held', { t: undefined, seq: 7, prev: id('?') })]);
    const all = tables.events.page(CONV, undefined, 100);
    expect(all.map(({ t }) => t)).toEqual([10, 11, 12, 12, 12, 13, 14]);
    expect(all.filter(({ t }) => t === 12).map((row) => row.id)).toEqual(
      all
        .filter(({ t }) => t === 12)
        .map((row) => row.id)
        .sort(),
    );
    for (const [index, row] of all.entries()) {
      const before = tables.events.page(CONV, { t: row.t ?? 0, id: row.id }, 2);
      expect(before.map((one) => one.id)).toEqual(all.slice(Math.max(0, index - 2), index).map((one) => one.id));
    }
    expect(tables.events.page(id('another'), undefined, 10)).toEqual([]);
  });

  test('the newest of each conversation is found among the kinds asked for', () => {
    tables.events.insert([...chain('a', 3), event('react', { kind: 'react', t: 99, seq: 3, prev: id('a2') })]);
    tables.events.insert([event('elsewhere', { conv: id('other') })]);
    const newest = tables.events.newest(['text', 'album']);
    expect(newest.map((row) => row.id).sort()).toEqual([id('a2'), id('elsewhere')].sort());
  });

  test('of others are unread until a mark of ours has their seq', () => {
    tables.events.insert(chain('a', 4));
    tables.events.insert([
      event('mine', { by: BOB, t: 50 }),
      event('react', { kind: 'react', log: '00000000000000bb', t: 51 }),
      event('held', { t: undefined, seq: 9, prev: id('?') }),
    ]);
    const unread = () => tables.events.countUnread(CONV, [BOB], ['text']);
    expect(unread()).toBe(4);
    tables.marks.setRead(ALICE, CONV, [{ by: ALICE, log: LOG, seq: 3 }]); // another's mark is not ours
    expect(unread()).toBe(4);
    tables.marks.setRead(BOB, CONV, [{ by: ALICE, log: LOG, seq: 1 }]);
    expect(unread()).toBe(2);
    tables.marks.setRead(BOB, CONV, [{ by: ALICE, log: LOG, seq: 0 }]); // marks only rise
    expect(unread()).toBe(2);
    expect(tables.events.countUnread(CONV, [ALICE], ['text'])).toBe(1);
    expect(tables.events.countUnread(id('another'), [BOB], ['text'])).toBe(0);
  });

  test('what was read up to a place is the newest of each log there', () => {
    tables.events.insert([...chain('a', 3), event('mine', { by: BOB, t: 11, id: 'f'.repeat(64) })]);
    const upTo = (t: number, place: string) =>
      tables.events
        .tipsUpTo(CONV, { t, id: place })
        .map(({ by, seq }) => `${by === ALICE ? 'alice' : 'bob'} ${seq}`)
        .sort();
    expect(upTo(12, id('a2'))).toEqual(['alice 2', 'bob 0']);
    expect(upTo(11, id('a1'))).toEqual(['alice 1']);
    expect(upTo(10, id('a0'))).toEqual(['alice 0']);
    expect(upTo(9, id('a0'))).toEqual([]);
  });

  test('that were erased keep head and place, and name no blob any more', () => {
    const blob = id('blob');
    tables.events.insert([event('photo', { blobs: [blob] })]);
    expect(tables.events.naming(blob).map((row) => row.id)).toEqual([id('photo')]);
    tables.events.eraseBody(id('photo'));
    tables.events.eraseBody(id('unknown'));
    expect(tables.events.naming(blob)).toEqual([]);
    expect(tables.events.get(id('photo'))).toEqual({ ...event('photo'), body: undefined, blobs: [] });
  });

  test('whose blobs are not whole are known by author, without what is declined, hidden or of somebody else', () => {
    const blob = (name: string, isWhole: boolean) =>
      tables.blobs.put({
        ...{ id: id(name), folder: name, key: new Uint8Array(32), chunks: new Uint8Array(1), manifest: undefined },
        isWhole,
      });
    tables.events.insert([event('photo', { blobs: [id('half')] }), event('reply', { by: BOB, blobs: [id('whole')] })]);
    blob('half', false);
    blob('whole', true);
    const authors = (devices: readonly string[], fromT = 0) => tables.events.authorsOfMissing(CONV, devices, fromT);
    expect(authors([ALICE, BOB])).toEqual([ALICE]);
    expect(authors([BOB])).toEqual([]);
    const { t = 0 } = event('photo');
    expect(authors([ALICE], t)).toEqual([ALICE]);
    expect(authors([ALICE], t + 1)).toEqual([]);
    tables.blobs.putChoice({ blob: id('half'), choice: 'asks', why: undefined });
    expect(authors([ALICE])).toEqual([ALICE]);
    tables.blobs.putChoice({ blob: id('half'), choice: 'declined', why: undefined });
    expect(authors([ALICE])).toEqual([]);
    tables.blobs.removeChoice(id('half'));
    tables.events.setHidden([id('photo')], HIDDEN.void, true);
    expect(authors([ALICE])).toEqual([]);
  });

  test('whose blobs no holder has stored are known until one has, or all have declined', () => {
    const [carol, dora] = [id('carol'), id('dora')];
    tables.events.insert([event('photo', { by: BOB, blobs: [id('blob')] }), event('word')]);
    const row = {
      id: id('blob'),
      folder: 'x',
      key: new Uint8Array(32),
      chunks: new Uint8Array(1),
      manifest: undefined,
    };
    const unshared = (holders: readonly string[]) =>
      tables.events.unshared(CONV, BOB, holders, 10).map((found) => found.id);
    tables.blobs.put({ ...row, isWhole: false });
    expect(unshared([carol])).toEqual([]);
    tables.blobs.put({ ...row, isWhole: true });
    expect(unshared([carol, dora])).toEqual([id('photo')]);
    expect(unshared([])).toEqual([]);
    tables.marks.setBlobAnswers(carol, [{ blob: id('blob'), answer: 'declined' }]);
    expect(unshared([carol, dora])).toEqual([id('photo')]);
    expect(unshared([carol])).toEqual([]);
    tables.marks.setBlobAnswers(dora, [{ blob: id('blob'), answer: 'waits' }]);
    expect(unshared([carol, dora])).toEqual([id('photo')]);
    tables.marks.addStoredBlobs(dora, [id('blob')]);
    expect(unshared([carol, dora])).toEqual([]);
    expect(unshared([ALICE])).toEqual([id('photo')]);
    expect(tables.events.unshared(CONV, ALICE, [carol], 10)).toEqual([]);
  });

  test('without a body are listed until they have it again, newest first', () => {
    const gone = ['old', 'new', 'here'].map((name, index) =>
      event(name, { t: 10 + index, seq: index, body: undefined }),
    );
    tables.events.insert([...gone, event('whole', { seq: 9 })]);
    tables.events.setHidden([id('here')], HIDDEN.here, true);
    const listed = (before?: { t: number; id: string }) =>
      tables.events.bodyless(CONV, before, 10).map((row) => row.id);
    expect(listed()).toEqual([id('new'), id('old')]);
    expect(listed({ t: 11, id: id('new') })).toEqual([id('old')]);
    const body = new Uint8Array([1]);
    tables.events.fillBody({ id: id('new'), body, blobs: [id('blob')], words: undefined });
    expect(tables.events.get(id('new'))).toMatchObject({ body, blobs: [id('blob')] });
    expect(tables.events.naming(id('blob'))).toHaveLength(1);
    tables.events.fillBody({ id: id('new'), body: new Uint8Array([2]), blobs: [], words: undefined });
    expect(tables.events.get(id('new'))?.body).toEqual(body);
    expect(listed()).toEqual([id('old')]);
  });

  test('are given by log from a seq on, both branches of a fork', () => {
    tables.events.insert([...chain('a', 3), event('other1', { seq: 1, prev: id('a0') })]);
    expect(tables.events.ofLog(CONV, ALICE, LOG, 1, 10).map(({ seq }) => seq)).toEqual([1, 1, 2]);
    expect(tables.events.ofLog(CONV, ALICE, LOG, 1, 2)).toHaveLength(2);
    expect(tables.events.ofLog(CONV, BOB, LOG, 0, 10)).toEqual([]);
  });

  test('one that was held back is released with its place, once', () => {
    tables.events.insert([event('held', { t: undefined })]);
    expect(tables.events.heldBack(CONV).map((row) => row.id)).toEqual([id('held')]);
    expect(tables.events.unplaced(CONV)).toEqual([
      { id: id('held'), by: ALICE, log: LOG, seq: 0, at: 1, prev: undefined, after: [] },
    ]);
    tables.events.release(CONV, [{ id: id('held'), t: 4 }]);
    tables.events.release(CONV, [{ id: id('held'), t: 9 }]);
    expect(tables.events.heldBack(CONV)).toEqual([]);
    expect(tables.events.timesOf(CONV, [id('held'), id('unknown')])).toEqual(new Map([[id('held'), 4]]));
    expect(tables.events.frontier(CONV).map((tip) => tip.id)).toEqual([id('held')]);
  });
});

const contact = (name: string): ContactRow => ({
  person: id(name),
  device: id(name),
  conv: id(`conv ${name}`),
  publicKey: new Uint8Array([1, 2, 3]),
  name,
  paths: '[]',
  state: 'invited',
  inviteSecret: 'ab'.repeat(16),
  refusal: undefined,
  addedAtMs: 5,
});

const invite = (secret: string, change: Partial<InviteRow> = {}): InviteRow => ({
  secret: secret.repeat(16),
  kind: 'link',
  createdAtMs: 1,
  expiresAtMs: 100,
  withdrawnAtMs: undefined,
  usesMax: 1,
  uses: [],
  ...change,
});

describe('events that are no lines of a chat', { timeout: DISK_TIMEOUT_MS }, () => {
  const shown = () => tables.events.page(CONV, undefined, 10).map((row) => row.id);

  test('are not on the page and not unread, until no reason is left', () => {
    tables.events.insert(chain('a', 3));
    tables.events.setHidden([id('a1')], HIDDEN.void, true);
    tables.events.setHidden([id('a1')], HIDDEN.here, true);
    expect(shown()).toEqual([id('a0'), id('a2')]);
    expect(tables.events.countUnread(CONV, [BOB], ['text'])).toBe(2);
    expect(tables.events.get(id('a1'))?.hidden).toBe(HIDDEN.void + HIDDEN.here);
    tables.events.setHidden([id('a1')], HIDDEN.here, false);
    expect(shown()).toHaveLength(2);
    tables.events.setHidden([id('a1')], HIDDEN.void, false);
    expect(shown()).toHaveLength(3);
  });

  test('are found by what they are about, and by kind, in the order, and not while they are held back', () => {
    const about = (name: string, t: number | undefined, kind: string) =>
      event(name, { seq: 1, prev: id('a0'), of: id('a0'), t, kind, hidden: HIDDEN.effect });
    tables.events.insert([...chain('a', 1), about('later', 30, 'edit'), about('sooner', 20, 'edit')]);
    tables.events.insert([about('held', undefined, 'edit'), about('answer', 40, 'text')]);
    const found = tables.events.about([id('a0'), id('unknown')], ['edit', 'delete']).map((row) => row.id);
    expect(found).toEqual([id('sooner'), id('later')]);
    expect(tables.events.ofKinds(CONV, ['edit']).map((row) => row.id)).toEqual([id('sooner'), id('later')]);
    expect(tables.events.ofKinds(id('another'), ['edit'])).toEqual([]);
  });
});

describe('contacts and invites', { timeout: DISK_TIMEOUT_MS }, () => {
  test('a contact is kept and changed', () => {
    tables.contacts.put(contact('anna'));
    const changed: ContactRow = {
      ...contact('anna'),
      state: 'contact',
      inviteSecret: undefined,
      refusal: 'invite used',
    };
    tables.contacts.put(changed);
    tables.contacts.put(contact('zoe'));
    expect(tables.contacts.all()).toEqual([changed, contact('zoe')].sort((a, b) => (a.person < b.person ? -1 : 1)));
  });

  test('the newest unused invite is the one to show', () => {
    tables.invites.put(invite('01', { createdAtMs: 1 }));
    tables.invites.put(invite('02', { createdAtMs: 3, expiresAtMs: 50 }));
    for (const secret of ['03', '04', '05', '06']) tables.invites.put(invite(secret, { createdAtMs: 9 }));
    tables.invites.redeem('03'.repeat(16), 10, contact('anna'));
    tables.invites.put(invite('04', { withdrawnAtMs: 10 }));
    tables.invites.remove('05'.repeat(16));
    tables.invites.remove('06'.repeat(16));
    tables.invites.put(invite('05', { createdAtMs: 9, kind: 'live' }));
    tables.invites.put(invite('06', { createdAtMs: 9, usesMax: 3 }));
    expect(tables.invites.newestUnused(10)?.secret).toBe('02'.repeat(16));
    expect(tables.invites.newestUnused(60)?.secret).toBe('01'.repeat(16));
    expect(tables.invites.newestUnused(100)).toBeUndefined();
  });

  test('an invite serves one person: again for them, never for another', () => {
    tables.invites.put(invite('01'));
    expect(tables.invites.redeem('01'.repeat(16), 7, contact('anna'))).toBe(true);
    expect(tables.invites.redeem('01'.repeat(16), 8, contact('anna'))).toBe(true);
    expect(tables.invites.redeem('01'.repeat(16), 9, contact('zoe'))).toBe(false);
    expect(tables.invites.redeem('ff'.repeat(16), 9, contact('zoe'))).toBe(false);
    expect(tables.invites.get('01'.repeat(16))).toEqual(invite('01', { uses: [{ person: id('anna'), atMs: 7 }] }));
    expect(tables.contacts.all().map(({ name }) => name)).toEqual(['anna']);
  });

  test('an invite for several people serves so many, and none once it is withdrawn but those who used it', () => {
    tables.invites.put(invite('01', { usesMax: 2 }));
    const use = (name: string) => tables.invites.redeem('01'.repeat(16), 7, contact(name));
    expect(['anna', 'zoe', 'anna', 'max'].map(use)).toEqual([true, true, true, false]);
    tables.invites.put(invite('02', { usesMax: 2 }));
    tables.invites.redeem('02'.repeat(16), 7, contact('anna'));
    tables.invites.put(invite('02', { usesMax: 2, withdrawnAtMs: 8 }));
    expect(tables.invites.redeem('02'.repeat(16), 9, contact('zoe'))).toBe(false);
    expect(tables.invites.redeem('02'.repeat(16), 9, contact('anna'))).toBe(true);
  });
});

describe('people', { timeout: DISK_TIMEOUT_MS }, () => {
  const request = (name: string, change: Partial<RequestRow> = {}): RequestRow => ({
    person: id(name),
    device: id(`device of ${name}`),
    publicKey: new Uint8Array(294).fill(3),
    name,
    text: 'hello',
    via: 'hashname',
    paths: '[]',
    atMs: 5,
    isIgnored: false,
    ...change,
  });
  const details = (name: string, change: Partial<ContactDetailsRow> = {}): ContactDetailsRow => ({
    person: id(name),
    nickname: 'Annie',
    met: 'asked-us',
    ask: undefined,
    verified: 'scan',
    verifiedAtMs: 9,
    differedAtMs: 8,
    hours: '{}',
    pictureId: id('picture'),
    thumbhash: Uint8Array.of(1, 2),
    picture: Uint8Array.of(3),
    ...change,
  });

  test('requests and the blocked are kept, changed and removed, the oldest first', () => {
    tables.people.putRequest(request('zoe', { atMs: 1 }));
    tables.people.putRequest(request('anna'));
    tables.people.putRequest(request('anna', { isIgnored: true, text: '' }));
    expect(tables.people.requests()).toEqual([
      request('zoe', { atMs: 1 }),
      request('anna', { isIgnored: true, text: '' }),
    ]);
    tables.people.removeRequest(id('zoe'));
    expect(tables.people.requests()).toHaveLength(1);
    tables.people.block({ person: ALICE, name: 'Alice', atMs: 3 });
    tables.people.block({ person: BOB, name: 'Bob', atMs: 2 });
    tables.people.unblock(ALICE);
    expect(tables.people.blocked()).toEqual([{ person: BOB, name: 'Bob', atMs: 2 }]);
  });

  test('of the changes of a profile the newest are kept, and a removed contact leaves nothing', () => {
    tables.contacts.put(contact('anna'));
    tables.people.putDetails(details('anna'));
    const bare = {
      nickname: undefined,
      met: undefined,
      verified: undefined,
      verifiedAtMs: undefined,
      differedAtMs: undefined,
      hours: undefined,
    };
    tables.people.putDetails(
      details('zoe', { ...bare, pictureId: undefined, thumbhash: undefined, picture: undefined }),
    );
    expect(tables.people.details()).toHaveLength(2);
    expect(tables.people.details()).toContainEqual(details('anna'));
    for (const [atMs, before] of [...'abcd'].entries())
      tables.people.addChange({ person: id('anna'), atMs, what: 'name', before }, 3);
    expect(tables.people.changesOf(id('anna')).map(({ before }) => before)).toEqual(['b', 'c', 'd']);
    tables.people.removeContact(id('anna'));
    expect(tables.contacts.all()).toEqual([]);
    expect(tables.people.details().map(({ person }) => person)).toEqual([id('zoe')]);
    expect(tables.people.changesOf(id('anna'))).toEqual([]);
  });

  test('a conversation that is forgotten leaves heads alone, and says which blobs nobody names', () => {
    const [only, shared] = [id('only'), id('shared')];
    tables.events.insert([event('a0', { blobs: [only, shared] })]);
    tables.events.insert([event('b0', { conv: id('other'), blobs: [shared] })]);
    expect(tables.events.forget(CONV)).toEqual([only]);
    expect(tables.events.get(id('a0'))).toEqual(event('a0', { body: undefined, hidden: HIDDEN.here }));
    expect(tables.events.tips(CONV)).toHaveLength(1);
    expect(tables.events.page(CONV, undefined, 10)).toEqual([]);
    expect(tables.events.page(id('other'), undefined, 10)).toHaveLength(1);
    expect(tables.events.forget(id('nothing'))).toEqual([]);
  });
});

describe('marks', { timeout: DISK_TIMEOUT_MS }, () => {
  const tip = (seq: number, name: string) => ({ by: ALICE, log: LOG, seq, id: id(name).slice(0, 16) });

  test('the newest word of what a peer has wins, also when it is lower', () => {
    tables.marks.setStored(BOB, CONV, [tip(9, 'a')]);
    tables.marks.setStored(BOB, CONV, [tip(4, 'b')]);
    expect(tables.marks.stored(CONV)).toEqual([{ peer: BOB, ...tip(4, 'b') }]);
    tables.marks.setStored(BOB, CONV, [tip(4, 'b'), tip(6, 'branch')]);
    tables.marks.setStored(ALICE, CONV, [tip(1, 'a')]);
    expect(tables.marks.stored(CONV)).toHaveLength(3);
    expect(tables.marks.stored(id('another'))).toEqual([]);
  });

  test('blobs a peer has are known among those asked for', () => {
    tables.marks.addStoredBlobs(BOB, [id('1'), id('2')]);
    tables.marks.addStoredBlobs(BOB, [id('2')]);
    expect(tables.marks.storedBlobs(BOB, [id('2'), id('3')])).toEqual([id('2')]);
    tables.marks.removeStoredBlobs(BOB, [id('2')]);
    expect(tables.marks.storedBlobs(BOB, [id('1'), id('2')])).toEqual([id('1')]);
  });

  test('what was refused is kept with its reason', () => {
    tables.marks.setRefused(id('e'), CONV, BOB, 'head-at', 5);
    tables.marks.setRefused(id('e'), CONV, BOB, 'head-at', 6);
    expect(tables.marks.refused(CONV)).toEqual([{ id: id('e'), why: 'head-at' }]);
  });
});

describe('the file', { timeout: DISK_TIMEOUT_MS }, () => {
  test('a migration that fails leaves the store where it was', () => {
    const broken = [...migrations, 'CREATE TABLE good (a INTEGER) STRICT; CREATE TABLE bad (a NONSENSE) STRICT;'];
    expect(() => migrate(connection, broken)).toThrow();
    expect(versionOf(connection)).toBe(migrations.length);
    expect(connection.one("SELECT name FROM sqlite_master WHERE name = 'good'")).toBeUndefined();
    migrate(connection, [...migrations, 'CREATE TABLE good (a INTEGER) STRICT;']);
    expect(versionOf(connection)).toBe(migrations.length + 1);
  });

  test('a full disk is said in a word, changes nothing, and what comes after there is room again is kept', () => {
    const pages = connection.pragma('page_count');
    connection.pragma(`max_page_count = ${Number(pages)}`);
    const large = chain('large', 50, { body: new Uint8Array(40_000) });
    const attempt = () => {
      try {
        return tables.events.insert(large);
      } catch (error) {
        return asStoreError(error).reason;
      }
    };
    expect(attempt()).toBe('disk-full');
    expect(tables.events.page(CONV, undefined, 100)).toEqual([]);
    connection.pragma('max_page_count = 1000000');
    expect(attempt()).toHaveLength(50);
  });

  test('names that are not lower-case hex are a mistake, not a search', () => {
    expect(() => tables.events.get('ABCD')).toThrow(TypeError);
    expect(() => tables.events.get('abc')).toThrow(TypeError);
  });
});
