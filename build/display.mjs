import { spawn } from 'node:child_process';
import { OUTPUT_TAIL_CHARS } from './run-command.mjs';
import { Problem, say } from './terminal.mjs';

/** Large enough for the demo's two windows side by side. */
const SCREEN = '2560x1440x24';

/** Xvfb says its display number within a second on a slow machine. */
const START_TIMEOUT_MS = 20_000;

/**
 * @typedef {object} Display
 * @property {boolean} isVirtual nobody can see it
 * @property {Record<string, string>} env what a program needs to find it
 * @property {readonly string[]} switches for Electron: a virtual display has no graphics card to look for
 * @property {() => void} stop
 */

/** Whether windows opened from here can be seen. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/**
 * The person's display, or a virtual one (Xvfb) where there is none, on a number that Xvfb itself found free.
 *
 * @returns {Promise<Display>}
 */
export async function openDisplay() {
  if (hasDisplay()) return { isVirtual: false, env: {}, switches: [], stop: () => undefined };
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  xvfb.stderr?.on('data', (chunk) => {
    complaints += String(chunk);
  });
  const number = await readDisplayNumber(xvfb).catch(() => undefined);
  if (number === undefined) {
    xvfb.kill();
    throw new Problem(
      `There is no display, and a virtual one (Xvfb) did not start: ${complaints.slice(-OUTPUT_TAIL_CHARS).trim()}`,
      'Install it (Debian, Ubuntu: apt-get install xvfb), or set DISPLAY to a display you have.',
    );
  }
  say(`No display here: windows open on a virtual one (Xvfb :${number}), where nobody sees them.`);
  const stop = () => {
    xvfb.kill();
  };
  process.once('exit', stop);
  xvfb.unref();
  return { isVirtual: true, env: { DISPLAY: `:${number}` }, switches: ['--disable-gpu'], stop };
}

/** @returns {Promise<string>} */
function readDisplayNumber(/** @type {import('node:child_process').ChildProcess} */ xvfb) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Xvfb is silent')), START_TIMEOUT_MS);
    const settle = (/** @type {() => void} */ then) => {
      clearTimeout(timer);
      then();
    };
    const numbers = /** @type {import('node:stream').Readable | null | undefined} */ (xvfb.stdio[3]);
    let text = '';
    numbers?.on('data', (chunk) => {
      text += String(chunk);
      if (text.endsWith('\n')) settle(() => resolve(text.trim()));
    });
    xvfb.once('error', (error) => settle(() => reject(error)));
    xvfb.once('exit', () => settle(() => reject(new Error('Xvfb ended'))));
  });
}
