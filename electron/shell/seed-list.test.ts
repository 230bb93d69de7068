import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findSeeds, portableFolder } from './seed-list.ts';

/** A list without a seed is one too: it says that there are none. */
const EMPTY = '{}';

let folder = '';
const warnings: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hashline-seeds-'));
  warnings.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text = EMPTY): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const find = (named: string | undefined) =>
  findSeeds({ named, portableFolder: folder, builtIn: join(folder, 'built-in.json') }, (line) => warnings.push(line));

describe('the seeds a copy starts with', () => {
  test('are those of the command line, then those beside the program, then those built in', async () => {
    const named = write('named.json');
    write('seeds.json');
    write('built-in.json');
    expect(await find(named)).toMatchObject({ ok: true, value: { from: 'command line' } });
    expect(await find(undefined)).toMatchObject({ ok: true, value: { from: 'beside the program' } });
    rmSync(join(folder, 'seeds.json'));
    expect(await find(undefined)).toMatchObject({ ok: true, value: { from: 'built in' } });
    rmSync(join(folder, 'built-in.json'));
    expect(await find(undefined)).toEqual({ ok: true, value: { from: 'nowhere', seeds: [] } });
    expect(warnings).toEqual([]);
  });

  test('a list that was named and is none stops the start, in words', async () => {
    const found = await find(write('named.json', 'seeds, please'));
    expect(found).toMatchObject({ ok: false, error: expect.stringContaining('is no JSON') });
  });

  test('one beside the program that is none is passed over, and noted without its place', async () => {
    write('seeds.json', '[');
    write('built-in.json');
    expect(await find(undefined)).toMatchObject({ ok: true, value: { from: 'built in' } });
    expect(warnings).toEqual(["seeds: the list beside the program can't be read"]);
  });
});

describe('the folder of a portable copy', () => {
  const copy = { platform: 'linux', isPackaged: true, executable: '/home/anna/Hashline/hashline', env: {} } as const;

  test('is that of the archive, of the AppImage, and of the portable program on Windows', () => {
    expect(portableFolder(copy)).toBe('/home/anna/Hashline');
    expect(portableFolder({ ...copy, env: { APPIMAGE: '/media/stick/Hashline.AppImage' } })).toBe('/media/stick');
    const windows = { ...copy, platform: 'win32', env: { PORTABLE_EXECUTABLE_DIR: 'E:\\' } } as const;
    expect(portableFolder(windows)).toBe('E:\\');
  });

  test('is none of an installed copy, and none of a checkout', () => {
    expect(portableFolder({ ...copy, platform: 'win32' })).toBeUndefined();
    expect(portableFolder({ ...copy, platform: 'darwin' })).toBeUndefined();
    expect(portableFolder({ ...copy, isPackaged: false })).toBeUndefined();
  });
});
