import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { Problem, runMain } from './terminal.mjs';

/** Ignored by git, and below the packages, so that the bundle finds the database driver and the picture decoder. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'hashline');

/** What the bundle is made of. */
const SOURCES = ['electron/messenger', 'electron/storage', 'switch'];

/** Its processes and threads. */
const ENTRIES = {
  messenger: join(ROOT, 'electron', 'messenger', 'cli', 'main.ts'),
  'storage-worker': join(ROOT, 'electron', 'storage', 'worker.ts'),
  'bench-person': join(ROOT, 'electron', 'messenger', 'cli', 'bench-person.ts'),
  'sharp-child': join(ROOT, 'electron', 'messenger', 'photos', 'sharp-child.ts'),
};

/**
 * The headless messenger as a script that plain Node runs. Bundled once for each state of the sources: it starts in a fifth of
 * the time, and tests that run at the same time share it.
 *
 * @returns {Promise<string>} its path
 */
export async function headlessMessenger() {
  const folder = join(CACHE, `headless-${await hashOfSources()}`);
  if (!existsSync(folder)) await bundleApart(folder);
  return join(folder, 'messenger.mjs');
}

/** In a process of its own: the bundler's memory would stay with the messenger. */
async function bundleApart(/** @type {string} */ folder) {
  const { status, output } = await runCommand(process.execPath, [fileURLToPath(import.meta.url), folder], {
    cwd: ROOT,
  });
  if (status !== 0) throw new Problem(`The messenger could not be built:\n${output.trim()}`, 'Fix what it names.');
}

async function bundle(/** @type {string} */ folder) {
  const { build } = await import('vite'); // only where it bundles
  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(`${folder}.`);
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    define: { __APP_VERSION__: JSON.stringify(version) },
    ssr: { noExternal: true, external: ['@signalapp/sqlcipher', 'sharp'] },
    build: {
      ssr: true,
      outDir: fresh,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: ENTRIES,
        // Side by side: the messenger finds its processes and threads beside the file that its own code came to lie in.
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  // Whole at once: another process may be looking, or may have been faster.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }));
}

async function hashOfSources() {
  const hash = createHash('sha256').update(await readFile(join(ROOT, 'package-lock.json')));
  for (const source of SOURCES) {
    const names = (await readdir(join(ROOT, source), { recursive: true })).filter((name) => name.endsWith('.ts'));
    for (const name of names.sort()) {
      if (/\.test\.ts$/.test(name)) continue;
      hash.update(name).update(await readFile(join(ROOT, source, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => await bundle(process.argv[2] ?? ''));
}
