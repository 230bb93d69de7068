import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { electronRuntime } from '../build/electron-runtime.mjs';
import { expect, test } from './support/fixtures.ts';
import { cameraJpeg } from './support/jpeg.ts';

/** The packed program, by `npm run test:packed`; without it there is nothing to test here. */
const PACKED = process.env.HASHLINE_PACKED;

/** A person's own computer has neither our packages nor node: the program finds no other program by name, and only what windows need. */
const BARE_ENV = Object.fromEntries(
  ['DISPLAY', 'XAUTHORITY', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR', 'SYSTEMROOT', 'TEMP', 'TMPDIR']
    .map((name) => [name, process.env[name]] as const)
    .filter((entry): entry is readonly [string, string] => entry[1] !== undefined),
);

/** A start on a busy machine makes keys and a store. */
const START_TIMEOUT_MS = 60_000;
/** One try to connect to its pages. */
const CONNECT_TIMEOUT_MS = 8_000;

/**
 * The packed app takes no debugger (a fuse), so it is driven through its pages alone: by Chromium's own port, which its owner has to
 * open on the command line.
 */
class PackedApp {
  private constructor(
    private readonly child: ChildProcess,
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async start(dataFolder: string): Promise<PackedApp> {
    const { args } = await electronRuntime();
    await mkdir(dataFolder, { recursive: true });
    const portFile = join(dataFolder, 'electron', 'DevToolsActivePort');
    await rm(portFile, { force: true });
    const child = spawn(
      PACKED ?? '',
      [
        ...[...args, '--disable-gpu', '--remote-debugging-port=0', '--data', dataFolder, '--listen', '127.0.0.1:0'],
        // Without a window manager one window lies over the other, which would then paint nothing.
        ...['--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding'],
      ],
      { stdio: 'ignore', cwd: dataFolder, env: { ...BARE_ENV, HOME: dataFolder, PATH: dataFolder } },
    );
    const port = async () => (await readFile(portFile, 'utf8').catch(() => '')).split('\n')[0] ?? '';
    await expect.poll(port, { timeout: START_TIMEOUT_MS }).toMatch(/^\d+$/);
    const address = `http://127.0.0.1:${await port()}`;
    let found: Browser | undefined;
    // A page that is just being made may never answer this connection; the next one it does.
    await expect(async () => {
      found = await chromium.connectOverCDP(address, { noDefaults: true, timeout: CONNECT_TIMEOUT_MS }); // no downloads in Electron
    }).toPass({ timeout: START_TIMEOUT_MS });
    if (found === undefined) throw new Error('There is no connection.');
    const browser: Browser = found;
    const pages = () => browser.contexts().flatMap((context) => context.pages());
    const ours = () => pages().find((page) => page.url().startsWith('app://hashline/'));
    await expect.poll(() => ours()?.url(), { timeout: START_TIMEOUT_MS }).toBeDefined();
    const page = ours();
    if (page === undefined) throw new Error('The page went away.');
    return new PackedApp(child, browser, page);
  }

  /** Closes the window, with which the app ends where there is no notification area. */
  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    await this.page.evaluate(() => window.close());
    const [code] = await ended;
    expect(code).toBe(0);
    await this.browser.close().catch(() => undefined); // it went with the app
  }
}

async function firstRun(app: PackedApp, name: string): Promise<void> {
  await app.page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await app.page.getByRole('button', { name: 'Start' }).click();
  await expect(app.page.getByRole('heading', { name: 'Your invite' })).toBeVisible();
}

/** What the app wrote down last about something it starts with. */
const lastLine = async (dataFolder: string, about: string) =>
  (await readFile(join(dataFolder, 'logs', 'hashline.log'), 'utf8')).match(new RegExp(`${about}: .*`, 'g'))?.at(-1);
const seedsLine = (dataFolder: string) => lastLine(dataFolder, 'seeds');

const message = (app: PackedApp, text: string) => app.page.getByRole('article').filter({ hasText: text }).last();

async function write(app: PackedApp, to: string, text: string): Promise<void> {
  const field = app.page.getByRole('textbox', { name: `Message to ${to}` });
  await field.fill(text);
  await field.press('Enter');
  await expect(message(app, text)).toBeVisible();
}

test.skip(PACKED === undefined, 'needs a packed app: npm run test:packed');

test('two people with the packed app meet, write, send a photo and start again', async ({ folder }) => {
  const folders = [join(folder, 'alice'), join(folder, 'bob')] as const;
  const alice = await PackedApp.start(folders[0]);
  const bob = await PackedApp.start(folders[1]);
  expect(await seedsLine(folders[0])).toMatch(/^seeds: \d+, built in$/);
  // Made by the unpacked app; its archive has the very same code and the same V8.
  expect(await lastLine(folders[0], 'code caches')).toMatch(/^code caches: [1-9]\d* used, 0 refused, 0 absent$/);
  await firstRun(alice, 'Alice');
  await firstRun(bob, 'Bob');

  const link = await alice.page.evaluate(async () => {
    const { bridge } = window as unknown as {
      bridge: { getInvite(input: object): Promise<{ value: { link: string } }> };
    };
    return (await bridge.getInvite({})).value.link;
  });
  await bob.page.getByRole('textbox', { name: 'Paste an invite' }).fill(link);
  await bob.page.getByRole('button', { name: 'Open chat with Alice' }).click();
  await alice.page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name: 'Bob' }).click();

  await write(alice, 'Bob', 'Hello from the package');
  await expect(message(bob, 'Hello from the package')).toBeVisible();
  await expect(message(alice, 'Hello from the package')).toContainText('Seen');

  const photo = join(folder, 'IMG_1.jpg');
  await writeFile(photo, await cameraJpeg());
  await bob.page.locator('input[type=file]').first().setInputFiles([photo]);
  await bob.page.getByRole('button', { name: /^Send (?:photo|1 photo)/ }).click();
  await expect(alice.page.getByRole('button', { name: /^Photo 1 of 1/ })).toBeVisible();

  await alice.close();
  await bob.close();
  const beside = join(dirname(PACKED ?? ''), 'seeds.json');
  await writeFile(beside, '{}');
  const again = await PackedApp.start(folders[0]);
  await again.page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name: 'Bob' }).click();
  await expect(message(again, 'Hello from the package')).toBeVisible();
  await expect(again.page.getByRole('button', { name: /^Photo 1 of 1/ })).toBeVisible();
  expect(await seedsLine(folders[0])).toBe('seeds: 0, beside the program');
  await again.close();
  await rm(beside);
});
