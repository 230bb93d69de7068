import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { PROGRAM_SOURCES, PROGRAMS_FOLDER } from './programs.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/**
 * Bundles the programs once before the tests: they are started a hundred times, and compiling one each time takes a second of a
 * core. Vitest calls this (`globalSetup`), and what it returns at the end.
 */
export default async function bundlePrograms(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(ROOT, 'node_modules', '.programs-'));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: { input: { ...PROGRAM_SOURCES }, output: { entryFileNames: '[name].mjs' } },
    },
  });
  process.env[PROGRAMS_FOLDER] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
