import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { savingCalls } from './saving.ts';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-saving-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('writes the picture where the person says', async () => {
  const path = join(folder, 'code.png');
  const { saveQrPicture } = savingCalls(async () => path);
  expect(await saveQrPicture({ fileName: 'x', png: PNG })).toEqual({ ok: true, value: { isSaved: true } });
  expect(Buffer.compare(await readFile(path), PNG)).toBe(0);
});

test('what was there stays whole until the new picture is, and no part of one is left behind', async () => {
  const path = join(folder, 'code.png');
  await writeFile(path, 'an older picture');
  const old = await open(path);
  const { saveQrPicture } = savingCalls(async () => path);
  await saveQrPicture({ fileName: 'x', png: PNG });
  expect(await old.readFile('utf8')).toBe('an older picture'); // whoever reads it still does
  await old.close();
  expect(await readdir(folder)).toEqual(['code.png']);

  await mkdir(join(folder, 'taken', 'deeper'), { recursive: true });
  const blocked = savingCalls(async () => join(folder, 'taken'));
  expect(await blocked.saveQrPicture({ fileName: 'x', png: PNG })).toEqual({ ok: false, error: 'not-writable' });
  expect((await readdir(folder)).sort()).toEqual(['code.png', 'taken']);
});

test.each([
  ['Invite from Anna', 'Invite from Anna.png'],
  ['../../etc/passwd', 'etc passwd.png'],
  ['a\u202egnp.exe', 'a gnp.exe.png'],
  ['...', 'Hashline.png'],
])('%j is suggested as %j', async (fileName, suggested) => {
  const asked: string[] = [];
  const { saveQrPicture } = savingCalls(async (name) => {
    asked.push(name);
    return undefined;
  });
  expect(await saveQrPicture({ fileName, png: PNG })).toEqual({ ok: true, value: { isSaved: false } });
  expect(asked).toEqual([suggested]);
});

test('what is no PNG is not written, and a folder that is not there is said', async () => {
  const { saveQrPicture } = savingCalls(async () => join(folder, 'nowhere', 'x.png'));
  const script = Uint8Array.from(Buffer.from('#!/bin/sh'));
  expect(await saveQrPicture({ fileName: 'x', png: script })).toEqual({ ok: false, error: 'not-a-picture' });
  expect(await saveQrPicture({ fileName: 'x', png: PNG })).toEqual({ ok: false, error: 'not-writable' });
});
