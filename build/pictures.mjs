import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { setup } from './setup.mjs';
import { runMain } from './terminal.mjs';

/**
 * Takes all pictures of the screens into e2e/out/pictures and compares them with e2e/references.
 *
 *   node build/pictures.mjs             says which differ
 *   node build/pictures.mjs --update    makes the new ones the references: look at them, and commit them alone
 */
const REFERENCES = join(ROOT, 'e2e', 'references');
const PICTURES = join(ROOT, 'e2e', 'out', 'pictures');

/** A picture of the screens has few colours; with one byte a point a reference is a third as large. */
const EIGHT_BITS = { palette: true, colours: 256, dither: 0, effort: 10 };

await runMain(async () => {
  const isUpdate = process.argv.includes('--update');
  await setup({ windows: true });
  await rm(PICTURES, { recursive: true, force: true });
  const playwright = join('node_modules', '@playwright', 'test', 'cli.js');
  const args = ['--config', join('e2e', 'playwright.config.ts'), 'e2e/pictures.spec.ts', '--reporter=list'];
  const { status } = await runCommand(
    process.execPath,
    [playwright, 'test', ...args, ...(isUpdate ? ['--update-snapshots=changed'] : [])],
    { cwd: ROOT, output: 'show', env: { FULL: '1', PICTURES_ALONE: '1' } },
  );
  if (!isUpdate || status !== 0) return status; // what was not reached is no picture too many
  const taken = new Set(await readdir(PICTURES));
  for (const name of await readdir(REFERENCES)) {
    const path = join(REFERENCES, name);
    if (!taken.has(name)) await rm(path);
    else await writeFile(path, await inEightBits(await readFile(path)));
  }
  return status;
});

/** @returns {Promise<Buffer>} the same where it is so already: a reference that did not change keeps its bytes */
async function inEightBits(/** @type {Buffer} */ png) {
  const { default: sharp } = await import('sharp'); // installed by `setup`
  const { isPalette } = await sharp(png).metadata();
  return isPalette ? png : await sharp(png).png(EIGHT_BITS).toBuffer();
}
