import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Headless } from './headless.ts';
import { World } from './world.ts';

const SECRET = 'correct horse battery staple';

const world = new World();
afterEach(() => world.remove());

test('a passphrase from a file locks the store, and is in no line', async () => {
  const folder = join(world.folder, 'anna');
  const file = join(world.folder, 'passphrase');
  writeFileSync(file, `${SECRET}\n`);
  const lines: string[] = [];
  const onLine = (text: string) => lines.push(text);
  const args = ['--listen', '127.0.0.1', '--log'];
  const anna = await world.person('anna', { folder, args, onLine });
  await anna.ask('setPassphrase', { file });
  expect(await anna.stop()).toBe(0);

  await expect(anna.start()).rejects.toThrow('passphrase-needed');
  const wrong = join(world.folder, 'wrong');
  writeFileSync(wrong, 'another one\n');
  const opened = new Headless({ name: 'anna', folder, args: [...args, '--passphrase-file', file], onLine });
  const closed = new Headless({ name: 'anna', folder, args: [...args, '--passphrase-file', wrong], onLine });
  world.people.push(opened, closed);
  await expect(closed.start()).rejects.toThrow('passphrase-needed');
  expect((await opened.start()).profile).toMatchObject({ name: 'anna' });
  expect(`${lines.join('')}${anna.stderr}${opened.stderr}`).not.toContain(SECRET);
});
