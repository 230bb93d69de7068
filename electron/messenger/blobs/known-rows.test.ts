import { beforeEach, expect, test } from 'vitest';
import type { BlobRow, BlobRowStore } from '../../storage/index.ts';
import { BLOB_ROWS_KNOWN_MAX } from '../limits.ts';
import { KnownRows } from './known-rows.ts';

const ID = 'a'.repeat(64);

let stored: Map<string, BlobRow>;
let asked: string[];
let isBroken: boolean;
/** Runs between a look into the store and its answer. */
let meanwhile: (() => Promise<void>) | undefined;
let rows: KnownRows;

beforeEach(() => {
  stored = new Map();
  asked = [];
  isBroken = false;
  meanwhile = undefined;
  const act = async (change: () => void) => {
    if (isBroken) throw new Error('no room');
    change();
  };
  const store: Pick<BlobRowStore, 'get' | 'put' | 'setChunks' | 'remove'> = {
    async get(id) {
      asked.push(id);
      const row = stored.get(id);
      const then = meanwhile;
      meanwhile = undefined;
      await then?.();
      return row;
    },
    put: (row) => act(() => stored.set(row.id, row)),
    setChunks: (id, chunks, isWhole) =>
      act(() => {
        const row = stored.get(id);
        if (row !== undefined) stored.set(id, { ...row, chunks, isWhole });
      }),
    remove: (id) => act(() => stored.delete(id)),
  };
  rows = new KnownRows(store);
});

function row(id = ID, folder = '00'): BlobRow {
  return { id, manifest: undefined, folder, key: new Uint8Array(32), chunks: new Uint8Array(1), isWhole: false };
}

async function known(id = ID) {
  const found = await rows.get(id);
  if (found === undefined) throw new Error('not there');
  return found;
}

test('what was put, changed or read once is not asked for again', async () => {
  await rows.put(row());
  await rows.setChunks(await known(), Uint8Array.of(1), true);
  expect(await rows.get(ID)).toMatchObject({ row: { chunks: Uint8Array.of(1), isWhole: true } });
  expect(asked).toEqual([]);
  stored.set('b', row('b'));
  await rows.get('b');
  await rows.get('b');
  expect(asked).toEqual(['b']);
});

test('what was removed is gone', async () => {
  await rows.put(row());
  await rows.remove(ID);
  expect(await rows.get(ID)).toBeUndefined();
});

test('what is read while it changes is not kept', async () => {
  stored.set(ID, row());
  meanwhile = () => rows.put(row(ID, '01'));
  expect(await rows.get(ID)).toMatchObject({ row: { folder: '00' } });
  expect(await rows.get(ID)).toMatchObject({ row: { folder: '01' } });
});

test('of a change that failed the store is asked what came of it', async () => {
  await rows.put(row());
  const found = await known();
  isBroken = true;
  await expect(rows.setChunks(found, Uint8Array.of(1), true)).rejects.toThrow('no room');
  expect(await rows.get(ID)).toMatchObject({ row: { isWhole: false } });
  expect(asked).toEqual([ID]);
});

test('no more are kept than the limit says, the last used longest', async () => {
  await rows.put(row());
  for (let index = 1; index < BLOB_ROWS_KNOWN_MAX; index++) await rows.put(row(`b${index}`));
  await rows.get(ID);
  await rows.put(row('one more'));
  await rows.get(ID);
  expect(asked).toEqual([]);
  await rows.get('b1');
  expect(asked).toEqual(['b1']);
});
