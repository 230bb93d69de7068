import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IdentityFile } from './identity-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-identity-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function made(file: IdentityFile) {
  const identity = await file.identity();
  if (!identity.ok) throw new Error(identity.error);
  return identity.value;
}

test('the identity and the newest open are the same after a restart', async () => {
  const path = join(folder, 'kept');
  const first = await made(new IdentityFile(path));
  await new IdentityFile(path).persistOpenAtMs(1_700_000_000_123);
  expect(await made(new IdentityFile(path))).toEqual(first);
  expect(await new IdentityFile(path).lastOpenAtMs()).toBe(1_700_000_000_123);
});

test('stamps asked for at once are all kept by the newest', async () => {
  const path = join(folder, 'busy');
  const file = new IdentityFile(path);
  await Promise.all(Array.from({ length: 50 }, (_, n) => file.persistOpenAtMs(1_700_000_000_000 + ((n * 7) % 50))));
  expect(await new IdentityFile(path).lastOpenAtMs()).toBe(1_700_000_000_049);
});

test('a stamp that could not be kept is told, and the next one is', async () => {
  const path = join(folder, 'late', 'identity');
  const file = new IdentityFile(path);
  await expect(file.persistOpenAtMs(1)).rejects.toThrow('ENOENT');
  await mkdir(join(folder, 'late'));
  await file.persistOpenAtMs(2);
  expect(await new IdentityFile(path).lastOpenAtMs()).toBe(2);
});

test('it has the cipher sets that were asked for, whatever is asked for later', async () => {
  const path = join(folder, 'mixed');
  const first = await made(new IdentityFile(path, ['1a', '3a']));
  expect(Object.keys(first.parts).sort()).toEqual(['1a', '3a']);
  expect(Object.keys(JSON.parse(await readFile(path, 'utf8')))).toEqual(['1a', '1a_secret', '3a', '3a_secret']);
  expect(await made(new IdentityFile(path, ['2a']))).toEqual(first);
});

test('only its owner may read it', async () => {
  const path = join(folder, 'private');
  await new IdentityFile(path).identity();
  expect((await stat(path)).mode & 0o077).toBe(0);
  expect(await readFile(path, 'utf8')).toContain('2a_secret');
});

test('without a file each life has its own', async () => {
  const [first, second] = await Promise.all([made(new IdentityFile(undefined)), made(new IdentityFile(undefined))]);
  expect(first.hashname).not.toBe(second.hashname);
  expect(await new IdentityFile(undefined).lastOpenAtMs()).toBe(0);
});

test('another file is refused and left alone', async () => {
  const path = join(folder, 'other');
  await writeFile(path, '{"3a":"x"}');
  expect(await new IdentityFile(path).identity()).toEqual({ ok: false, error: 'not-an-identity' });
  expect(await readFile(path, 'utf8')).toBe('{"3a":"x"}');
});
