import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RequestRow } from '../../storage/index.ts';
import { inProcessStorageWorker, type TestStore, testStore } from '../../storage/testing/index.ts';
import { REQUEST_CHARS_MAX, REQUESTS_MAX } from '../limits.ts';
import { cleanRequestText } from './request-text.ts';
import { Requests } from './requests.ts';

let kept: TestStore;
let changes = 0;
beforeEach(async () => {
  kept = await testStore(() => inProcessStorageWorker());
  changes = 0;
});
afterEach(() => kept.remove());

const STRANGERS = 200;
const idOf = (n: number) => n.toString(16).padStart(64, '0');
const row = (n: number, change: Partial<RequestRow> = {}): RequestRow => ({
  person: idOf(n),
  device: idOf(n),
  publicKey: new Uint8Array(4),
  name: `n${n}`,
  text: '',
  via: 'hashname',
  paths: '[]',
  atMs: n,
  isIgnored: false,
  ...change,
});
const open = (contacts: readonly string[] = []) =>
  Requests.open(
    kept.store.people,
    (person) => contacts.includes(person),
    () => {
      changes += 1;
    },
  );
const namesOf = (requests: Requests) => requests.waiting().map(({ name }) => name);

describe('requests', () => {
  test('of two hundred strangers at once the newest are kept, on disk too; those that were put away leave first', async () => {
    const requests = await open();
    for (const n of [1, 2]) await requests.take(row(n));
    await requests.ignore(idOf(2));
    await Promise.all(Array.from({ length: STRANGERS }, (_, n) => requests.take(row(n + 3))));
    const newest = Array.from({ length: REQUESTS_MAX }, (_, n) => `n${STRANGERS + 2 - n}`);
    expect(namesOf(requests)).toEqual(newest);
    expect(namesOf(await open())).toEqual(newest);
    expect(await kept.store.people.requests()).toHaveLength(REQUESTS_MAX);
  });

  test('said again it says something new, keeps its place, and does not come back once it was put away', async () => {
    const requests = await open();
    for (const n of [1, 2]) await requests.take(row(n));
    await requests.take(row(1, { name: 'Anna', text: 'me again', atMs: 99 }));
    expect(requests.waiting()).toMatchObject([{ name: 'n2' }, { name: 'Anna', text: 'me again', atMs: 1 }]);
    await requests.ignore(idOf(1));
    await requests.take(row(1, { text: 'and again' }));
    expect(namesOf(requests)).toEqual(['n2']);
    expect(namesOf(await open())).toEqual(['n2']);
    await requests.ignore(idOf(1), false);
    expect(namesOf(requests)).toEqual(['n2', 'n1']);
  });

  test('one that was accepted before the program ended is put away at the next start', async () => {
    await (await open()).take(row(1));
    expect(namesOf(await open([idOf(1)]))).toEqual([]);
    expect(await kept.store.people.requests()).toEqual([]);
  });

  test('each change is told', async () => {
    const requests = await open();
    await requests.take(row(1));
    await requests.remove(idOf(1));
    expect(changes).toBe(2);
  });
});

test('a stranger’s text is cut and has nothing in it that turns or hides what stands around it', () => {
  expect(cleanRequestText('  Hi\n\u202eyou\u0000\u2066!\t ')).toBe('Hi\n you  !');
  expect(cleanRequestText('x'.repeat(50_000))).toHaveLength(REQUEST_CHARS_MAX);
  expect(cleanRequestText('e\u0301')).toBe('\u00e9');
});
