import './node-version.mjs';
import { join } from 'node:path';
import { leftOutOfNatlab, missingForNatlab, withNatlab } from './natlab.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { Problem, runMain, say } from './terminal.mjs';

/** `npm run test:nat`: the headless node across real networks, made of Linux network namespaces; all of it, as in `test:full`. */
await runMain(async () => {
  const missing = missingForNatlab();
  if (missing.length > 0)
    throw new Problem(
      `These tests need ${missing.join(', and ')}.`,
      'Nothing else does: "npm test" runs without them.',
    );
  await installNpmPackages();
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const leftOut = leftOutOfNatlab();
  if (leftOut.why !== undefined) say(`Left out: ${leftOut.why}`);
  const args = [vitest, 'run', '--project', 'natlab', ...leftOut.args, ...process.argv.slice(2)];
  return await withNatlab(async (env) => {
    const { status } = await runCommand(process.execPath, args, {
      cwd: ROOT,
      output: 'show',
      env: { FULL: '1', ...env },
    });
    return status;
  });
});
