import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './places.mjs';
import { OUTPUT_TAIL_CHARS, runCommand } from './run-command.mjs';
import { Problem, say, withProgress } from './terminal.mjs';

/** A few hundred packages, about 300 MB unpacked. */
const INSTALL_TIMEOUT_MS = 20 * 60_000;

/** The part of a lock file that is read here. @typedef {{ packages: Record<string, LockedPackage> }} Lock */
/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage */

/** Installs what package-lock.json names, unless exactly that is there already. */
export async function installNpmPackages() {
  const missing = await outOfDate();
  if (missing === undefined) return;
  say(`Installing the npm packages (${missing}).`);
  const { status, output, timedOut } = await withProgress('Installing the npm packages', () =>
    runCommand('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
      timeoutMs: INSTALL_TIMEOUT_MS,
    }),
  );
  if (status === 0) return;
  throw new Problem(
    timedOut
      ? '`npm ci` took longer than 20 minutes.'
      : `\`npm ci\` failed:\n${output.slice(-OUTPUT_TAIL_CHARS).trim()}`,
    'Check the network, `npm config get registry` and the free disk space (1 GB), then try again.',
  );
}

/**
 * Why the packages must be installed, or nothing. npm leaves a lock file of its own in node_modules as the last step
 * of an install, so it is there only after a whole one, and it names what is really installed.
 *
 * @returns {Promise<string | undefined>}
 */
async function outOfDate() {
  const wanted = await readLock(join(ROOT, 'package-lock.json'));
  const installed = await readLock(join(ROOT, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) {
    throw new Problem('package-lock.json is missing or not JSON.', 'Restore it: git checkout package-lock.json');
  }
  return installed === undefined ? 'none are there yet' : firstDifference(wanted, installed);
}

/**
 * The first package that is not installed as it is locked.
 *
 * @returns {string | undefined}
 */
export function firstDifference(/** @type {Lock} */ wanted, /** @type {Lock} */ installed) {
  for (const [place, { version, integrity, optional }] of Object.entries(wanted.packages)) {
    const found = installed.packages[place];
    // Optional ones are for other platforms, or were skipped for a reason of npm's.
    if (place === '' || (optional === true && found === undefined)) continue;
    if (found?.version !== version || found?.integrity !== integrity)
      return `${place.replace('node_modules/', '')} changed`;
  }
  return undefined;
}

/** @returns {Promise<Lock | undefined>} */
async function readLock(/** @type {string} */ file) {
  try {
    const lock = JSON.parse(await readFile(file, 'utf8'));
    return typeof lock?.packages === 'object' && lock.packages !== null ? lock : undefined;
  } catch {
    return undefined; // absent or cut short: both mean that it has to be made anew
  }
}
