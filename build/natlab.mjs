import './node-version.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installNpmPackages } from './npm-packages.mjs';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { Problem, runMain } from './terminal.mjs';

/** Where the laboratory is kept beside a checkout, unless NATLAB names it. */
const NATLAB = process.env.NATLAB ?? join(ROOT, '..', 'shared', 'natlab', 'natlab');

const PROGRAMS = [
  { name: 'ip', from: 'iproute2' },
  { name: 'nft', from: 'nftables' },
  { name: 'miniupnpd', from: 'miniupnpd-nftables' },
];

/** @param {string} name */
function isInstalled(name) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
  return folders.some((folder) => existsSync(join(folder, name)));
}

/** `npm run natlab`: the headless node across real networks, made of Linux network namespaces. */
await runMain(async () => {
  const missing = [
    process.platform === 'linux' ? [] : ['Linux (network namespaces)'],
    process.getuid?.() === 0 ? [] : ['root (to create network namespaces)'],
    existsSync(NATLAB)
      ? []
      : [`natlab, the laboratory of home routers (looked for at ${NATLAB}; NATLAB names another place)`],
    PROGRAMS.filter(({ name }) => !isInstalled(name)).map(({ name, from }) => `${name} (Debian: ${from})`),
  ].flat();
  if (missing.length > 0)
    throw new Problem(
      `These tests need ${missing.join(', and ')}.`,
      'Nothing else does: "npm test" runs without them.',
    );
  await installNpmPackages();
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  // One file after the other: they build the same laboratory.
  const args = [vitest, 'run', '--project', 'natlab', '--no-file-parallelism', ...process.argv.slice(2)];
  const { status } = await runCommand(process.execPath, args, { cwd: ROOT, output: 'show', env: { NATLAB } });
  return status;
});
