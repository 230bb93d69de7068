import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type DatabaseClass from '@signalapp/sqlcipher';
import { expect, test } from './support/fixtures.ts';
import { Person } from './support/person.ts';
import { takePicture } from './support/screenshot.ts';

/** The window opens in every case, says what is wrong, and offers nothing that could not work. */
async function expectProblem(page: Page, title: string, picture: string): Promise<void> {
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await takePicture(page, picture);
}

test('a data folder that can’t be written', async ({ open, folder }) => {
  await writeFile(join(folder, 'file'), '');
  const app = await open('alice', { dataFolder: join(folder, 'file', 'data') });
  await expectProblem(app.page, 'Hashline can’t write to its folder', 'folder-not-writable');
});

test('a data folder that another copy has open', async ({ open }) => {
  const alice = await Person.firstRun('Alice', await open('alice'));
  const second = await open('alice');
  await expectProblem(second.page, 'Hashline is already open', 'folder-in-use');
  await second.close();
  // The first one does not mind.
  expect(await alice.app.ask('getState')).toMatchObject({ phase: 'ready', profile: { name: 'Alice' } });
});

test('a store that is newer, damaged, or without its key is left as it is', async ({ open, folder }) => {
  const alice = await Person.firstRun('Alice', await open('alice'));
  const { profile } = await alice.app.ask<{ profile: object }>('getState');
  await alice.app.close();

  for (const [name, harm, title] of [
    ['newer', makeNewer, 'These messages were saved by a newer Hashline'],
    ['damaged', damage, 'The saved messages can’t be read'],
    ['keyless', loseKey, 'The key to your messages is missing'],
  ] as const) {
    const copy = join(folder, name);
    await cp(join(folder, 'alice'), copy, { recursive: true });
    await harm(copy);
    const before = await fingerprints(copy);
    const app = await open(name);
    await expectProblem(app.page, title, `store-${name}`);
    await app.close();
    expect(await fingerprints(copy), name).toEqual(before);
  }

  const again = await open('alice');
  expect(await again.ask('getState')).toMatchObject({ phase: 'ready', profile });
});

const DATABASE = 'store.db';

/** As a later release would: a higher version in the same, encrypted file. */
async function makeNewer(folder: string): Promise<void> {
  const key = /file open ([0-9a-f]{64})/.exec(await readKeyFile(folder))?.[1];
  if (key === undefined) throw new Error('The key file holds no open key.');
  const { default: Database } = createRequire(import.meta.url)('@signalapp/sqlcipher') as {
    default: typeof DatabaseClass;
  };
  const database = new Database(join(folder, DATABASE));
  database.pragma(`key = "x'${key}'"`);
  database.pragma('user_version = 9999');
  database.close();
}

/** Bad blocks everywhere but in the first page: that one also tells a wrong key from a right one. */
async function damage(folder: string): Promise<void> {
  const bytes = await readFile(join(folder, DATABASE));
  for (let at = 4_096; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  await writeFile(join(folder, DATABASE), bytes);
}

async function loseKey(folder: string): Promise<void> {
  await rm(join(folder, await keyFileName(folder)));
}

async function keyFileName(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((candidate) => candidate.includes('key'));
  if (name === undefined) throw new Error('There is no key file.');
  return name;
}

async function readKeyFile(folder: string): Promise<string> {
  return await readFile(join(folder, await keyFileName(folder)), 'latin1');
}

/** Everything that must not change: all but the log and what is Electron's. */
async function fingerprints(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (!entry.isFile() || /^(?:electron|logs)\//.test(name) || /-(?:wal|shm)$/.test(name)) continue;
    found[name] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return found;
}

test('a UDP port that another program has', async ({ open, folder }) => {
  const other = createSocket('udp4');
  other.bind(0, '127.0.0.1');
  await once(other, 'listening');
  const listen = `127.0.0.1:${other.address().port}`;
  const alice = await Person.firstRun('Alice', await open('alice', { listen }));
  await expect(alice.page.getByText('Another program uses this network port.')).toBeVisible();
  await takePicture(alice.page, 'port-taken');

  // The app goes on: what is written waits.
  const bob = await Person.firstRun('Bob', await open('bob'));
  await alice.accept(await bob.copyInvite(), 'Bob');
  await alice.write('Bob', 'it will get there');
  await expect(alice.message('it will get there')).toContainText('Waiting');
  await alice.app.close();

  other.close();
  const again = new Person('Alice', await open('alice', { listen }));
  await expect(bob.row('Alice')).toContainText('it will get there');
  await expect(again.page.getByText('Another program uses this network port.')).toHaveCount(0);
  expect(await readFile(join(folder, 'alice', 'logs', 'hashline.log'), 'utf8')).not.toMatch(
    /it will get there|Alice|Bob/,
  );
});

test('the usual port that is taken later: another one, and a word about it', async ({ open }) => {
  const alice = await Person.firstRun('Alice', await open('alice', { listen: '127.0.0.1' }));
  const port = Number((await alice.app.address()).split(':')[1]);
  await alice.app.close();
  const other = createSocket('udp4');
  other.bind(port, '127.0.0.1');
  await once(other, 'listening');
  const again = await open('alice', { listen: '127.0.0.1' });
  await expect(again.page.getByText(`Port ${port} was taken.`)).toBeVisible();
  expect(await again.address()).not.toContain(`:${port}`);
  other.close();
});
