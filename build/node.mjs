import './node-version.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installNpmPackages } from './npm-packages.mjs';
import { ROOT } from './places.mjs';
import { beSilent, runMain } from './terminal.mjs';

/** `npm run --silent node -- [options]`: the headless node. Its lines alone are on stdout. */
await runMain(async () => {
  beSilent();
  await installNpmPackages();
  const args = [
    '--import',
    import.meta.resolve('tsx'),
    join(ROOT, 'switch', 'cli', 'main.ts'),
    ...process.argv.slice(2),
  ];
  const child = spawn(process.execPath, args, { stdio: 'inherit', cwd: process.env.INIT_CWD ?? process.cwd() });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
});
