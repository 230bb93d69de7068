import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { hasDisplay } from './display.mjs';
import { hasCommand, OUTPUT_TAIL_CHARS, runCommand } from './run-command.mjs';
import { Problem, runMain, say, withProgress } from './terminal.mjs';

/**
 * What Electron loads and a server or container often lacks, with the Debian and Ubuntu packages that bring it. Where
 * two are named the first is its newer name (Ubuntu 24.04 and Debian 13 renamed some for 64-bit time).
 */
const LIBRARIES = [
  { soname: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { soname: 'libnss3.so', packages: ['libnss3'] },
  { soname: 'libgbm.so.1', packages: ['libgbm1'] },
  { soname: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  { soname: 'libcups.so.2', packages: ['libcups2t64', 'libcups2'] },
  { soname: 'libatk-bridge-2.0.so.0', packages: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'] },
  { soname: 'libdrm.so.2', packages: ['libdrm2'] },
  { soname: 'libxkbcommon.so.0', packages: ['libxkbcommon0'] },
];

const INSTALL_TIMEOUT_MS = 15 * 60_000;

/** Never asks: nobody may be there to answer. */
const APT_ENV = { DEBIAN_FRONTEND: 'noninteractive' };

/** Makes sure that an Electron window can open: its libraries, a font, and a virtual display where there is none. */
export async function installSystemPackages() {
  if (process.platform !== 'linux') return;
  const missing = await missingPackages();
  if (missing.length === 0) return;
  const hasApt = await hasCommand('apt-get');
  if (hasApt && process.getuid?.() === 0) return await aptInstall(missing);
  const names = (hasApt ? await chooseNames(missing) : missing.map((names) => names.at(-1))).join(' ');
  throw new Problem(
    `Electron needs system packages that are missing here: ${names}`,
    hasApt
      ? `Install them and try again:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`
      : "These are Debian's names. Install the same with your system's package manager, then try again.",
  );
}

/** @returns {Promise<string[][]>} for each thing that is missing the names its package may have */
async function missingPackages() {
  const missing = [];
  const { status, output } = await runCommand(existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig', ['-p']);
  // Without ldconfig (NixOS, Alpine) we can't know; Electron itself will say what it misses.
  if (status === 0) {
    for (const { soname, packages } of LIBRARIES) if (!output.includes(`${soname} `)) missing.push(packages);
    const fonts = await runCommand('fc-list', [':', 'family']);
    if (fonts.status !== 0 || fonts.output.trim() === '') missing.push(['fontconfig'], ['fonts-dejavu-core']);
    // Pictures of bare machines would show emoji as outlines; nobody else is held up for it.
    if (process.getuid?.() === 0 && !/emoji/i.test(fonts.output)) missing.push(['fonts-noto-color-emoji']);
  }
  if (!hasDisplay() && !(await hasCommand('Xvfb'))) missing.push(['xvfb']);
  return missing;
}

async function aptInstall(/** @type {string[][]} */ missing) {
  await withProgress('Asking for the newest package lists (apt-get update)', () => apt(['update']));
  const names = await chooseNames(missing);
  say(`Installing system packages that Electron needs: apt-get install ${names.join(' ')}`);
  await withProgress('Installing system packages', () => apt(['install', '-y', '--no-install-recommends', ...names]));
}

async function apt(/** @type {string[]} */ args) {
  const { status, output } = await runCommand('apt-get', args, { env: APT_ENV, timeoutMs: INSTALL_TIMEOUT_MS });
  if (status === 0) return;
  throw new Problem(
    `apt-get ${args.join(' ')} failed:\n${output.slice(-OUTPUT_TAIL_CHARS).trim()}`,
    'Run it by hand to see more, then try again.',
  );
}

/** Of each package's names the one that this system can install. */
async function chooseNames(/** @type {string[][]} */ missing) {
  const chosen = [];
  for (const names of missing) {
    let name = names.at(-1) ?? '';
    for (const candidate of names.slice(0, -1)) {
      const { status, output } = await runCommand('apt-cache', ['policy', candidate]);
      if (status === 0 && /Candidate: (?!\(none\))/.test(output)) name = candidate;
    }
    chosen.push(name);
  }
  return chosen;
}

// .ci/run calls this alone with sudo, so that npm's files stay the ordinary user's.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runMain(installSystemPackages);
