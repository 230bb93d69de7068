import { join } from 'node:path';
import { app } from 'electron';
import { readByCodeCache } from './code-cache.ts';

/** Where the program begins. What it does is in other files, so that they are read by their caches. */
readByCodeCache(join(app.getAppPath(), 'out', 'main'));
import('./front.ts').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  app.exit(1);
});
