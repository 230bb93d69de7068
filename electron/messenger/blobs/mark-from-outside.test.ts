import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { markFromOutside } from './mark-from-outside.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-mark-'));
  path = join(folder, 'letter.pdf');
  await writeFile(path, 'x');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('Windows reads the zone in a stream beside the file', async () => {
  await markFromOutside(path, 'win32');
  // Elsewhere than on Windows the stream is a file of that name.
  expect(await readFile(`${path}:Zone.Identifier`, 'latin1')).toBe('[ZoneTransfer]\r\nZoneId=3\r\n');
});

test('macOS is told by its own tool', async () => {
  const ran: unknown[] = [];
  await markFromOutside(path, 'darwin', async (program, args) => ran.push([program, ...args]));
  expect(ran).toEqual([
    ['/usr/bin/xattr', '-w', 'com.apple.quarantine', expect.stringMatching(/^0081;[0-9a-f]{8};Hashline;$/), path],
  ]);
});

test('Linux has no mark; a disk without marks, or a missing tool, leaves the file as it is', async () => {
  await markFromOutside(path, 'linux', () => Promise.reject(new Error('nothing is run')));
  await markFromOutside(path, 'darwin', () => Promise.reject(new Error('no such program')));
  await markFromOutside(join(folder, 'gone', 'x'), 'win32');
  expect(await readdir(folder)).toEqual(['letter.pdf']);
  expect(await readFile(path, 'utf8')).toBe('x');
});
