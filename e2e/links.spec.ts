import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { Person } from './support/person.ts';

test('a link opens the app with the invite in its place', async ({ open }) => {
  const alice = await Person.firstRun('Alice', await open('alice'));
  const bob = await Person.firstRun('Bob', await open('bob'));
  const { link } = await alice.app.ask<{ link: string }>('getInvite');
  await bob.app.close();
  const again = await open('bob', { args: [link] });
  await expect(again.page.getByRole('button', { name: 'Open chat with Alice' })).toBeVisible();
});

test('a second start shows the window that is open, gives it the link, and leaves', async ({ open, folder }) => {
  const alice = await Person.firstRun('Alice', await open('alice'));
  const { link } = await alice.app.ask<{ link: string }>('getInvite');
  const env = { XDG_CONFIG_HOME: join(folder, 'config') };
  const bob = await Person.firstRun('Bob', await open('bob', { dataFolder: undefined, env }));

  // The same command line once more, as a double click on the link would.
  const child = bob.app.electron.process();
  const [command = '', ...args] = child.spawnargs;
  const ours = args.filter((argument) => !/^--(?:inspect|remote-debugging)/.test(argument));
  const second = spawn(command, [...ours, link], { env: { ...(await environmentOf(bob)), ...env }, stdio: 'ignore' });
  const [exitCode] = await once(second, 'exit');
  expect(exitCode).toBe(0);
  await expect(bob.page.getByRole('button', { name: 'Open chat with Alice' })).toBeVisible();
  expect(await bob.app.electron.evaluate(({ app }) => app.getPath('userData'))).toBe(
    join(folder, 'config', 'Hashline', 'electron'),
  );
});

/** What the running app sees: the display too. */
async function environmentOf(person: Person): Promise<Record<string, string>> {
  const entries = await person.app.electron.evaluate(() => Object.entries(process.env));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

test('a command line that can’t be meant is refused in words', async ({ open }) => {
  const { electron } = await open('alice');
  const [command = '', ...args] = electron.process().spawnargs;
  const ours = args.filter((argument) => !/^--(?:inspect|remote-debugging)/.test(argument));
  const odd = ours.map((argument) => (argument === '127.0.0.1:0' ? 'the-kitchen' : argument));
  const child = spawn(command, odd, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const [exitCode] = await once(child, 'exit');
  expect(exitCode).toBe(2);
  expect(said).toContain('--listen is ADDRESS or ADDRESS:PORT (IPv6 in brackets), not "the-kitchen".');
});
