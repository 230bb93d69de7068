import './node-version.mjs';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { launchApp, mainWindow } from './app-window.mjs';
import { bundleIfStale } from './bundle.mjs';
import { openDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { ROOT } from './places.mjs';
import { setup } from './setup.mjs';
import { Problem, runMain, say } from './terminal.mjs';

/**
 * `npm start [-- --screenshot FILE] [-- arguments of the app]`: installs what is missing, builds, opens the window.
 *
 * @typedef {import('./electron-runtime.mjs').ElectronRuntime} ElectronRuntime
 * @typedef {import('./display.mjs').Display} Display
 */

/** npm runs scripts in the checkout; a path given by the person is relative to where that person is. */
const CALLER_FOLDER = process.env.INIT_CWD ?? process.cwd();

/**
 * What Chromium writes on a machine without a session bus or a graphics card, start after start, and which means
 * nothing: it goes on without them.
 */
const MEANINGLESS = /:ERROR:(bus|gpu_|viz_main_impl|object_proxy|gl_|angle_|command_buffer|vaapi|direct_renderer)/;

/** How Chromium dies where the system forbids the user namespaces its sandbox is made of (Ubuntu 24.04). */
const SANDBOX_REFUSED = /No usable sandbox|SUID sandbox helper binary/;

await runMain(async () => {
  const { screenshotFile, appArgs } = readArguments(process.argv.slice(2));
  await setup({ windows: true });
  const runtime = await electronRuntime();
  await bundleIfStale();
  const display = await openDisplay();
  try {
    if (screenshotFile !== undefined) return await takeScreenshot(runtime, display, screenshotFile, appArgs);
    if (display.isVirtual) say('To see the window: npm start -- --screenshot window.png');
    return await run(runtime, display, appArgs);
  } finally {
    display.stop();
  }
});

/** @param {string[]} args */
function readArguments(args) {
  const at = args.indexOf('--screenshot');
  if (at === -1) return { screenshotFile: undefined, appArgs: args };
  const file = args[at + 1];
  if (file === undefined)
    throw new Problem('--screenshot needs the name of a file.', 'npm start -- --screenshot window.png');
  return { screenshotFile: resolve(CALLER_FOLDER, file), appArgs: [...args.slice(0, at), ...args.slice(at + 2)] };
}

/**
 * Opens the app and stays until it ends.
 *
 * @param {ElectronRuntime} runtime
 * @param {Display} display
 * @param {string[]} appArgs
 * @returns {Promise<number>} its exit code
 */
function run(runtime, display, appArgs) {
  const child = spawn(runtime.executable, [...runtime.args, ...display.switches, ROOT, ...appArgs], {
    cwd: CALLER_FOLDER,
    env: { ...process.env, ...display.env },
    stdio: ['inherit', 'inherit', 'pipe'],
  });
  // Ctrl+C reaches both of us; the app decides when it has stored everything, and we end with it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  let sandboxRefused = false;
  let rest = '';
  child.stderr.on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      sandboxRefused ||= SANDBOX_REFUSED.test(line);
      if (!MEANINGLESS.test(line)) process.stderr.write(`${line}\n`);
    }
  });
  return new Promise((resolveExit, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (!sandboxRefused) return resolveExit(code ?? 1);
      reject(
        new Problem(
          'This system forbids programs the sandbox that Electron needs.',
          'Allow it until the next restart: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
        ),
      );
    });
  });
}

/**
 * @param {ElectronRuntime} runtime
 * @param {Display} display
 * @param {string} file
 * @param {string[]} appArgs
 */
async function takeScreenshot(runtime, display, file, appArgs) {
  const app = await launchApp(runtime, { args: appArgs, display, cwd: CALLER_FOLDER });
  try {
    const page = await mainWindow(app);
    await page.screenshot({ path: file });
    say(`The window's picture is in ${file}`);
  } finally {
    await app.close();
  }
  return 0;
}
