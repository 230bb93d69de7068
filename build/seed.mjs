import './node-version.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installNpmPackages } from './npm-packages.mjs';
import { ROOT } from './places.mjs';
import { beSilent, runMain } from './terminal.mjs';

/**
 * Heap that a seed may take, so that it fits a virtual machine of 256 MB: `switch/bench/seed-load.ts` measures what it needs.
 * The process itself takes some 60 MB more.
 */
const HEAP_MB_MAX = 128;

/** `npm run --silent seed -- [options]`: a seed for others. Its entry for a seeds.json alone is on stdout. */
await runMain(async () => {
  beSilent();
  await installNpmPackages();
  const main = join(ROOT, 'switch', 'cli', 'seed-main.ts');
  const args = [`--max-old-space-size=${HEAP_MB_MAX}`, '--import', import.meta.resolve('tsx'), main];
  const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
    stdio: 'inherit',
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
});
