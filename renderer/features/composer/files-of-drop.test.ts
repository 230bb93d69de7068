import { expect, test } from 'vitest';
import { FOLDER_FILES_MAX } from '../../limits.ts';
import { filesOfDrop } from './files-of-drop.ts';

type Tree = { readonly [name: string]: Tree | 'file' | 'gone' };

/** What a browser gives for a folder: its entries come in pieces, and then none. */
function entryOf(name: string, node: Tree | 'file' | 'gone'): object {
  if (typeof node === 'string') {
    const file = (done: (file: File) => void, fail: () => void) =>
      node === 'file' ? done(new File([], name)) : fail();
    return { name, isFile: true, isDirectory: false, file };
  }
  const children = Object.entries(node).map(([child, below]) => entryOf(child, below));
  const createReader = () => {
    const left = [...children];
    return { readEntries: (done: (entries: object[]) => void) => done(left.splice(0, 2)) };
  };
  return { name, isFile: false, isDirectory: true, createReader };
}

function drop(tree: Tree): Pick<DataTransfer, 'items' | 'files'> {
  const items = Object.entries(tree).map(([name, node]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entryOf(name, node),
  }));
  const files = Object.keys(tree).map((name) => new File([], name));
  return { items, files } as unknown as Pick<DataTransfer, 'items' | 'files'>; // a browser's lists have more to them
}

const isPhoto = ({ name }: File) => name.endsWith('.jpg');
const namesOf = async (tree: Tree) => {
  const { files, ...rest } = await filesOfDrop(drop(tree), isPhoto);
  return { names: files.map(({ name }) => name), ...rest };
};

test('files are taken as they are, whatever they are', async () => {
  expect(await namesOf({ 'a.jpg': 'file', 'notes.txt': 'file' })).toEqual({
    names: ['a.jpg', 'notes.txt'],
    emptyFolders: [],
    leftOutCount: 0,
  });
});

test('of folders, and of folders in them, photos are taken; hidden ones are left alone', async () => {
  const tree: Tree = {
    'z.jpg': 'file',
    Holiday: {
      'a.jpg': 'file',
      'notes.txt': 'file',
      'gone.jpg': 'gone',
      '.thumbnails': { 'x.jpg': 'file' },
      Sea: { 'b.jpg': 'file', 'c.jpg': 'file', 'd.jpg': 'file' },
    },
    Letters: { 'letter.txt': 'file' },
  };
  expect(await namesOf(tree)).toEqual({
    names: ['z.jpg', 'a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'],
    emptyFolders: ['Letters'],
    leftOutCount: 1,
  });
});

test('a folder without an end ends', async () => {
  const many = Object.fromEntries(
    Array.from({ length: FOLDER_FILES_MAX + 50 }, (_, n) => [`${n}.jpg`, 'file' as const]),
  );
  expect((await namesOf({ many })).names).toHaveLength(FOLDER_FILES_MAX);
});
