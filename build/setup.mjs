import './node-version.mjs';
import { pathToFileURL } from 'node:url';
import { installNpmPackages } from './npm-packages.mjs';
import { installSystemPackages } from './system-packages.mjs';
import { runMain, say } from './terminal.mjs';

/**
 * Makes a bare clone ready. Uses nothing that must be installed first, and does nothing when all is there.
 *
 * @param {object} needs
 * @param {boolean} needs.windows whether Electron windows will be opened, which takes system libraries and a display
 */
export async function setup({ windows }) {
  await installNpmPackages();
  if (windows) await installSystemPackages();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    await setup({ windows: true });
    say('Everything that Hashline needs is installed.');
  });
}
