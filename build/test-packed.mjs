import './node-version.mjs';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDisplay } from './display.mjs';
import {
  ARCHIVE_BYTES_MAX,
  FOLDER_BYTES_MAX,
  FUSES_WANTED,
  folderBytes,
  listArchive,
  readFuses,
  strangers,
} from './packed-app.mjs';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { Problem, runMain, say } from './terminal.mjs';

/**
 * `npm run test:packed`: packs the app for this machine and tests that very folder, not the working tree: its fuses, its files, its
 * size, and two people who meet, write, send a photo and start again (e2e/packed.spec.ts). They run from a copy of the folder elsewhere,
 * so that nothing of this checkout is near. `-- --keep` takes the folder that is there.
 */
await runMain(async () => {
  if (!process.argv.includes('--keep')) {
    const { status } = await runCommand('npm', ['run', '--silent', 'dist', '--', '--dir'], {
      cwd: ROOT,
      output: 'show',
    });
    if (status !== 0) throw new Problem('The app could not be packed.', 'What is wrong stands above.');
  }
  const folder = await packedFolder();
  const program = process.platform === 'win32' ? 'Hashline.exe' : 'hashline';
  const executable = join(folder, program);
  const archive = join(folder, 'resources', 'app.asar');

  const fuses = await readFuses(executable);
  const wrong = Object.entries(FUSES_WANTED).filter(([name, state]) => fuses[name] !== state);
  if (wrong.length > 0)
    throw new Problem(
      `Fuses are wrong: ${wrong.map(([name]) => name).join(', ')}`,
      'build/electron-builder.config.mjs sets them.',
    );

  const files = await listArchive(archive);
  const foreign = strangers(files.keys());
  if (foreign.length > 0)
    throw new Problem(
      `Not to be shipped:\n${foreign.slice(0, 20).join('\n')}`,
      'Leave them out in build/electron-builder.config.mjs.',
    );
  for (const needed of [
    'out/main/main.cjs',
    'out/preload/preload.cjs',
    'out/renderer/index.html',
    'out/icons/tray.png',
    'out/seeds.json',
  ]) {
    if (!files.has(needed))
      throw new Problem(`${needed} is not in the package.`, 'build/electron-builder.config.mjs says what is.');
  }
  const licences = await readFile(join(folder, 'LICENSES.packages.txt'), 'utf8');
  for (const name of ['react ', '@signalapp/sqlcipher ', 'zod ']) {
    if (!licences.includes(`\n${name}`))
      throw new Problem(`The licence of ${name}is not in the package.`, 'build/licences.mjs writes them.');
  }

  const [archiveBytes, wholeBytes] = [(await stat(archive)).size, await folderBytes(folder)];
  say(
    `The packed app: ${megabytes(wholeBytes)} in all, ${megabytes(archiveBytes)} of it ours in ${files.size} files; fuses as they should be.`,
  );
  if (archiveBytes > ARCHIVE_BYTES_MAX || wholeBytes > FOLDER_BYTES_MAX) {
    throw new Problem(
      'The package has grown too large.',
      'What came in stands in the archive; the limits in build/packed-app.mjs.',
    );
  }

  const elsewhere = await mkdtemp(join(tmpdir(), 'hashline-packed-'));
  const display = await openDisplay();
  try {
    await cp(folder, elsewhere, { recursive: true, verbatimSymlinks: true });
    const playwright = join('node_modules', '@playwright', 'test', 'cli.js');
    const args = [playwright, 'test', '--config', join('e2e', 'playwright.config.ts'), 'packed.spec.ts'];
    const env = { ...display.env, HASHLINE_PACKED: join(elsewhere, program) };
    return (await runCommand(process.execPath, args, { cwd: ROOT, output: 'show', env })).status;
  } finally {
    display.stop();
    await rm(elsewhere, { recursive: true, force: true });
  }
});

/** What `electron-builder --dir` made for this system. */
async function packedFolder() {
  const dist = join(ROOT, 'dist');
  const names = existsSync(dist) ? await readdir(dist) : [];
  const found = names.find((name) => /^(?:linux|win)(?:-arm64)?-unpacked$/.test(name));
  if (found === undefined) throw new Problem('There is no packed app in dist/.', 'Make one: npm run dist -- --dir');
  return join(dist, found);
}

function megabytes(/** @type {number} */ bytes) {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}
