import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How electron-builder's command line and its configuration call the systems. @type {Readonly<Record<string, readonly [flag: string, key: 'linux' | 'mac' | 'win']>>} */
const SYSTEMS = { linux: ['--linux', 'linux'], darwin: ['--mac', 'mac'], win32: ['--win', 'win'] };

/** Whoever names one of these says what to make. */
const NAMED = ['--dir', '--linux', '--mac', '--win', '-l', '-m', '-w'];

/** What Debian and others call the program that electron-builder otherwise fetches. */
const SEVEN_ZIP = ['7zz', '7za'];

/**
 * What electron-builder is asked for. Where it can fetch what it needs, all at once, as the update feed (latest*.yml) is written anew by each
 * call. With an Electron that was given, which is for one processor, each kind of package by itself: one that can't be made keeps no other from
 * being made.
 *
 * @param {readonly string[]} args of `npm run dist`
 * @param {object} machine
 * @param {string} machine.platform as `process.platform`
 * @param {string} machine.arch as `process.arch`
 * @param {boolean} machine.isGiven
 * @param {import('electron-builder').Configuration} config
 * @returns {readonly (readonly string[])[]}
 */
export function distCalls(args, { platform, arch, isGiven }, config) {
  const system = SYSTEMS[platform];
  if (!isGiven || system === undefined || args.some((arg) => NAMED.includes(arg))) return [args];
  const [flag, key] = system;
  const targets = /** @type {{ target: string }[]} */ (config[key]?.target ?? []);
  return targets.map(({ target }) => [flag, target, `--${arch}`, ...args]);
}

/** This machine's own 7zip, for where electron-builder can fetch none. @returns {string | undefined} */
export function ownSevenZip() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return SEVEN_ZIP.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}
