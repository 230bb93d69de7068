import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { OUT, ROOT } from './places.mjs';
import { OUTPUT_TAIL_CHARS, runCommand } from './run-command.mjs';
import { USABLE } from './startup-time.mjs';
import { say } from './terminal.mjs';

/** A first start on the slowest machine that is busy with other work. */
const RUN_TIMEOUT_MS = 60_000;

const MAKER = join(ROOT, 'build', 'code-cache-maker.cjs');
const FOLDER = join(OUT, 'main');

/** Runs the app that was just built once, and lays what V8 made of it beside it. Without a display the app goes without. */
export async function makeCodeCache() {
  const folder = await mkdtemp(join(tmpdir(), 'hashline-cache-'));
  const problem = await runOnce(folder).catch(String);
  await rm(folder, { recursive: true, force: true });
  const made = (await readdir(FOLDER, { recursive: true })).filter((name) => name.endsWith('.cache'));
  if (made.length === 0) say(`No code cache was made, so the app starts a little slower: ${problem}`);
}

/** @returns {Promise<string>} what it said */
async function runOnce(/** @type {string} */ folder) {
  const runtime = await electronRuntime();
  const display = await openDisplay();
  try {
    const own = ['--data', join(folder, 'data'), '--listen', '127.0.0.1:0', '--tray', 'no'];
    const keys = ['--password-store=basic', '--use-mock-keychain']; // not those of whoever builds
    const args = [...runtime.args, ...display.switches, ...keys, '-r', MAKER, ROOT, ...own];
    const { output } = await runCommand(runtime.executable, args, {
      cwd: ROOT,
      env: { ...display.env, CACHED_FOLDER: FOLDER, CACHED_WHEN: USABLE.firstRun },
      timeoutMs: RUN_TIMEOUT_MS,
    });
    return output.slice(-OUTPUT_TAIL_CHARS).trim();
  } finally {
    display.stop();
  }
}
