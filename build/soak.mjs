import './node-version.mjs';
import { join } from 'node:path';
import { installNpmPackages } from './npm-packages.mjs';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { runMain } from './terminal.mjs';

/** `npm run test:soak -- MINUTES`: whole messengers talk for so long (10), and the memory of none may grow. */
await runMain(async () => {
  await installNpmPackages();
  const soak = join('electron', 'messenger', 'tests', 'soak.ts');
  const args = ['--import', 'tsx', soak, ...process.argv.slice(2)];
  return (await runCommand(process.execPath, args, { cwd: ROOT, output: 'show' })).status;
});
