import { closeSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DurableWrites } from './durable-writes.ts';
import { type TestFolder, testFolder } from './testing/index.ts';

/** A flush that the test ends. */
interface Begun {
  readonly what: 'file' | 'folder';
  /** What lay in the folder when it began. */
  readonly names: readonly string[];
  readonly end: (error?: Error) => Promise<void>;
}

let folder: TestFolder;
let begun: Begun[];
let writes: DurableWrites;

beforeEach(() => {
  folder = testFolder();
  begun = [];
  writes = new DurableWrites({ file: () => flush('file'), folder: () => flush('folder') });
});
afterEach(() => folder.remove());

function flush(what: Begun['what']): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = async (error?: Error) => {
      if (error === undefined) resolve();
      else reject(error);
      await turns();
    };
    begun.push({ what, names: readdirSync(folder.path).sort(), end });
  });
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** Whether it has resolved by now. */
function watched(promise: Promise<void>): () => string {
  let state = 'open';
  promise.then(
    () => (state = 'written'),
    () => (state = 'failed'),
  );
  return () => state;
}

const place = (name: string) => join(folder.path, name);
const bytes = (text: string) => [...text].map((letter) => new Uint8Array(Buffer.from(letter)));

test('a file is flushed before it is in its place, and its folder after that', async () => {
  const state = watched(writes.write(place('a'), bytes('one')));
  expect(begun).toMatchObject([{ what: 'file', names: ['a.new'] }]);
  await begun[0]?.end();
  expect(begun[1]).toMatchObject({ what: 'folder', names: ['a'] });
  expect(state()).toBe('open');
  await begun[1]?.end();
  expect(state()).toBe('written');
  expect(readFileSync(place('a'), 'utf8')).toBe('one');
});

test('files renamed while a folder is flushed share the flush after it, and none counts before that has ended', async () => {
  const first = watched(writes.write(place('a'), bytes('a')));
  const others = ['b', 'c'].map((name) => watched(writes.write(place(name), bytes(name))));
  await begun[0]?.end();
  await begun[1]?.end();
  await begun[2]?.end();
  expect(begun.slice(3)).toMatchObject([{ what: 'folder', names: ['a', 'b.new', 'c.new'] }]);
  await begun[3]?.end();
  expect([first(), ...others.map((state) => state())]).toEqual(['written', 'open', 'open']);
  expect(begun.slice(4)).toMatchObject([{ what: 'folder', names: ['a', 'b', 'c'] }]);
  await begun[4]?.end();
  expect(others.map((state) => state())).toEqual(['written', 'written']);
});

test('a flush that fails is told to whom it was for, and the next file is written', async () => {
  const first = watched(writes.write(place('a'), bytes('a')));
  await begun[0]?.end(new Error('no room'));
  expect(first()).toBe('failed');
  expect(existsSync(place('a'))).toBe(false);
  const second = watched(writes.write(place('a'), bytes('again')));
  await begun[1]?.end();
  await begun[2]?.end(new Error('no room'));
  expect(second()).toBe('failed');
  const third = watched(writes.write(place('a'), bytes('at last')));
  await begun[3]?.end();
  await begun[4]?.end();
  expect(third()).toBe('written');
  expect(readFileSync(place('a'), 'utf8')).toBe('at last');
});

test('the same file is written once at a time, and settled is when all are', async () => {
  const states = ['x', 'y'].map((text) => watched(writes.write(place('a'), bytes(text))));
  const settled = watched(writes.settled(folder.path));
  const elsewhere = watched(writes.settled(join(folder.path, 'other')));
  await turns();
  expect(begun).toHaveLength(1);
  expect(elsewhere()).toBe('written');
  for (let index = 0; index < 4; index++) await begun[index]?.end();
  expect(states.map((state) => state())).toEqual(['written', 'written']);
  expect(settled()).toBe('written');
  expect(readFileSync(place('a'), 'utf8')).toBe('y');
});

test('its own descriptor is open while a file is flushed, and closed after it', async () => {
  const descriptors: number[] = [];
  const own = new DurableWrites({
    file: (descriptor) => void descriptors.push(descriptor),
    folder: () => undefined,
  });
  await own.write(place('a'), bytes('a'));
  expect(descriptors).toHaveLength(1);
  expect(() => closeSync(descriptors[0] ?? -1)).toThrow('EBADF');
});
