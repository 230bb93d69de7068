import './node-version.mjs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { Problem, runMain, say } from './terminal.mjs';

/** `npm run dist -- --dir`: packs the app into dist/. What follows is handed to electron-builder. */
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
  const cli = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const electron = [`--config.electronDist=${runtime.dist}`, `--config.electronVersion=${runtime.version}`];
  const config = ['--config', join('build', 'electron-builder.config.mjs'), '--publish', 'never'];
  const { status } = await runCommand(process.execPath, [cli, ...config, ...electron, ...args], {
    cwd: ROOT,
    output: 'show',
  });
  if (status !== 0)
    throw new Problem('electron-builder could not pack the app.', 'What it needs is in its last lines above.');
  say('The package is in dist/');
});
