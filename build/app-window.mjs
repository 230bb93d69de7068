import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ROOT } from './places.mjs';
import { Problem } from './terminal.mjs';

/** @typedef {import('@playwright/test').ElectronApplication} ElectronApplication */
/** @typedef {import('@playwright/test').Page} Page */

/** A first start makes a key pair and a store: a second or two, on a busy machine more. */
const WINDOW_TIMEOUT_MS = 60_000;

/** Where the window's page lives; the hidden page that decodes pictures is on a host of its own. */
const MAIN_PAGE = 'app://hashline/';

/**
 * Playwright loads this by itself only into the Electron it finds by itself. It holds the app back until Playwright
 * listens: without it one start in a hundred opened its window unseen, and the launch never ended. It also keeps those
 * starts off the key store of whoever runs them (--password-store=basic).
 */
export const PLAYWRIGHT_LOADER = join(
  ROOT,
  'node_modules',
  'playwright-core',
  'lib',
  'server',
  'electron',
  'loader.js',
);

/**
 * Starts the built app so that it can be driven.
 *
 * @param {import('./electron-runtime.mjs').ElectronRuntime} runtime
 * @param {object} options
 * @param {readonly string[]} options.args the app's own
 * @param {import('./display.mjs').Display} options.display
 * @param {string} [options.cwd]
 * @param {string} [options.program] folder of another program than ours
 * @returns {Promise<ElectronApplication>}
 */
export async function launchApp(runtime, { args, display, cwd, program = ROOT }) {
  // Only here, because it is not there yet when setup runs.
  const { _electron } = await import('@playwright/test');
  const inherited = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return await _electron.launch({
    executablePath: runtime.executable,
    args: [...runtime.args, ...display.switches, '-r', PLAYWRIGHT_LOADER, program, ...args],
    env: { .../** @type {Record<string, string>} */ (Object.fromEntries(inherited)), ...display.env },
    timeout: WINDOW_TIMEOUT_MS,
    ...(cwd === undefined ? {} : { cwd }),
  });
}

/** How often a page that is still loading is asked where it is. */
const POLL_MS = 50;

/** The window people see, once it shows something. */
export async function mainWindow(/** @type {ElectronApplication} */ app) {
  const giveUpAtMs = Date.now() + WINDOW_TIMEOUT_MS;
  for (;;) {
    const page = app.windows().find((candidate) => candidate.url().startsWith(MAIN_PAGE));
    if (page !== undefined) {
      await settled(page);
      return page;
    }
    if (Date.now() > giveUpAtMs) {
      throw new Problem(
        'The app opened no window within a minute.',
        'Its log is in the folder "logs" of its data folder.',
      );
    }
    await setTimeout(POLL_MS);
  }
}

/** Waits until the page shows text, nothing in it says that it is busy, and its fonts are there. */
export async function settled(/** @type {Page} */ page) {
  await page.waitForFunction(
    () => document.body.textContent.trim() !== '' && document.querySelector('[aria-busy="true"]') === null,
    undefined,
    { timeout: WINDOW_TIMEOUT_MS },
  );
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  });
}
