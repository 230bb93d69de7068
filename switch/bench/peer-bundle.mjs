import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = join(HERE, '..', '..');
const OUT = join(ROOT, 'out', 'bench');
const FILE = join(OUT, 'peer-entry.mjs');

/** Bundles the switch unless that is newer than all of it, in a process of its own: what is measured never held a bundler. */
export async function loadSwitch() {
  if (!existsSync(FILE) || statSync(FILE).mtimeMs < newestMs(join(ROOT, 'switch')))
    execFileSync(process.execPath, [fileURLToPath(import.meta.url)], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  return await import(pathToFileURL(FILE).href);
}

/** @param {string} folder */
function newestMs(folder) {
  let newest = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { recursive: true }))
    newest = Math.max(newest, statSync(join(folder, String(entry))).mtimeMs);
  return newest;
}

async function bundle() {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      ssr: join(HERE, 'peer-entry.ts'),
      outDir: OUT,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'peer-entry.mjs' } },
    },
    ssr: { noExternal: true },
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await bundle();
