import './node-version.mjs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { distCalls, ownSevenZip } from './dist-targets.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { Problem, runMain, say } from './terminal.mjs';

/**
 * `npm run dist`: every kind of package for this system, into dist/. `npm run dist -- --dir`: the app in a folder. What follows is handed to
 * electron-builder. It fetches the pinned Electron for each processor itself; one that lies here is for this machine's processor alone.
 */
await runMain(async () => {
  const args = process.argv.slice(2);
  await installNpmPackages();
  const runtime = await electronRuntime();
  if (runtime.isFallback && !args.includes('--dir')) {
    throw new Problem(
      `The only Electron here is the fallback, ${runtime.version}, and packages for people are never made with it.`,
      'To look at a package: npm run dist -- --dir. For a real one run this where github.com can be reached.',
    );
  }
  await bundle();
  const { default: config } = await import('./electron-builder.config.mjs'); // after the bundle: it reads what that wrote
  const isGiven = Boolean(process.env.ELECTRON_OVERRIDE_DIST_PATH);
  const isHere = isGiven || args.includes('--dir');
  const calls = distCalls(args, { platform: process.platform, arch: process.arch, isGiven }, config);
  const failed = [];
  for (const call of calls) if (!(await pack(call, runtime, isHere))) failed.push(call.join(' '));
  if (failed.length > 0)
    throw new Problem(
      `electron-builder could not make ${failed.length} of ${calls.length}: ${failed.join('; ')}`,
      `What it needs is in its lines above${failed.length < calls.length ? '; the rest is in dist/' : ''}.`,
    );
  say('The package is in dist/');
});

/** @returns {Promise<boolean>} whether it is there */
async function pack(
  /** @type {readonly string[]} */ call,
  /** @type {import('./electron-runtime.mjs').ElectronRuntime} */ { dist, version },
  /** @type {boolean} */ isHere,
) {
  const cli = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const electron = [`--config.electronVersion=${version}`, ...(isHere ? [`--config.electronDist=${dist}`] : [])];
  const config = ['--config', join('build', 'electron-builder.config.mjs'), '--publish', 'never'];
  const sevenZip = isHere ? ownSevenZip() : undefined;
  const { status } = await runCommand(process.execPath, [cli, ...config, ...electron, ...call], {
    cwd: ROOT,
    output: 'show',
    env: sevenZip === undefined ? {} : { ELECTRON_BUILDER_7ZIP_PATH: sevenZip },
  });
  return status === 0;
}
