import './node-version.mjs';
import { copyFile, mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeCodeCache } from './code-cache.mjs';
import { buildLibrary } from './library.mjs';
import { writeLicences } from './licences.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { OUT, ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { Problem, runMain, say, withProgress } from './terminal.mjs';

/** What the bundles are made from; a newer file in here makes them stale. */
const SOURCES = [
  'electron',
  'renderer',
  'switch',
  'assets',
  'build/code-cache-maker.cjs',
  'build/code-cache.mjs',
  'build/electron.vite.config.ts',
  'build/icons.mjs',
  'build/licences.mjs',
  'build/shipped-packages.ts',
  'package.json',
  'package-lock.json',
];

/** Its time says when the last whole build began. */
const STAMP = join(OUT, '.bundled');

/** Bundles main, preload and pages into out/, unless they are newer than every source. */
export async function bundleIfStale() {
  const stamp = await stat(STAMP).catch(() => undefined);
  if (stamp !== undefined && (await newestMs(SOURCES.map((name) => join(ROOT, name)))) < stamp.mtimeMs) return;
  await bundle();
}

/** Bundles main, preload and pages into out/. */
export async function bundle() {
  const startedAt = new Date();
  await rm(STAMP, { force: true });
  say('Building the app.');
  const cli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const args = [cli, 'build', '--config', join('build', 'electron.vite.config.ts')];
  const { status, output } = await withProgress('Building the app', () =>
    runCommand(process.execPath, args, { cwd: ROOT, env: { NODE_ENV: 'production', NO_COLOR: '1' } }),
  );
  if (status !== 0)
    throw new Problem(`The app could not be built:\n${output.trim()}`, 'Fix what it names, then try again.');
  await mkdir(OUT, { recursive: true });
  const { drawIcons } = await import('./icons.mjs'); // needs a package, and this is read before any is installed
  await drawIcons(join(OUT, 'icons'));
  await writeLicences(join(OUT, 'shipped'), join(OUT, 'licences.txt'));
  for (const name of ['release.json', 'seeds.json']) await copyFile(join(ROOT, 'assets', name), join(OUT, name));
  await makeCodeCache();
  await writeFile(STAMP, '');
  await utimes(STAMP, startedAt, startedAt);
}

/** When the newest file among these and below was changed. Folders count too, or a deleted file would go unseen. */
async function newestMs(/** @type {string[]} */ places) {
  let newest = 0;
  for (const place of places) {
    const found = await stat(place).catch(() => undefined);
    if (found === undefined) continue;
    newest = Math.max(newest, found.mtimeMs);
    if (!found.isDirectory()) continue;
    const names = await readdir(place);
    newest = Math.max(newest, await newestMs(names.map((name) => join(place, name))));
  }
  return newest;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    await installNpmPackages();
    await bundle();
    await buildLibrary();
  });
}
