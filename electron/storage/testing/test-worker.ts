import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const storageFolder = fileURLToPath(new URL('..', import.meta.url));
/** Ignored by git, and below the packages, so that the bundle finds the database driver. */
const cacheFolder = join(storageFolder, '../../node_modules/.cache/hashline');

/**
 * The real storage worker as a script that plain Node runs. Bundled once for each state of the sources, so test files that
 * run at the same time share it.
 */
export async function testStorageWorker(): Promise<URL> {
  const file = join(cacheFolder, `storage-worker-${hashOfSources()}.mjs`);
  if (!existsSync(file)) await bundle(file);
  return pathToFileURL(file);
}

async function bundle(file: string): Promise<void> {
  const fresh = `${file}.${process.pid}`;
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(storageFolder, 'worker.ts'),
      outDir: dirname(fresh),
      emptyOutDir: false,
      target: 'node18',
      rolldownOptions: {
        external: ['@signalapp/sqlcipher'],
        output: { format: 'es', entryFileNames: basename(fresh) },
      },
    },
  });
  renameSync(fresh, file); // whole at once: another test process may be looking
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(storageFolder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    hash.update(entry.name).update(readFileSync(join(entry.path, entry.name)));
  }
  return hash.digest('hex').slice(0, 16);
}
