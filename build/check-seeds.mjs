import './node-version.mjs';
import { join } from 'node:path';
import { installNpmPackages } from './npm-packages.mjs';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { runMain } from './terminal.mjs';

/**
 * `node build/check-seeds.mjs [FILE]`: asks every seed of a list (assets/seeds.json). Exit code 1 if none answers. The release workflow
 * stops there: people who install a package should find each other.
 */
await runMain(async () => {
  await installNpmPackages();
  const main = join('switch', 'cli', 'ask-seeds-main.ts');
  const args = ['--import', 'tsx', main, ...process.argv.slice(2)];
  return (await runCommand(process.execPath, args, { cwd: ROOT, output: 'show' })).status;
});
