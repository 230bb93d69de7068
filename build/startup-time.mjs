import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { makeEmptyApp } from './empty-window.mjs';
import { ROOT } from './places.mjs';

/**
 * From the start of the process until the window has painted first, and until there is something to use in it, of Hashline and of an
 * empty Electron window, in turn. Their ratio says more than either: it hardly depends on the machine.
 */

/** A start on the slowest machine that is busy with other work. */
const START_TIMEOUT_MS = 60_000;
const PROBE = join(ROOT, 'build', 'start-probe.cjs');
/** Where the window's page lives. */
const MAIN_PAGE = 'app://hashline/';

/** What a person can use: a chat in the list, or the name to fill in. */
export const USABLE = { list: 'nav li button', firstRun: 'input' };

/**
 * @typedef {object} Started
 * @property {number} paintedMs
 * @property {number} usableMs
 */

/**
 * @param {object} given
 * @param {import('./electron-runtime.mjs').ElectronRuntime} given.runtime
 * @param {import('./display.mjs').Display} given.display
 * @param {string} given.folder a folder of one's own
 * @param {readonly string[]} given.args the app's
 * @param {string} given.usable a selector
 * @param {number} given.rounds
 * @returns {Promise<{ ours: Started, empty: Started, paintedRatio: number, usableRatio: number }>} medians; both ratios are to the first paint of the empty window
 */
export async function measureStartup({ runtime, display, folder, args, usable, rounds }) {
  const emptyApp = await makeEmptyApp(folder);
  const switches = [...runtime.args, ...display.switches, '-r', PROBE];
  const start = (/** @type {readonly string[]} */ app, /** @type {Record<string, string>} */ env) =>
    startOnce(runtime.executable, [...switches, ...app], { ...display.env, ...env });
  const startOurs = () => start([ROOT, ...args], { BENCH_PAGE: MAIN_PAGE, BENCH_USABLE: usable });
  const startEmpty = () => start([emptyApp], { BENCH_PAGE: 'data:', BENCH_USABLE: 'p' });

  await startOurs(); // what is on the disk is in memory from here on, for both
  await startEmpty();
  /** @type {{ ours: Started[], empty: Started[] }} */
  const times = { ours: [], empty: [] };
  for (let round = 0; round < rounds; round++) {
    times.empty.push(await startEmpty());
    times.ours.push(await startOurs());
  }
  // Of the two starts of one round, which had the same neighbours: a machine that gets busy half way through changes both.
  const ratioOf = (/** @type {keyof Started} */ what) =>
    median(times.ours.map((at, round) => at[what] / (times.empty[round]?.paintedMs ?? Number.NaN)));
  return {
    ours: medians(times.ours),
    empty: medians(times.empty),
    paintedRatio: ratioOf('paintedMs'),
    usableRatio: ratioOf('usableMs'),
  };
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 * @returns {Promise<Started>}
 */
function startOnce(command, args, env) {
  return new Promise((resolve, reject) => {
    const beganAtMs = Date.now();
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaints = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      complaints += String(chunk);
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      const [, found] = /^BENCH (.*)$/m.exec(output) ?? [];
      if (found === undefined) {
        reject(new Error(`The app showed nothing in ${START_TIMEOUT_MS / 1_000} s.\n${complaints.slice(-2_000)}`));
        return;
      }
      const { paintedAtMs, usableAtMs } = JSON.parse(found);
      resolve({ paintedMs: paintedAtMs - beganAtMs, usableMs: usableAtMs - beganAtMs });
    });
  });
}

/** @param {readonly Started[]} starts */
function medians(starts) {
  return { paintedMs: median(starts.map((at) => at.paintedMs)), usableMs: median(starts.map((at) => at.usableMs)) };
}

/** @param {readonly number[]} values */
export function median(values) {
  return part(values, 0.5);
}

/** The value below which `share` of them lie. @param {readonly number[]} values @param {number} share */
export function part(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
