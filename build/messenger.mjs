import './node-version.mjs';
import { pathToFileURL } from 'node:url';
import { headlessMessenger } from './headless.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { beSilent, runMain } from './terminal.mjs';

/** `npm run --silent messenger -- --data DIR [options]`: the messenger without a window. Its lines alone are on stdout. */
await runMain(async () => {
  beSilent();
  await installNpmPackages();
  if (process.env.INIT_CWD !== undefined) process.chdir(process.env.INIT_CWD);
  await import(pathToFileURL(await headlessMessenger()).href);
});
